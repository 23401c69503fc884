package io.rollcall.jobs.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessedHistoryTest {
    @Test
    void theLastSampleUntilATime_isWhatWasProcessedBy() {
        ProcessedHistory history = new ProcessedHistory();
        history.add(1_000, Map.of(0, 5L));
        history.add(2_000, Map.of(0, 9L, 1, 3L));
        assertThat(history.by(Map.of(0, 1_999L, 1, 1_999L))).isEqualTo(Map.of(0, 5L));
        assertThat(history.by(Map.of(0, 2_000L, 1, 9_000L))).isEqualTo(Map.of(0, 9L, 1, 3L));
        assertThat(history.by(Map.of(0, 999L))).isEmpty();
    }

    @Test
    void samplesAreForgottenAfterAMinute() {
        ProcessedHistory history = new ProcessedHistory();
        history.add(1_000, Map.of(0, 5L));
        history.add(61_001, Map.of(0, 9L));
        assertThat(history.by(Map.of(0, 61_000L))).isEmpty();
    }
}
