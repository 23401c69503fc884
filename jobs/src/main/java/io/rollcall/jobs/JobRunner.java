package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.checkpoint.Losses;
import io.rollcall.jobs.progress.InputTopic;
import io.rollcall.jobs.progress.ProgressPublisher;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a job running: starts its query, restarts it with growing pauses when it fails, and gives up, saying why, when
 * it fails time after time without a batch between. Blocks the thread that calls {@link #run}.
 */
public final class JobRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    /** With these pauses: failing for about five minutes on end. */
    private static final int MOST_FAILURES = 14;

    private static final long CLOCK_LOOK_MILLIS = 1_000;

    /** Executors come and go for a moment when a worker dies. */
    private static final int LOOKS_BEFORE_OTHER_MODE = 10;

    /** Is told what becomes of a job, from the thread that runs it. */
    public interface Status {
        /** The query runs. @param mode {@code real-time}, or {@code micro-batches} with what is missing for the other */
        void running(String mode);

        /** The query failed and will be tried again. @param sentence what went wrong and when, for a person */
        void retrying(String sentence);
    }

    private final SparkSession spark;
    private final Settings settings;
    private final Job job;
    private final String checkpointLocation;
    private final Clock clock;
    private final Status status;
    private final Object lock = new Object();
    private RunningQuery running;
    private boolean closed;
    private int failures;

    /**
     * A runner.
     *
     * @param session the Spark application; the job gets a session of its own in it
     * @param checkpoints folder or URL under which each job has its checkpoint
     * @param clock what reports of progress are dated by; nothing else depends on it
     * @param status is told what becomes of it
     */
    public JobRunner(SparkSession session, Settings settings, Job job, String checkpoints, Clock clock, Status status) {
        this.spark = session.newSession();
        this.settings = settings;
        this.job = job;
        this.checkpointLocation = checkpoints + "/" + job.name();
        this.clock = clock;
        this.status = status;
    }

    /**
     * Runs the job until {@link #close}.
     *
     * @throws UserError if it cannot run, or failed too often
     */
    public void run() {
        Checkpoint checkpoint = new Checkpoint(
                job.name(), checkpointLocation, spark.sessionState().newHadoopConf());
        Map<String, String> made = checkpoint.bind(job.identity(), job.choices(spark));
        Losses losses = new Losses(checkpoint);
        long pause = FIRST_PAUSE_MILLIS;
        while (!isClosed()) {
            try {
                runOnce(checkpoint, made, losses);
            } catch (Exception e) { // Spark throws checked exceptions that it does not declare
                if (isClosed()) {
                    return;
                }
                LOG.error("{} failed", job.name(), e);
                if (succeededSinceFailure()) {
                    pause = FIRST_PAUSE_MILLIS;
                }
                UserError hopeless = Failures.hopeless(job, checkpoint, e, failures);
                if (hopeless != null) {
                    throw hopeless;
                }
                if (++failures > MOST_FAILURES) {
                    throw new UserError(
                            job.name() + " failed " + failures + " times on end, last: " + Failures.sentence(e), e);
                }
                status.retrying(
                        job.name() + " failed (" + Failures.sentence(e) + "), next try in " + pause / 1000 + " s");
                pause(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    private void runOnce(Checkpoint checkpoint, Map<String, String> made, Losses losses)
            throws StreamingQueryException, TimeoutException {
        checkpoint.check();
        long lastBatch = checkpoint.lastBatch();
        Map<Integer, Long> committed = checkpoint.committedOffsets(job.inputTopic());
        JobStart start = prepare(made, committed, losses);
        RunningQuery query = job.start(start);
        ProgressPublisher progress = new ProgressPublisher(
                job.name(),
                job.inputTopic(),
                job.horizon(),
                settings,
                clock,
                losses,
                lastBatch,
                committed,
                query.realTime());
        ProgressListener listener = new ProgressListener(progress);
        spark.streams().addListener(listener);
        progress.start();
        try {
            if (!hold(query)) {
                return;
            }
            status.running(query.mode());
            awaitEnd(query, start, progress);
        } finally {
            spark.streams().removeListener(listener);
            progress.close();
            query.closeSink().run();
        }
    }

    /** Returns when the query is to be started again, or has ended as it should. */
    private void awaitEnd(RunningQuery query, JobStart start, ProgressPublisher progress)
            throws StreamingQueryException, TimeoutException {
        ClockWatch watch = new ClockWatch(clock, System::nanoTime);
        int looksInOtherMode = 0;
        while (!query.query().awaitTermination(CLOCK_LOOK_MILLIS)) {
            long back = watch.setBackMillis();
            if (back > 0) {
                query.stop();
                throw new IllegalStateException("the clock was set back by " + back / 1000 + " s");
            }
            int partitions = Math.max(start.inputPartitions(), progress.inputPartitions());
            // A Real-Time query needs a slot for each partition from its start.
            boolean grown = query.realTime() && partitions > start.inputPartitions();
            boolean otherMode = !start.recordsAreMissing() && job.runsInRealTime(spark, partitions) != query.realTime();
            looksInOtherMode = otherMode ? looksInOtherMode + 1 : 0;
            if (grown || looksInOtherMode >= LOOKS_BEFORE_OTHER_MODE) {
                LOG.info(
                        "{} has {} partitions now, or the slots changed: starting again", job.inputTopic(), partitions);
                query.stop();
                return;
            }
        }
        if (!isClosed() && !start.recordsAreMissing()) {
            throw new IllegalStateException("it ended by itself");
        }
    }

    private JobStart prepare(Map<String, String> made, Map<Integer, Long> committed, Losses losses) {
        try (InputTopic input = new InputTopic(KafkaSettings.of(settings), job.inputTopic())) {
            Map<Integer, Long> begins = input.begins(committed.keySet());
            boolean missing =
                    committed.entrySet().stream().anyMatch(next -> begins.get(next.getKey()) > next.getValue());
            if (missing && settings.flag(SettingKey.FAIL_ON_DATA_LOSS)) {
                throw Failures.dataLoss(job, null);
            }
            // Before the query steps over the hole: it may end, or be killed, before its progress is heard of.
            losses.lost(committed, begins, Long.MAX_VALUE);
            return new JobStart(spark, checkpointLocation, made, input.partitions(), missing, losses);
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "cannot reach Kafka at " + KafkaSettings.of(settings).bootstrapServer(), e);
        }
    }

    private boolean hold(RunningQuery query) throws TimeoutException {
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
            boolean succeeded = running != null
                    && running.query().lastProgress() != null
                    && running.query().lastProgress().numInputRows() > 0;
            running = null;
            if (succeeded) {
                failures = 0;
            }
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

    /** Stops the query at once; {@link #run} returns. What it cuts is replayed at the next start. */
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

    private static final class ProgressListener extends StreamingQueryListener {
        private final ProgressPublisher progress;

        private ProgressListener(ProgressPublisher progress) {
            this.progress = progress;
        }

        @Override
        public void onQueryStarted(QueryStartedEvent event) {}

        @Override
        public void onQueryProgress(QueryProgressEvent event) {
            progress.finished(event.progress());
        }

        @Override
        public void onQueryTerminated(QueryTerminatedEvent event) {}
    }
}
