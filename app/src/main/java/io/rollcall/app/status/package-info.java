/**
 * What {@code rollcall status} and {@code rollcall topics} know: facts about the topics, the latest progress report of each
 * job, and a diagnosis made from both. Reads Kafka once per call and keeps nothing.
 */
package io.rollcall.app.status;
