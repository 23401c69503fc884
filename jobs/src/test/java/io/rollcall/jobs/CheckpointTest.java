package io.rollcall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.JobName;
import io.rollcall.model.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final Map<String, String> SETTINGS = Map.of("window.length", "PT30S");

    @TempDir
    Path folder;

    @Test
    void otherSettingsThanItWasMadeWith_areRefused_namingTheCommandThatHelps() {
        checkpoint().bind(SETTINGS);
        checkpoint().bind(SETTINGS);
        assertThatThrownBy(() -> checkpoint().verify(Map.of("window.length", "PT60S")))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("window.length PT30S, not PT60S", "rollcall reset --job stats");
    }

    @Test
    void aStateOfAnotherLayout_isExplained() throws IOException {
        checkpoint().bind(SETTINGS);
        Path note = folder.resolve("stats/rollcall.json");
        Files.writeString(note, Files.readString(note).replace("\"layout\":\"1\"", "\"layout\":\"0\""));
        Files.delete(folder.resolve("stats/.rollcall.json.crc"));
        assertThatThrownBy(() -> checkpoint().verify(SETTINGS))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("keeps its state differently", "rollcall reset --job stats");
    }

    @Test
    void verifyingWhatIsNotThere_makesNothing() {
        assertThat(checkpoint().verify(SETTINGS)).isFalse();
        assertThat(folder.resolve("stats")).doesNotExist();
    }

    @Test
    void aDamagedNote_isRefused_namingTheFile() throws IOException {
        checkpoint().bind(SETTINGS);
        Files.writeString(folder.resolve("stats/rollcall.json"), "{\"layout\":");
        assertThatThrownBy(() -> checkpoint().bind(SETTINGS))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("stats/rollcall.json", "rollcall reset --job stats");
    }

    @Test
    void lossesOutliveARestart_andABatchThatIsRunAgainAddsNothing() {
        checkpoint().bind(SETTINGS);
        Losses losses = new Losses(checkpoint());
        losses.dropped(3, 5);
        losses.lost(4, 100);
        losses.dropped(3, 5);

        Losses afterRestart = new Losses(checkpoint());
        afterRestart.dropped(3, 5);
        afterRestart.dropped(4, 2);
        assertThat(afterRestart.droppedRows()).isEqualTo(7);
        assertThat(afterRestart.lostRows()).isEqualTo(100);
    }

    @Test
    void aBatchLost_whatLiesBetweenItsOffsetsAndTheFirstRecordStillThere() {
        BatchReport batch = new BatchReport(7, Map.of(0, 100L, 1, 10L), Map.of(0, 200L, 1, 20L), 70, 0, 0, 0, 0);
        assertThat(batch.hasGaps()).isTrue();
        assertThat(batch.lost(Map.of(0, 140L, 1, 0L))).isEqualTo(40);
        assertThat(batch.lost(Map.of(0, 100L, 1, 0L)))
                .as("marks of transactions are no loss")
                .isZero();
        assertThat(batch.lost(Map.of(0, 200L, 1, 20L)))
                .as("deleted after it was read")
                .isEqualTo(40);
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(JobName.STATS, folder.resolve("stats").toString(), new Configuration());
    }
}
