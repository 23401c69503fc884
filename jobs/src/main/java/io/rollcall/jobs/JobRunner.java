package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.checkpoint.OffsetRange;
import io.rollcall.jobs.checkpoint.SkippedRows;
import io.rollcall.jobs.input.InputGuard;
import io.rollcall.jobs.input.InputStart;
import io.rollcall.jobs.input.InputWatch;
import io.rollcall.jobs.progress.BatchListener;
import io.rollcall.jobs.progress.ProgressPublisher;
import io.rollcall.jobs.progress.ReportPace;
import io.rollcall.jobs.progress.ReportedJob;
import io.rollcall.jobs.spark.KafkaSource;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a job running: starts its query, and restarts it after failures with pauses that grow from 1 to 30 s. Gives up
 * when a restart cannot help, or when the job fails 15 times in a row without a batch in between. {@link #run} blocks its
 * thread; any thread may call {@link #close}.
 */
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final long CHECK_MILLIS = 1_000;

    /** Receives the state of the job, on the thread that runs it. */
    public interface Status {
        /**
         * The query runs.
         *
         * @param mode {@code real-time}, or {@code micro-batches} with the reason why it is not real-time
         */
        void running(String mode);

        /** The query failed and will be started again. @param sentence what went wrong, and when the next try is */
        void retrying(String sentence);
    }

    private final SparkSession spark;
    private final Settings settings;
    private final Job job;
    private final String checkpointLocation;
    private final ReportPace pace;
    private final Clock clock;
    private final Status status;

    private final Object lock = new Object();
    // guarded by lock
    private RunningQuery running;
    private boolean closed;

    // confined to the thread that runs the job
    private final Retries retries = new Retries();
    /** Whether the last query failed because of a long record, or of several at the same time. */
    private boolean heapWasTooSmall;

    private final JobReports reports = new JobReports();

    /**
     * A runner for one job.
     *
     * @param session the Spark application, in which the job gets a session of its own
     * @param checkpoints folder or URL under which each job has its checkpoint
     * @param pace how often the job reports
     * @param clock time source of the progress reports, also used to notice that the wall clock was set back
     * @param status receives the state of the job
     */
    public JobRunner(
            SparkSession session,
            Settings settings,
            Job job,
            String checkpoints,
            ReportPace pace,
            Clock clock,
            Status status) {
        this.spark = session.newSession();
        this.settings = settings;
        this.job = job;
        this.checkpointLocation = checkpoints + "/" + job.name();
        this.pace = pace;
        this.clock = clock;
        this.status = status;
    }

    /**
     * Runs the job until {@link #close}.
     *
     * @throws UserError if the job cannot run, or has failed too often
     */
    public void run() {
        try (reports) {
            runUntilClosed();
        }
    }

    private void runUntilClosed() {
        Checkpoint checkpoint = new Checkpoint(
                job.name(), checkpointLocation, spark.sessionState().newHadoopConf());
        while (!isClosed()) {
            try {
                Map<String, String> checkpointSettings =
                        checkpoint.bind(job.identity(), job.checkpointDefaults(spark), job.followed());
                LossNotes losses = new LossNotes(checkpoint);
                InputGuard guard = new InputGuard(settings, Failures.inputOf(job), checkpoint, losses);
                runOnce(checkpoint, checkpointSettings, losses, guard);
                heapWasTooSmall = false;
            } catch (Exception e) { // Spark throws checked exceptions that it does not declare
                if (isClosed()) {
                    return;
                }
                LOG.error("{} failed", job.name(), e);
                heapWasTooSmall = KafkaSource.isTooLarge(e);
                if (succeededSinceFailure()) {
                    retries.reset();
                }
                Optional<UserError> unrecoverable = Failures.unrecoverable(
                        job, checkpoint, e, settings.flag(SettingKey.FAIL_ON_DATA_LOSS), retries.failures());
                if (unrecoverable.isPresent()) {
                    reports.ended(unrecoverable.get().getMessage());
                    throw unrecoverable.get();
                }
                String why = MissingTopics.createAgain(settings, job).orElseGet(() -> Failures.sentence(e));
                if (!retries.another()) {
                    reports.ended(why);
                    throw new UserError(
                            job.name() + " failed " + retries.failures() + " times in a row, last: " + why, e);
                }
                reports.failed(why);
                long pause = retries.nextPauseMillis();
                status.retrying(job.name() + " failed (" + why + "), next try in " + pause / 1000 + " s");
                pause(pause);
            }
        }
    }

    private void runOnce(
            Checkpoint checkpoint, Map<String, String> checkpointSettings, LossNotes losses, InputGuard guard)
            throws StreamingQueryException, TimeoutException {
        checkpoint.checkIntegrity();
        CommittedBatch last = checkpoint.lastCommitted(job.inputTopic());
        InputStart input = awaitInput(guard, last);
        if (isClosed()) {
            return;
        }
        JobStart start = new JobStart(
                spark,
                checkpointLocation,
                checkpointSettings,
                input.partitions(),
                input.recordsAreMissing(),
                heapWasTooSmall,
                input.skipped(),
                losses);
        SkippedRows skipped = job.skipsRecords() ? skippedRows(checkpoint, last, input) : null;
        RunningQuery query = job.start(start);
        ProgressPublisher progress = new ProgressPublisher(
                new ReportedJob(
                        job.name(),
                        job.inputTopic(),
                        () -> checkpoint.initialOffsets(job.inputTopic()),
                        job.horizon(),
                        losses,
                        Optional.ofNullable(skipped),
                        job.geoDatabase(),
                        query.realTime()),
                input.topic().cluster(),
                settings,
                pace,
                clock,
                last);
        BatchListener listener = new BatchListener(progress, skipped, query.skippedThrough(), job.inputTopic());
        spark.streams().addListener(listener);
        reports.begin(progress);
        try (InputWatch watch = guard.watch(input, () -> query.nextOffsets(job.inputTopic(), last))) {
            if (!register(query)) {
                return;
            }
            status.running(query.mode());
            awaitEnd(query, start, progress, watch);
        } finally {
            spark.streams().removeListener(listener);
            query.closeSink().run();
            if (skipped != null) {
                query.addSkipped(skipped, job.inputTopic());
                skipped.note();
            }
        }
    }

    /** What was skipped so far, with the batches that were committed but not counted when the job was killed. */
    private SkippedRows skippedRows(Checkpoint checkpoint, CommittedBatch last, InputStart input) {
        SkippedRows skipped = new SkippedRows(checkpoint);
        Map<Integer, OffsetRange> uncounted = skipped.uncounted(checkpoint.initialOffsets(job.inputTopic()), last);
        if (!uncounted.isEmpty()) {
            long again = job.countSkipped(uncounted, input.skipped());
            skipped.add(() -> again, last.nextOffsets());
            skipped.note();
        }
        return skipped;
    }

    /** Looks at the input topic until the query may start, or this is closed. */
    private InputStart awaitInput(InputGuard guard, CommittedBatch last) {
        InputStart input = guard.check(last);
        Optional<String> said = Optional.empty();
        while (input.waitsFor().isPresent() && !isClosed()) {
            if (!input.waitsFor().equals(said)) {
                said = input.waitsFor();
                status.retrying(said.get());
            }
            pause(CHECK_MILLIS);
            input = guard.check(last);
        }
        return input;
    }

    /** Returns when the query should be started again, or has ended as intended. */
    private void awaitEnd(RunningQuery query, JobStart start, ProgressPublisher progress, InputWatch input)
            throws StreamingQueryException, TimeoutException {
        RestartCheck check = new RestartCheck(spark, job, start, query, input, clock);
        while (!query.query().awaitTermination(CHECK_MILLIS)) {
            long back = check.clockSetBackMillis();
            if (back > 0) {
                query.stop();
                throw new IllegalStateException("the clock was set back by " + back / 1000 + " s");
            }
            Optional<String> why = check.why(progress.inputPartitions());
            if (why.isPresent()) {
                LOG.warn("{} starts again: {}", job.name(), why.get());
                query.stop();
                return;
            }
        }
        if (!isClosed() && !start.isDetour()) {
            throw new IllegalStateException("the query ended by itself");
        }
    }

    /** Registers the query for {@link #close}. If the runner is closed already, stops the query and returns false. */
    private boolean register(RunningQuery query) throws TimeoutException {
        synchronized (lock) {
            if (closed) {
                query.stop();
                return false;
            }
            running = query;
            return true;
        }
    }

    private boolean succeededSinceFailure() {
        synchronized (lock) {
            boolean succeeded = running != null && running.hasProcessed();
            running = null;
            return succeeded;
        }
    }

    private void pause(long millis) {
        synchronized (lock) {
            try {
                if (!closed) {
                    lock.wait(millis);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closed = true;
            }
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    /** Stops the query at once; {@link #run} then returns. The next start repeats the batch that this interrupts. */
    @Override
    public void close() {
        RunningQuery query;
        synchronized (lock) {
            closed = true;
            query = running;
            lock.notifyAll();
        }
        if (query != null) {
            try {
                query.stop();
            } catch (TimeoutException | RuntimeException e) {
                LOG.warn("{} did not stop in time", job.name(), e);
            }
        }
    }
}
