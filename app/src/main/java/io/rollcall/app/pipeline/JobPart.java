package io.rollcall.app.pipeline;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.JobRunner;
import io.rollcall.jobs.progress.ReportPace;
import io.rollcall.model.process.MachineLimit;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.spark.sql.SparkSession;

/** A job on its own thread, as a part of the pipeline. It has started once its query runs. */
public final class JobPart implements Part, JobRunner.Status {
    /** A job that waits for Kafka ends later, or with the process. */
    private static final long CLOSE_MILLIS = 5_000;

    private final JobRunner runner;
    private final Thread thread;
    private final PrintWriter out;
    private final CompletableFuture<String> running = new CompletableFuture<>();
    private final CompletableFuture<Message> failure = new CompletableFuture<>();

    private JobPart(
            SparkSession spark, Settings settings, Job job, String checkpoints, ReportPace pace, PrintWriter out) {
        this.runner = new JobRunner(spark, settings, job, checkpoints, pace, Clock.systemUTC(), this);
        this.thread = new Thread(this::run, job.name());
        thread.setDaemon(true);
        this.out = out;
    }

    /**
     * Starts the job and waits until its query runs.
     *
     * @throws UserError if it cannot start
     */
    public static JobPart start(
            SparkPart spark, Settings settings, PipelineJob job, String checkpoints, PrintWriter out) {
        return start(spark.session(), settings, job, checkpoints, ReportPace.DEFAULT, out);
    }

    static JobPart start(
            SparkSession spark,
            Settings settings,
            PipelineJob job,
            String checkpoints,
            ReportPace pace,
            PrintWriter out) {
        JobPart part = new JobPart(spark, settings, job.create(settings), checkpoints, pace, out);
        part.thread.start();
        try {
            part.running.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UserError error ? error : e;
        }
        return part;
    }

    private void run() {
        try {
            runner.run();
            running.completeExceptionally(new UserError("the job was stopped before its query ran"));
        } catch (UserError e) {
            running.completeExceptionally(e);
            failure.complete(e.message());
        } catch (RuntimeException | Error e) {
            running.completeExceptionally(e);
            failure.complete(
                    Message.literal(MachineLimit.of(e).map(MachineLimit::advice).orElseGet(e::toString)));
            throw e;
        }
    }

    @Override
    public void running(String mode) {
        running.complete(mode);
    }

    @Override
    public void retrying(String sentence) {
        out.println("! " + sentence);
        out.flush();
    }

    @Override
    public String detail() {
        return running.join();
    }

    @Override
    public CompletionStage<Message> failure() {
        return failure;
    }

    /** Stops the job, and waits up to 5 s until it no longer writes to its checkpoint and to Kafka. */
    @Override
    public void close() {
        runner.close();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
