/**
 * Kafka access that all modules share: broker and client properties ({@link io.rollcall.kafka.KafkaSettings}), the
 * topics that Rollcall needs and their administration ({@link io.rollcall.kafka.TopicAdmin}), and Kafka's errors as one
 * line that says what to do ({@link io.rollcall.kafka.KafkaFailure}). Nothing in this package reads or writes records. {@code
 * TopicAdmin} may be used by several threads; the rest is immutable.
 */
package io.rollcall.kafka;
