package io.rollcall.jobs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.jobs.progress.BatchReport;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.UserError;
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
        checkpoint().bind(SETTINGS, Map.of());
        checkpoint().bind(SETTINGS, Map.of());
        assertThatThrownBy(() -> checkpoint().verify(Map.of("window.length", "PT60S")))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("window.length PT30S, not PT60S", "rollcall reset --job stats");
    }

    @Test
    void whatSettingsLeaveOpen_isDecidedWhenItIsMade_andKept() {
        checkpoint().bind(SETTINGS, Map.of("stats.state-partitions", "1"));
        Map<String, String> made = checkpoint().bind(SETTINGS, Map.of("stats.state-partitions", "2"));
        assertThat(made).containsEntry("stats.state-partitions", "1").containsAllEntriesOf(SETTINGS);
        assertThatThrownBy(() -> checkpoint().verify(Map.of("stats.state-partitions", "2")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("stats.state-partitions 1, not 2");
    }

    @Test
    void aStateOfAnotherLayout_isExplained() throws IOException {
        checkpoint().bind(SETTINGS, Map.of());
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
        checkpoint().bind(SETTINGS, Map.of());
        Files.writeString(folder.resolve("stats/rollcall.json"), "{\"layout\":");
        assertThatThrownBy(() -> checkpoint().bind(SETTINGS, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("stats/rollcall.json", "rollcall reset --job stats");
    }

    @Test
    void lossesOutliveARestart_andABatchThatIsRunAgainAddsNothing() {
        checkpoint().bind(SETTINGS, Map.of());
        Losses losses = new Losses(checkpoint());
        losses.dropped(3, 5);
        losses.lost(Map.of(0, 100L, 1, 10L), Map.of(0, 150L, 1, 10L), Long.MAX_VALUE);
        losses.dropped(3, 5);

        Losses afterRestart = new Losses(checkpoint());
        afterRestart.dropped(3, 5);
        afterRestart.dropped(4, 2);
        assertThat(afterRestart.droppedRows()).isEqualTo(7);
        assertThat(afterRestart.lostRows()).isEqualTo(50);
    }

    @Test
    void recordsThatWereLost_countOnce_whoeverTellsOfThem() {
        checkpoint().bind(SETTINGS, Map.of());
        Losses losses = new Losses(checkpoint());
        losses.lost(Map.of(0, 100L), Map.of(0, 150L), Long.MAX_VALUE);
        lostInBatch(losses, 100, 140, 0, 150);
        lostInBatch(losses, 140, 200, 50, 150);
        assertThat(losses.lostRows()).isEqualTo(50);

        lostInBatch(losses, 200, 300, 70, 230);
        assertThat(losses.lostRows()).as("thirty more").isEqualTo(80);
        lostInBatch(losses, 300, 400, 99, 300);
        assertThat(losses.lostRows()).as("a mark of a transaction is no loss").isEqualTo(80);
        lostInBatch(losses, 400, 500, 100, 500);
        assertThat(losses.lostRows()).as("deleted after it was read").isEqualTo(80);
    }

    @Test
    void aBatchLost_atMostWhatItLacks_overAllItsPartitions() {
        checkpoint().bind(SETTINGS, Map.of());
        Losses losses = new Losses(checkpoint());
        BatchReport batch = new BatchReport(7, Map.of(0, 100L, 1, 10L), Map.of(0, 200L, 1, 20L), 70, 0, 0, 0, 0);
        assertThat(batch.missing()).isEqualTo(40);
        losses.lost(batch.starts(), batch.deletedBefore(Map.of(0, 100L, 1, 0L)), batch.missing());
        assertThat(losses.lostRows()).as("marks of transactions are no loss").isZero();
        losses.lost(batch.starts(), batch.deletedBefore(Map.of(0, 140L, 1, 0L)), batch.missing());
        assertThat(losses.lostRows()).isEqualTo(40);
        losses.lost(batch.starts(), batch.deletedBefore(Map.of(0, 200L, 1, 20L)), batch.missing());
        assertThat(losses.lostRows()).as("deleted after it was read").isEqualTo(40);
    }

    /** A batch of some offsets that read so many records; then the topic begins there. */
    private static void lostInBatch(Losses losses, long from, long to, long read, long begin) {
        BatchReport batch = new BatchReport(7, Map.of(0, from), Map.of(0, to), read, 0, 0, 0, 0);
        losses.lost(batch.starts(), batch.deletedBefore(Map.of(0, begin)), batch.missing());
    }

    @Test
    void whatSparkLeavesAfterSomeRestarts_isSound() throws IOException {
        layOut("2", "17");
        checkpoint().check();
    }

    @Test
    void stateThatNothingDescribes_orIsCut_isRefused() throws IOException {
        layOut();
        assertThatThrownBy(() -> checkpoint().check())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("state/0/_metadata/v2");
        layOut("17");
        write("state/0/_metadata/v2/17", "v2\n{\"operator");
        assertThatThrownBy(() -> checkpoint().check())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("state/0/_metadata/v2/17");
    }

    @Test
    void anOffsetLogWithoutTheCommittedBatch_isRefused() throws IOException {
        layOut("17");
        Files.delete(folder.resolve("stats/offsets/17"));
        assertThatThrownBy(() -> checkpoint().check())
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("offsets/17", "rollcall reset --job stats");
    }

    /** A checkpoint whose last batch is 17, with these descriptions of its state. */
    private void layOut(String... described) throws IOException {
        write("metadata", "{\"id\":\"a\"}");
        write("sources/0/0", "\0v1\n{\"user-login-clean\":{\"0\":0}}");
        write("offsets/17", "v1\n{}\n{\"user-login-clean\":{\"0\":9}}");
        write("commits/17", "v1\n{}");
        for (String batch : described) {
            write("state/0/_metadata/v2/" + batch, "v2\n{}");
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve("stats").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(JobName.STATS, folder.resolve("stats").toString(), new Configuration());
    }
}
