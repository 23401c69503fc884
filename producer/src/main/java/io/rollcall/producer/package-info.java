/**
 * Makes raw logins, or replays recorded ones, and sends them to Kafka. A {@link io.rollcall.producer.LoginSource} yields
 * records; {@link io.rollcall.producer.LoginProducer} sends them at a steady rate.
 */
package io.rollcall.producer;
