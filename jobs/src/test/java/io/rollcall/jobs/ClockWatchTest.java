package io.rollcall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.testkit.SettableClock;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
    private long nanos = 5_000_000_000L;

    private final SettableClock wall = new SettableClock(1_700_000_000_000L);

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
        step(-3_600_000);
        assertThat(watch.setBackMillis()).isEqualTo(3_600_000);
        pass(1_000);
        assertThat(watch.setBackMillis()).isZero();
    }

    @Test
    void aStepForwardOrASmallCorrection_isNoStepBack() {
        step(3_600_000);
        assertThat(watch.setBackMillis()).isZero();
        step(-500);
        assertThat(watch.setBackMillis()).isZero();
    }

    private void pass(long millis) {
        step(millis);
        nanos += millis * 1_000_000;
    }

    private void step(long millis) {
        wall.set(wall.millis() + millis);
    }
}
