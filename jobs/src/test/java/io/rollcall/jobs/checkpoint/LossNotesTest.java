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

class LossNotesTest {
    private static final long UNBOUNDED = Long.MAX_VALUE;

    @TempDir
    Path folder;

    @Test
    void aNewCheckpoint_hasNone_andWritesNothing() {
        LossNotes losses = losses();
        losses.recordDropped(3, 0);
        losses.recordLost(Map.of(0, 100L), Map.of(0, 100L, 1, 50L), UNBOUNDED);
        assertThat(losses.droppedRows()).isZero();
        assertThat(losses.lostRows()).isZero();
        assertThat(note()).doesNotExist();
    }

    @Test
    void losses_surviveARestart_andARepeatedBatchAddsNothing() {
        LossNotes losses = losses();
        losses.recordDropped(3, 5);
        losses.recordLost(Map.of(0, 100L, 1, 10L), Map.of(0, 150L, 1, 10L), UNBOUNDED);
        losses.recordDropped(3, 5);

        LossNotes afterRestart = losses();
        afterRestart.recordDropped(3, 5);
        afterRestart.recordDropped(4, 2);
        afterRestart.recordAhead(4, 3);
        afterRestart.recordAhead(4, 3);
        assertThat(afterRestart.droppedRows()).isEqualTo(7);
        assertThat(afterRestart.aheadRows()).isEqualTo(3);
        assertThat(afterRestart.lostRows()).isEqualTo(50);
    }

    @Test
    void aBatchBeforeTheLastOneRecorded_addsNothing_andTheFirstBatchCounts() {
        LossNotes losses = losses();
        losses.recordDropped(0, 1);
        assertThat(losses.droppedRows()).as("batch 0 is a batch").isEqualTo(1);
        losses.recordDropped(9, 1);
        losses.recordDropped(8, 100);
        assertThat(losses.droppedRows()).isEqualTo(2);
        losses.recordDropped(10, 0);
        losses.recordDropped(10, 4);
        assertThat(losses.droppedRows())
                .as("a batch without losses was not recorded")
                .isEqualTo(6);
    }

    @Test
    void recordsThatWereLost_countOnce_whoeverReportsThem() {
        LossNotes losses = losses();
        losses.recordLost(Map.of(0, 100L), Map.of(0, 150L), UNBOUNDED);
        lostInBatch(losses, 100, 140, 0, 150);
        lostInBatch(losses, 140, 200, 50, 150);
        assertThat(losses.lostRows()).isEqualTo(50);

        lostInBatch(losses, 200, 300, 70, 230);
        assertThat(losses.lostRows()).as("thirty more").isEqualTo(80);
        lostInBatch(losses, 300, 400, 99, 300);
        assertThat(losses.lostRows())
                .as("the marker of a transaction is no loss")
                .isEqualTo(80);
        lostInBatch(losses, 400, 500, 100, 500);
        assertThat(losses.lostRows()).as("deleted after it was read").isEqualTo(80);
    }

    @Test
    void lossesOfABatch_areAtMostItsMissingRecords_overAllPartitions() {
        LossNotes losses = losses();
        BatchReport batch = new BatchReport(7, Map.of(0, 100L, 1, 10L), Map.of(0, 200L, 1, 20L), 70, 0, 0, 0, 0);
        assertThat(batch.missingRecords()).isEqualTo(40);
        losses.recordLost(batch.startOffsets(), batch.deletedBefore(Map.of(0, 100L, 1, 0L)), batch.missingRecords());
        assertThat(losses.lostRows()).as("markers of transactions are no loss").isZero();
        losses.recordLost(batch.startOffsets(), batch.deletedBefore(Map.of(0, 140L, 1, 0L)), batch.missingRecords());
        assertThat(losses.lostRows()).isEqualTo(40);
        losses.recordLost(batch.startOffsets(), batch.deletedBefore(Map.of(0, 200L, 1, 20L)), batch.missingRecords());
        assertThat(losses.lostRows()).as("deleted after it was read").isEqualTo(40);
    }

    @Test
    void partitionsThatWereAdded_areReadFromOffset0() {
        LossNotes losses = losses();
        BatchReport batch = new BatchReport(7, Map.of(0, 100L), Map.of(0, 110L, 1, 30L), 20, 0, 0, 0, 0);
        losses.recordLost(batch.startOffsets(), batch.deletedBefore(Map.of(0, 100L, 1, 20L)), batch.missingRecords());
        assertThat(losses.lostRows()).as("offsets 0 to 19 of partition 1").isEqualTo(20);

        BatchReport first = new BatchReport(0, Map.of(), Map.of(0, 110L, 1, 30L), 20, 0, 0, 0, 0);
        losses.recordLost(first.startOffsets(), first.deletedBefore(Map.of(0, 100L, 1, 20L)), first.missingRecords());
        assertThat(losses.lostRows())
                .as("the first batch of all begins with what there is")
                .isEqualTo(20);
    }

    @Test
    void aLossThatOverlapsOneRecordedBefore_addsOnlyWhatIsNew() {
        losses().recordLost(Map.of(0, 100L), Map.of(0, 150L), UNBOUNDED);
        LossNotes afterRestart = losses();
        afterRestart.recordLost(Map.of(0, 120L), Map.of(0, 150L), UNBOUNDED);
        assertThat(afterRestart.lostRows()).as("inside").isEqualTo(50);
        afterRestart.recordLost(Map.of(0, 140L), Map.of(0, 151L), UNBOUNDED);
        assertThat(afterRestart.lostRows()).as("one offset beyond").isEqualTo(51);
        afterRestart.recordLost(Map.of(0, 151L), Map.of(0, 152L), UNBOUNDED);
        assertThat(afterRestart.lostRows()).as("the next offset").isEqualTo(52);
    }

    @Test
    void partitions_areCountedSeparately() {
        LossNotes losses = losses();
        losses.recordLost(Map.of(0, 100L), Map.of(0, 150L), UNBOUNDED);
        losses.recordLost(Map.of(0, 100L, 1, 100L), Map.of(0, 150L, 1, 110L), UNBOUNDED);
        assertThat(losses.lostRows()).isEqualTo(60);
        losses.recordLost(Map.of(2, 5L), Map.of(), UNBOUNDED);
        assertThat(losses.lostRows()).as("a partition of which no end is known").isEqualTo(60);
    }

    @Test
    void aDamagedNote_isRefused_withItsNameAndTheCommandThatHelps() throws IOException {
        losses().recordDropped(1, 1);
        Files.writeString(note(), "{\"dropped_rows\":");
        Files.deleteIfExists(folder.resolve("stats/.losses.json.crc"));
        assertThatThrownBy(this::losses)
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("stats/losses.json", "rollcall reset --job stats");
    }

    /** A batch of these offsets that read so many records; afterwards the topic begins at {@code beginning}. */
    private static void lostInBatch(LossNotes losses, long from, long to, long read, long beginning) {
        BatchReport batch = new BatchReport(7, Map.of(0, from), Map.of(0, to), read, 0, 0, 0, 0);
        losses.recordLost(batch.startOffsets(), batch.deletedBefore(Map.of(0, beginning)), batch.missingRecords());
    }

    private Path note() {
        return folder.resolve("stats/losses.json");
    }

    private LossNotes losses() {
        Checkpoint checkpoint =
                new Checkpoint(JobName.STATS, folder.resolve("stats").toString(), new Configuration());
        checkpoint.bind(Map.of("window.length", "PT30S"), Map.of());
        return new LossNotes(checkpoint);
    }
}
