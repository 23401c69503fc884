package io.rollcall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private long wallMillis = 1_700_000_000_000L;
    private long nanos = 5_000_000_000L;

    private final Clock wall = new Clock() {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(wallMillis);
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    };

    private final ClockWatch watch = new ClockWatch(wall, () -> nanos);

    @Test
    void timeThatPasses_isNoStepBack() {
        pass(1_000);
        assertThat(watch.setBackMillis()).isZero();
        pass(3_600_000);
        assertThat(watch.setBackMillis()).isZero();
    }

    @Test
    void aStepBack_isReportedOnce() {
        pass(1_000);
        wallMillis -= 3_600_000;
        assertThat(watch.setBackMillis()).isEqualTo(3_600_000);
        pass(1_000);
        assertThat(watch.setBackMillis()).isZero();
    }

    @Test
    void aStepForwardOrASmallCorrection_isNoStepBack() {
        wallMillis += 3_600_000;
        assertThat(watch.setBackMillis()).isZero();
        wallMillis -= 500;
        assertThat(watch.setBackMillis()).isZero();
    }

    private void pass(long millis) {
        wallMillis += millis;
        nanos += millis * 1_000_000;
    }
}
