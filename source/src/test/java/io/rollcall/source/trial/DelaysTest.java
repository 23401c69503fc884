package io.rollcall.source.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelaysTest {
    private static final long MINUTE = 60_000;

    @Test
    void percentiles_areThoseThatSoManyDoNotExceed() {
        Delays delays = Delays.of(LongStream.rangeClosed(1, 1_000).toArray(), MINUTE, 0);
        assertThat(delays.count()).isEqualTo(1_000);
        assertThat(delays.median()).isEqualTo(500);
        assertThat(delays.p99()).isEqualTo(990);
        assertThat(delays.max()).isEqualTo(1_000);
    }

    @Test
    void theLateness_keepsAllButOneInAThousand_inARoundNumber() {
        long[] delays = LongStream.rangeClosed(1, 1_000)
                .map(i -> i == 1_000 ? 10 * MINUTE : i)
                .toArray();
        assertThat(keeping(delays)).as("longer than the tolerance").isEqualTo(35_000);
        delays[0] = 10 * MINUTE;
        assertThat(keeping(delays)).isEqualTo(10 * MINUTE);
        assertThat(keeping(61_000)).isEqualTo(65_000);
        assertThat(keeping(121_000)).isEqualTo(3 * MINUTE);
        assertThat(keeping(121 * MINUTE)).isEqualTo(180 * MINUTE);
        assertThat(Delays.of(new long[] {61_000}, MINUTE, 30_000).isKept()).isFalse();
        assertThat(Delays.of(new long[] {59_000}, MINUTE, 30_000).isKept()).isTrue();
    }

    @Test
    void delaysBelowZero_needTheShortestLateness() {
        assertThat(keeping(-5_000)).isEqualTo(35_000);
        assertThat(Delays.of(new long[0], MINUTE, 30_000).count()).isZero();
    }

    private static long keeping(long... delays) {
        return Delays.of(delays, MINUTE, 30_000).keeping();
    }
}
