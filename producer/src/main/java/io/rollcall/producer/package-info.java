/**
 * {@code rollcall produce}: generates raw logins, or replays recorded ones, and sends them to the raw topic. A {@link
 * io.rollcall.producer.LoginSource} yields the records, and {@link io.rollcall.producer.LoginProducer} sends them at a
 * steady rate. One thread generates and sends the records; Kafka's client calls back on its own thread, and progress is
 * reported on a third.
 */
package io.rollcall.producer;
