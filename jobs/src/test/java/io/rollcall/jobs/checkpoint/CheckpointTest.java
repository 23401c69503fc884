package io.rollcall.jobs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final Map<String, String> SETTINGS = Map.of("window.length", "PT30S");

    @TempDir
    Path folder;

    @Test
    void otherSettings_areRefused_withTheCommandThatHelps() {
        checkpoint().bind(SETTINGS, Map.of());
        checkpoint().bind(SETTINGS, Map.of());
        assertThatThrownBy(() -> checkpoint().verify(Map.of("window.length", "PT60S")))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("window.length PT30S, not PT60S", "rollcall reset --job stats");
    }

    @Test
    void settingsThatAreNotGiven_keepTheDefaultOfTheFirstStart() {
        checkpoint().bind(SETTINGS, Map.of("stats.state-partitions", "1"));
        Map<String, String> noted = checkpoint().bind(SETTINGS, Map.of("stats.state-partitions", "2"));
        assertThat(noted).containsEntry("stats.state-partitions", "1").containsAllEntriesOf(SETTINGS);
        assertThatThrownBy(() -> checkpoint().verify(Map.of("stats.state-partitions", "2")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("stats.state-partitions 1, not 2");
    }

    @Test
    void stateOfAnOlderLayout_isExplained() throws IOException {
        checkpoint().bind(SETTINGS, Map.of());
        changeNote("\"layout\":\"1\"", "\"layout\":\"0\"");
        assertThatThrownBy(() -> checkpoint().verify(SETTINGS))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "the checkpoint of user_login_stats was made by an older version of Rollcall, which keeps its"
                                + " state differently: run `rollcall reset --job stats` to compute everything anew");
    }

    @Test
    void stateOfANewerLayout_isRefused_whateverItsSettings() throws IOException {
        checkpoint().bind(source("aa", "okta", "{\"user\":\".a\"}"), Map.of());
        changeNote("\"layout\":\"1\"", "\"layout\":\"12\"");
        assertThatThrownBy(() -> checkpoint().verify(source("bb", "okta", "{\"user\":\".b\"}")))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "the checkpoint of user_login_stats was made by a newer version of Rollcall, which keeps its"
                                + " state differently: start that version, or run `rollcall reset --job stats` to compute"
                                + " everything anew");
    }

    /** Its value may decide what the state means. */
    @Test
    void aCheckpointWithASettingOfANewerVersion_isRefused() throws IOException {
        checkpoint().bind(SETTINGS, Map.of());
        changeNote("\"layout\":\"1\"", "\"layout\":\"1\",\"stats.sessions\":\"PT5M\"");
        assertThatThrownBy(() -> checkpoint().bind(SETTINGS, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessage("the checkpoint of user_login_stats was made by a newer version of Rollcall, with"
                        + " stats.sessions PT5M, which this version does not know: start that version, or run"
                        + " `rollcall reset --job stats` to compute everything anew");
    }

    private void changeNote(String from, String to) throws IOException {
        Path note = folder.resolve("stats/rollcall.json");
        assertThat(note).content().contains(from);
        Files.writeString(note, Files.readString(note).replace(from, to));
        Files.delete(folder.resolve("stats/.rollcall.json.crc"));
    }

    @Test
    void aRebuildOfANewerVersion_orADamagedNoteOfOne_isRefused() throws IOException {
        checkpoint().bind(SETTINGS, Map.of());
        for (String note : new String[] {
            "{\"state\":\"partly\"}", "{\"state\":\"begun\",\"floor\":\"soon\"}", "{\"begins\":{\"zero\":1}}"
        }) {
            write("rebuild.json", note);
            assertThatThrownBy(() -> new RebuildNote(checkpoint()))
                    .as(note)
                    .isInstanceOf(UserError.class)
                    .hasMessageMatching("cannot read .*/stats/rebuild.json: run `rollcall reset --job stats`");
        }
    }

    @Test
    void anotherDatabase_isRefused_withBothNames_andAcceptedIfItIsFollowed() {
        Map<String, String> city = Map.of("geo.database", "City 2026-11-01T00:00:00Z");
        Map<String, String> newer = Map.of("geo.database", "City 2026-12-01T00:00:00Z");
        Map<String, String> none = Map.of("geo.database", "");
        checkpoint().bind(city, Map.of());
        assertThatThrownBy(() -> checkpoint().verify(newer))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(
                        "made with the database of addresses City 2026-11-01T00:00:00Z, not with City"
                                + " 2026-12-01T00:00:00Z: set",
                        "geo.database",
                        "geo.follow",
                        "or run `rollcall reset --job stats` to compute everything anew");
        assertThat(checkpoint().verify(newer, Set.of("geo.database"))).isTrue();
        assertThat(checkpoint().bind(newer, Map.of(), Set.of("geo.database"))).containsAllEntriesOf(newer);
        assertThat(checkpoint().verify(newer)).as("the new one is noted").isTrue();
        assertThatThrownBy(() -> checkpoint().verify(city)).isInstanceOf(UserError.class);

        assertThatThrownBy(() -> checkpoint().bind(none, Map.of(), Set.of("geo.database")))
                .hasMessageContaining(
                        "made with the database of addresses City 2026-12-01T00:00:00Z, not without one: set")
                .hasMessageNotContaining("geo.follow");
        checkpoint().delete();
        checkpoint().bind(none, Map.of());
        assertThatThrownBy(() -> checkpoint().verify(city, Set.of("geo.database")))
                .hasMessageContaining("made without a database of addresses, not with City 2026-11-01T00:00:00Z: set");
    }

    @Test
    void aSettingWithoutValue_isTheSameAsNone() {
        Map<String, String> without = Map.of("lateness", "PT1M", "source", "");
        Map<String, String> with = Map.of("lateness", "PT1M", "source", "1a2b");
        checkpoint().bind(Map.of("lateness", "PT1M"), Map.of());
        assertThat(checkpoint().verify(without)).isTrue();
        assertThatThrownBy(() -> checkpoint().verify(with))
                .hasMessageContaining("without source, not with source 1a2b");
        checkpoint().delete();
        assertThat(checkpoint().bind(without, Map.of())).doesNotContainKey("source");
        checkpoint().delete();
        checkpoint().bind(with, Map.of());
        assertThatThrownBy(() -> checkpoint().verify(without))
                .hasMessageContaining("with source 1a2b, not without source");
    }

    @Test
    void anotherSource_isNamed_withWhatItDecidesOtherwise() {
        Map<String, String> okta = source("aa", "okta", "{\"user\":\".a\",\"when\":\".b\",\"time\":\".t\"}");
        checkpoint().bind(okta, Map.of());
        assertThatThrownBy(() -> checkpoint()
                        .verify(source("bb", "ours.yaml", "{\"user\":\".c\",\"time\":\".t\",\"ip\":\".i\"}")))
                .hasMessageContaining(
                        "with source okta, not with source ours.yaml (different: ip, user and when): set it back");
        assertThatThrownBy(() -> checkpoint().verify(source("cc", "okta", "{\"user\":\".a\",\"time\":\".t\"}")))
                .hasMessageContaining("with source okta as it was before (different: when): set it back");
        assertThat(checkpoint().verify(source("aa", "renamed.yaml", "{}"))).isTrue();
        assertThat(checkpoint().verify(Map.of("source", "aa"))).isTrue();
    }

    @Test
    void aSourceThatWasNotedByItsDigestAlone_isNamedByIt() {
        checkpoint().bind(Map.of("source", "1a2b"), Map.of());
        assertThatThrownBy(() -> checkpoint().verify(source("bb", "okta", "{\"user\":\".c\"}")))
                .hasMessageContaining("with source 1a2b, not with source okta: set it back");
        assertThat(checkpoint().verify(source("1a2b", "okta", "{}"))).isTrue();
    }

    private static Map<String, String> source(String digest, String name, String decides) {
        return Map.of("source", new SourceIdentity(digest, name, decides).text());
    }

    @Test
    void verifyingACheckpointThatDoesNotExist_createsNothing() {
        assertThat(checkpoint().verify(SETTINGS)).isFalse();
        assertThat(folder.resolve("stats")).doesNotExist();
    }

    @Test
    void aDeletionThatWasKilled_isCompletedAtTheNextStart() throws IOException {
        checkpoint().bind(SETTINGS, Map.of());
        layOut("2", "17");
        Files.createFile(folder.resolve("stats/deleted"));
        Files.delete(folder.resolve("stats/metadata"));
        Map<String, String> others = Map.of("window.length", "PT60S");
        assertThat(checkpoint().verify(others)).as("there is no checkpoint").isFalse();
        assertThat(checkpoint().bind(others, Map.of())).containsAllEntriesOf(others);
        assertThat(folder.resolve("stats/state")).doesNotExist();
        assertThat(folder.resolve("stats/deleted")).doesNotExist();
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
    void theFilesThatSparkLeavesAfterSomeRestarts_areSound() throws IOException {
        layOut("2", "17");
        checkpoint().checkIntegrity();
    }

    @Test
    void stateWithoutADescription_orWithATruncatedOne_isRefused() throws IOException {
        layOut();
        assertThatThrownBy(() -> checkpoint().checkIntegrity())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("state/0/_metadata/v2");
        layOut("17");
        write("state/0/_metadata/v2/17", "v2\n{\"operator");
        assertThatThrownBy(() -> checkpoint().checkIntegrity())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("state/0/_metadata/v2/17");
    }

    @Test
    void anOffsetLogWithoutTheCommittedBatch_isRefused() throws IOException {
        layOut("17");
        Files.delete(folder.resolve("stats/offsets/17"));
        assertThatThrownBy(() -> checkpoint().checkIntegrity())
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll("offsets/17", "rollcall reset --job stats");
    }

    @Test
    void lastCommittedBatch_isTheLastInTheCommitLog_notALaterPlannedOne() throws IOException {
        assertThat(checkpoint().lastCommitted("user-login-clean")).isEqualTo(CommittedBatch.NONE);
        layOut("17");
        write("offsets/18", "v1\n{}\n{\"user-login-clean\":{\"0\":20}}");
        assertThat(checkpoint().lastCommitted("user-login-clean")).isEqualTo(new CommittedBatch(17, Map.of(0, 9L)));
        assertThat(checkpoint().lastCommitted("another-topic")).isEqualTo(new CommittedBatch(17, Map.of()));
    }

    @Test
    void offsetsThatCannotBeRead_areUnknown() throws IOException {
        layOut("17");
        write("offsets/17", "v1\n{}\n{\"user-login-clean\":{\"0");
        assertThat(checkpoint().lastCommitted("user-login-clean")).isEqualTo(new CommittedBatch(17, Map.of()));
    }

    /** Linux answers a read of this file's start with "Input/output error". */
    private static final Path READ_ERROR = Path.of("/proc/self/mem");

    @Test
    void aFileThatCannotBeReadNow_isNotDamaged() throws IOException {
        assumeTrue(Files.exists(READ_ERROR), "a file that cannot be read");
        layOut("17");
        Path offsets = folder.resolve("stats/offsets/17");
        Files.delete(offsets);
        Files.createSymbolicLink(offsets, READ_ERROR);
        assertThatThrownBy(() -> checkpoint().checkIntegrity())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("offsets/17");
        assertThatThrownBy(() -> checkpoint().lastCommitted("user-login-clean"))
                .as("without its offsets the job would skip its checks")
                .isInstanceOf(UncheckedIOException.class);
    }

    /** The operating system refuses to open a socket, and the JDK says so by FileNotFoundException. */
    @Test
    void aNoteThatIsThereButCannotBeOpened_isNotMissing() throws IOException {
        checkpoint().bind(SETTINGS, Map.of());
        Path note = folder.resolve("stats/rollcall.json");
        Files.delete(note);
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(note));
            assertThatThrownBy(() -> checkpoint().verify(SETTINGS))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("stats/rollcall.json");
        }
    }

    /** Writes a checkpoint whose last batch is 17, with descriptions of the state from these batches. */
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
