/**
 * The embedded Kafka broker of {@code rollcall up}, which the tests use too. No other package knows Kafka's server classes.
 * Its threads are Kafka's own; start and close it from one thread.
 */
package io.rollcall.app.broker;
