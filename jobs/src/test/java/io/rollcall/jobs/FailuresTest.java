package io.rollcall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.clean.CleanJob;
import io.rollcall.jobs.input.InputGuard;
import io.rollcall.jobs.stats.StatsJob;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.spark.SparkException;
import org.apache.spark.sql.execution.streaming.state.StateStoreErrors;
import org.apache.spark.sql.kafka010.KafkaExceptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Which failures end a job. The exceptions are those that Spark and its Kafka source throw. */
class FailuresTest {
    private static final StackTraceElement STATE_CODE = new StackTraceElement(
            "org.apache.spark.sql.execution.streaming.state.RocksDBFileManager", "loadCheckpointFromDfs", null, 1);
    private static final StackTraceElement OTHER_CODE =
            new StackTraceElement("org.apache.spark.storage.DiskBlockObjectWriter", "open", null, 1);

    @TempDir
    Path folder;

    @Test
    void anOutageOfKafka_isRetried_howeverOftenItFails() {
        Throwable outage = inTask(new TimeoutException("Timed out waiting for a node assignment"));
        assertThat(unrecoverable(outage, 0)).isEmpty();
        assertThat(unrecoverable(outage, 13)).isEmpty();
    }

    @Test
    void aUserErrorInsideAnException_endsTheJobWithItsOwnSentence() {
        UserError fenced = new UserError("another user_login_stats has taken over");
        assertThat(unrecoverable(inTask(fenced), 0)).containsSame(fenced);
    }

    @Test
    void dataLossAsTheKafkaSourceReportsIt_endsTheJobIfTheLookInBetweenFoundNothing() {
        TopicPartition partition = new TopicPartition("user-login-clean", 1);
        Throwable reset = KafkaExceptions.startOffsetReset(partition, 40, 7);
        assertThat(unrecoverable(inTask(reset), 0)).isEmpty();
        assertThat(unrecoverable(inTask(reset), 1)).hasValueSatisfying(error -> assertThat(error)
                .hasMessageContainingAll(
                        "records of user-login-clean were deleted before user_login_stats had read them",
                        "topics.login-retention",
                        "fail-on-data-loss")
                .hasRootCause(reset));
    }

    /** The look at the topic before the next start refuses, counts or waits. */
    @Test
    void offsetsThatTheTopicDoesNotHave_andATopicThatIsGone_areJudgedByTheNextLook() {
        Map<TopicPartition, Long> offsets = Map.of(new TopicPartition("user-login", 1), 40L);
        List.of(
                        new OffsetOutOfRangeException(offsets),
                        new LogTruncationException(offsets, Map.of()),
                        new UnknownTopicIdException("no topic of this id"),
                        new UnknownTopicOrPartitionException("no topic of this name"))
                .forEach(
                        failure -> assertThat(unrecoverable(inTask(failure), 5)).isEmpty());
    }

    @Test
    void dataLossThatOnlyTheMessageShows_endsTheJobToo() {
        Throwable inExecutor = new IllegalStateException(
                "Cannot fetch offset 40. If you don't want your streaming query to fail on such cases, set the source"
                        + " option \"failOnDataLoss\" to \"false\".");
        assertThat(unrecoverable(inTask(inExecutor), 1)).isPresent();
    }

    @Test
    void dataLoss_namesTheJobAndItsTopic() {
        assertThat(InputGuard.deleted(Failures.inputOf(new CleanJob(Settings.defaults())), null))
                .hasMessageContaining("records of user-login were deleted before user_login_clean had read them");
    }

    @Test
    void stateThatCannotBeLoaded_isDamagedTheSecondTime_andTheFileIsNamed() {
        String file = folder.resolve("stats/state/0/0/17.changelog").toString();
        Throwable unreadable =
                inTask(StateStoreErrors.cannotLoadStore(new EOFException("Cannot read " + file + ": EOF")));
        assertThat(unrecoverable(unreadable, 0))
                .as("a stop may have cut it short")
                .isEmpty();
        assertThat(unrecoverable(unreadable, 1)).hasValueSatisfying(error -> assertThat(error)
                .hasMessageContainingAll("is damaged, " + file + " cannot be read", "rollcall reset --job stats")
                .hasCause(unreadable));
    }

    @Test
    void stateThatCannotBeLoaded_withoutAFileInAnyMessage_blamesTheFolder() {
        Throwable unreadable = inTask(StateStoreErrors.cannotLoadStore(new EOFException(null)));
        assertThat(unrecoverable(unreadable, 1)).hasValueSatisfying(error -> assertThat(error)
                .hasMessageContaining(folder.resolve("stats/state") + " cannot be read"));
    }

    static Stream<Exception> filesCutShort() {
        return Stream.of(
                new EOFException(),
                new FileNotFoundException("state/0/0/17.zip does not exist"),
                new UTFDataFormatException("malformed input around byte 12"),
                new ZipException("Unexpected end of ZLIB input stream"));
    }

    @ParameterizedTest
    @MethodSource("filesCutShort")
    void aTruncatedFile_isDamagedStateOnlyIfTheStateStoreReadIt(Exception cutShort) {
        cutShort.setStackTrace(new StackTraceElement[] {OTHER_CODE, STATE_CODE});
        assertThat(unrecoverable(inTask(cutShort), 0)).isEmpty();
        assertThat(unrecoverable(inTask(cutShort), 1)).isPresent();
        cutShort.setStackTrace(new StackTraceElement[] {OTHER_CODE});
        assertThat(unrecoverable(inTask(cutShort), 1)).isEmpty();
    }

    static Stream<Throwable> notNow() {
        return Stream.of(
                new FileNotFoundException("state/0/0/17.zip (Too many open files)"),
                new FileNotFoundException("state/0/0/17.zip (Permission denied)"),
                new AccessDeniedException("state/0/0/17.zip"),
                new IOException("Input/output error"),
                new IOException("No space left on device"),
                new SocketTimeoutException("Read timed out"),
                new RocksDBException(new Status(
                        Status.Code.IOError,
                        Status.SubCode.None,
                        "While open a file for random read: /scratch/000012.sst: Too many open files")),
                new OutOfMemoryError("unable to create native thread"));
    }

    @ParameterizedTest
    @MethodSource("notNow")
    void stateThatCannotBeReadNow_isRetried_howeverOftenItFails(Throwable cause) {
        cause.setStackTrace(new StackTraceElement[] {STATE_CODE});
        assertThat(unrecoverable(inTask(StateStoreErrors.cannotLoadStore(cause)), 13))
                .isEmpty();
        assertThat(unrecoverable(inTask(cause), 13)).isEmpty();
    }

    @Test
    void anEmptyHeap_endsTheJob_withTheOptionThatHelps() {
        assertThat(unrecoverable(inTask(new OutOfMemoryError("Java heap space")), 0))
                .hasValueSatisfying(error -> assertThat(error).hasMessageContaining("ROLLCALL_JAVA_OPTS=-Xmx"));
    }

    static Stream<Throwable> damage() {
        return Stream.of(
                new IOException("Stream is corrupted"),
                new NumberFormatException("For input string: \"\""),
                new RocksDBException(
                        new Status(Status.Code.Corruption, Status.SubCode.None, "block checksum mismatch")));
    }

    @ParameterizedTest
    @MethodSource("damage")
    void stateWithAWrongContent_isDamagedTheSecondTime(Throwable cause) {
        Throwable failure = inTask(StateStoreErrors.cannotLoadStore(cause));
        assertThat(unrecoverable(failure, 0)).isEmpty();
        assertThat(unrecoverable(failure, 1)).isPresent();
    }

    @Test
    void aLimitOfTheMachine_isSaidWithWhatToRaise() {
        assertThat(Failures.sentence(inTask(new FileNotFoundException("a (Too many open files)"))))
                .contains("too many open files", "LimitNOFILE");
    }

    @Test
    void anotherErrorInTheStateStore_isRetried() {
        SparkException noMemory = new SparkException("Failed to load due to low memory");
        noMemory.setStackTrace(new StackTraceElement[] {STATE_CODE});
        assertThat(unrecoverable(inTask(noMemory), 5)).isEmpty();
    }

    @Test
    void theSentence_isTypeAndFirstLineOfTheRootCause() {
        Throwable failure = inTask(new IllegalStateException(" topic is gone\n\tat a.b.C\n"));
        assertThat(Failures.sentence(failure)).isEqualTo("IllegalStateException: topic is gone");
        assertThat(Failures.sentence(new EOFException())).isEqualTo("EOFException: null");
    }

    /** As it arrives from a task of a streaming query. */
    private static Throwable inTask(Throwable cause) {
        return new ExecutionException(new SparkException("Job aborted due to stage failure: Task 0 failed", cause));
    }

    private Optional<UserError> unrecoverable(Throwable failure, int failuresBefore) {
        StatsJob job = new StatsJob(Settings.defaults());
        Checkpoint checkpoint =
                new Checkpoint(job.name(), folder.resolve("stats").toString(), new Configuration());
        return Failures.unrecoverable(job, checkpoint, failure, true, failuresBefore);
    }
}
