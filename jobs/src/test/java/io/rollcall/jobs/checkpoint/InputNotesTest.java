package io.rollcall.jobs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkpoint notes about its input topic. */
class InputNotesTest {
    private static final String TOPIC = "user-login-clean";

    @TempDir
    Path folder;

    @Test
    void theFirstTopicIsAdopted_andAnotherOfItsNameIsRefused() {
        Checkpoint checkpoint = checkpoint();
        assertThat(checkpoint.knowsInput()).isFalse();
        checkpoint.bindInput(new InputIdentity("cluster-1", "topic-1"), TOPIC);
        assertThat(checkpoint.knowsInput()).isTrue();
        checkpoint.bindInput(new InputIdentity("cluster-1", "topic-1"), TOPIC);

        assertThatThrownBy(() -> checkpoint.bindInput(new InputIdentity("cluster-1", "topic-2"), TOPIC))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(TOPIC + " was deleted or created again", "rollcall reset --job clean");
        assertThatThrownBy(() -> checkpoint.bindInput(new InputIdentity("cluster-2", "topic-2"), TOPIC))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(
                        "another Kafka cluster (cluster-1, not cluster-2)", "checkpoint-location", "bootstrap-server");
        assertThat(checkpoint.verify(Map.of("window.length", "PT30S"))).isTrue();
    }

    @Test
    void brokersThatDoNotTell_areNeverRefused_andAdoptedOnceTheyTell() {
        Checkpoint checkpoint = checkpoint();
        checkpoint.bindInput(new InputIdentity("", ""), TOPIC);
        assertThat(checkpoint.knowsInput()).isFalse();
        checkpoint.bindInput(new InputIdentity("cluster-1", ""), TOPIC);
        checkpoint.bindInput(new InputIdentity("", "topic-1"), TOPIC);
        checkpoint.bindInput(new InputIdentity("", ""), TOPIC);
        assertThatThrownBy(() -> checkpoint.bindInput(new InputIdentity("cluster-2", "topic-1"), TOPIC))
                .hasMessageContaining("cluster-1, not cluster-2");
    }

    @Test
    void epochs_areKeptWithTheirOffsets_andWrittenAtOnceOnlyWhenTheyChange() throws IOException {
        Checkpoint checkpoint = checkpoint();
        EpochNotes notes = new EpochNotes(checkpoint);
        assertThat(notes.epochs()).isEmpty();
        notes.note(Map.of(), Map.of());
        assertThat(folder.resolve("stats/epochs.json")).doesNotExist();
        notes.note(Map.of(0, 3, 1, 4), Map.of(0, 10L, 1, 20L));
        notes.note(Map.of(1, 5), Map.of(1, 30L));
        assertThat(new EpochNotes(checkpoint).epochs()).isEqualTo(Map.of(0, 3, 1, 5));
        Files.delete(folder.resolve("stats/epochs.json"));
        notes.note(Map.of(0, 3), Map.of(0, 15L));
        assertThat(notes.offset(0)).isEqualTo(15);
        assertThat(folder.resolve("stats/epochs.json")).doesNotExist();
        notes.save();
        assertThat(new EpochNotes(checkpoint).offset(0)).isEqualTo(15);
        assertThat(new EpochNotes(checkpoint).offset(1)).isEqualTo(30);
        assertThat(new EpochNotes(checkpoint).offset(2)).isZero();
    }

    @Test
    void aTruncation_countsOnce_alsoIfItIsFoundAgain_andMoreIfItGoesFurther() {
        LossNotes losses = new LossNotes(checkpoint());
        losses.recordTruncated(0, new OffsetRange(70, 100));
        losses.recordTruncated(0, new OffsetRange(80, 100));
        assertThat(new LossNotes(checkpoint()).lostRows()).isEqualTo(30);
        losses.recordTruncated(0, new OffsetRange(60, 100));
        assertThat(losses.lostRows()).isEqualTo(40);
        losses.recordTruncated(1, new OffsetRange(5, 6));
        assertThat(losses.lostRows()).isEqualTo(41);
        losses.recordTruncated(0, new OffsetRange(90, 120));
        assertThat(losses.lostRows()).as("another one, later").isEqualTo(71);
        assertThat(new LossNotes(checkpoint()).truncated())
                .isEqualTo(Map.of(0, new OffsetRange(90, 120), 1, new OffsetRange(5, 6)));
    }

    @Test
    void aPlanThatGoesBack_isDropped_andAnyOtherStays() throws IOException {
        Checkpoint checkpoint = checkpoint();
        write("sources/0/0", "\0v1\n{\"" + TOPIC + "\":{\"0\":3}}");
        assertThat(checkpoint.initialOffsets(TOPIC)).isEqualTo(Map.of(0, 3L));
        assertThat(checkpoint.plannedOffsets(TOPIC)).isEmpty();
        write("offsets/7", offsets(90, 50));
        write("commits/7", "v1\n{}");
        checkpoint.dropBackwardPlan(TOPIC);
        assertThat(checkpoint.plannedOffsets(TOPIC)).isEqualTo(Map.of(0, 90L, 1, 50L));
        write("offsets/8", offsets(100, 50));
        checkpoint.dropBackwardPlan(TOPIC);
        assertThat(checkpoint.plannedOffsets(TOPIC)).isEqualTo(Map.of(0, 100L, 1, 50L));
        write("offsets/8", offsets(120, 49));
        checkpoint.dropBackwardPlan(TOPIC);
        assertThat(checkpoint.plannedOffsets(TOPIC)).isEqualTo(Map.of(0, 90L, 1, 50L));
    }

    @Test
    void whatSparkHadPlannedByATime_isKnown() throws IOException {
        Checkpoint checkpoint = checkpoint();
        assertThat(checkpoint.plannedOffsets(TOPIC, Long.MAX_VALUE)).isEmpty();
        write("offsets/7", offsets(90, 50));
        write("offsets/8", offsets(100, 60));
        Files.setLastModifiedTime(folder.resolve("stats/offsets/7"), FileTime.fromMillis(1_000_000));
        Files.setLastModifiedTime(folder.resolve("stats/offsets/8"), FileTime.fromMillis(1_005_000));
        assertThat(checkpoint.plannedOffsets(TOPIC, 999_999)).isEmpty();
        assertThat(checkpoint.plannedOffsets(TOPIC, 1_004_999)).isEqualTo(Map.of(0, 90L, 1, 50L));
        assertThat(checkpoint.plannedOffsets(TOPIC, 1_005_000)).isEqualTo(Map.of(0, 100L, 1, 60L));
    }

    private static String offsets(long first, long second) {
        return "v1\n{}\n{\"" + TOPIC + "\":{\"0\":" + first + ",\"1\":" + second + "}}";
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve("stats").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Checkpoint checkpoint() {
        Checkpoint checkpoint =
                new Checkpoint(JobName.STATS, folder.resolve("stats").toString(), new Configuration());
        checkpoint.bind(Map.of("window.length", "PT30S"), Map.of());
        return checkpoint;
    }
}
