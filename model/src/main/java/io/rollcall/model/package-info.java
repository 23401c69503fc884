/**
 * The vocabulary that the other modules share: events, statistics, topics, settings, and the rules that decide what
 * becomes of a login. Everything here is immutable and safe for any thread, but for {@code SettingsLoader}. Nothing here
 * knows Kafka's clients, Spark or HTTP.
 */
package io.rollcall.model;
