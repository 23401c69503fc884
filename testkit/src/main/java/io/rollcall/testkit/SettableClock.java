package io.rollcall.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is set. Always UTC. Safe for several threads. */
public final class SettableClock extends Clock {
    private volatile long millis;

    /** A clock that shows this time, ms since the epoch. */
    public SettableClock(long millis) {
        this.millis = millis;
    }

    /** Sets the time, ms since the epoch. It may go back. */
    public void set(long newMillis) {
        millis = newMillis;
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** @throws UnsupportedOperationException always: nothing under test uses another zone */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock is always in UTC");
    }
}
