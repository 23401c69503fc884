package io.rollcall.model.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressJsonTest {
    private static final long TIME = 1_694_479_551_000L;

    @Test
    void report_isReadAsItWasWritten() {
        Progress full = new Progress(
                JobName.STATS, 41, TIME, 5, 2.5, 170, TIME - 1, TIME - 2, 0, 6, 7, 8, true, 9, Map.of(0, 12L, 1, 7L));
        Progress first = new Progress(JobName.CLEAN, -1, TIME, 0, 0, 0, null, null, 0, 0, 0, 0, false, 0, Map.of());
        assertThat(ProgressJson.read(ProgressJson.write(full))).isEqualTo(full);
        assertThat(ProgressJson.read(ProgressJson.write(first))).isEqualTo(first);
        assertThat(ProgressJson.tree(first).has("watermark")).isFalse();
    }
}
