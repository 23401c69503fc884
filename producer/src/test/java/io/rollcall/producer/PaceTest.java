package io.rollcall.producer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void records_becomeDueAtTheRate() {
        long start = System.nanoTime();
        Pace pace = new Pace(10_000);
        for (int n = 0; n < 2_001; ) {
            n += pace.isDue(n) ? 1 : 0;
        }
        // A lower bound only: how much longer it takes depends on the load of the machine.
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(200_000_000L);
    }

    @Test
    void withoutALimit_everyRecordIsDue() {
        Pace pace = new Pace(Pace.UNLIMITED);
        assertThat(pace.isDue(Long.MAX_VALUE)).isTrue();
    }
}
