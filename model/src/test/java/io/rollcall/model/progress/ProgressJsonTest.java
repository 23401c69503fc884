package io.rollcall.model.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressJsonTest {
    private static final long TIME = 1_694_479_551_000L;

    @Test
    void report_isReadAsItWasWritten() {
        Progress full = Progress.of(JobName.STATS, TIME)
                .with(Pipeline.of(Settings.defaults(), "cluster-1"))
                .with(new Progress.Batch(41, 5, 2.5, 170))
                .with(new Progress.Input(TIME - 2, 8, true, Map.of(0, 12L, 1, 7L), 3L).beganAt(Map.of(0, 11L, 1, 7L)))
                .with(new Progress.State(TIME - 1, 6, 7))
                .with(new Progress.Losses(0, 9, 4))
                .withFailure("the disk is full")
                .withGeoDatabase("GeoLite2-City 2026-11-24T06:12:31Z");
        Progress first = Progress.of(JobName.CLEAN, TIME);
        assertThat(ProgressJson.read(ProgressJson.write(full))).isEqualTo(full);
        assertThat(ProgressJson.read(ProgressJson.write(first))).isEqualTo(first);
        assertThat(ProgressJson.tree(first).has("horizon")).isFalse();
        assertThat(ProgressJson.tree(first).has("failure")).isFalse();
        assertThat(ProgressJson.tree(first).has("skipped_rows")).isFalse();
        assertThat(ProgressJson.tree(first).has("geo_database")).isFalse();
        assertThat(ProgressJson.tree(first).has("first_offsets")).isFalse();
        assertThat(ProgressJson.tree(full.with(Progress.Batch.NONE))
                        .get("geo_database")
                        .textValue())
                .isEqualTo("GeoLite2-City 2026-11-24T06:12:31Z");
        assertThat(ProgressJson.tree(full.with(full.input().withLag(0)))
                        .get("skipped_rows")
                        .longValue())
                .isEqualTo(3);
    }
}
