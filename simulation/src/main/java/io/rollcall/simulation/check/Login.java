package io.rollcall.simulation.check;

import io.rollcall.simulation.pipeline.RawLogin;

/**
 * A login that was sent.
 *
 * @param id tells it from all other logins
 * @param login what was sent
 * @param timestampMillis its Kafka timestamp, ms
 */
public record Login(String id, RawLogin login, long timestampMillis) {}
