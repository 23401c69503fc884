package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.progress.BatchReport;
import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A running process of one job: its query's thread in steps, and its progress thread. */
abstract class JobProcess {
    /** The job must not go on; its message names the remedy. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String sentence) {
            super(sentence);
        }
    }

    final Environment environment;
    final SimCheckpoint checkpoint;
    final LossNotes losses;
    private final String job;
    private final String inputTopic;
    private final ProgressThread progress;
    long batch;

    JobProcess(
            Environment environment,
            String job,
            String inputTopic,
            SimCheckpoint checkpoint,
            HorizonTracker horizon,
            boolean failOnDataLoss) {
        this.environment = environment;
        this.job = job;
        this.inputTopic = inputTopic;
        this.checkpoint = checkpoint;
        this.losses = new LossNotes(environment.has(Mutation.LOSSES_FORGOTTEN) ? new SimCheckpoint() : checkpoint);
        checkInput();
        CommittedBatch last = checkpoint.lastCommitted();
        batch = last.number() + 1;
        Map<Integer, Long> begins = begins(last.nextOffsets());
        boolean missing =
                last.nextOffsets().entrySet().stream().anyMatch(next -> begins.get(next.getKey()) > next.getValue());
        if (missing && failOnDataLoss) {
            throw new RefusedException("records were deleted before " + job + " read them");
        }
        last.nextOffsets().forEach((p, next) -> {
            if (begins.get(p) > next) {
                environment.monitor().skipped(job, p, next, begins.get(p));
            }
        });
        losses.recordLost(last.nextOffsets(), begins, Long.MAX_VALUE);
        progress = new ProgressThread(environment, job, inputTopic, losses, horizon, last);
    }

    private Map<Integer, Long> begins(Map<Integer, Long> committed) {
        Map<Integer, Long> begins = new HashMap<>();
        committed
                .keySet()
                .forEach(p ->
                        begins.put(p, p < input().size() ? input().partition(p).begin() : 0L));
        return begins;
    }

    /** @throws RefusedException if the checkpoint belongs to another topic */
    final void checkInput() {
        if (!environment.has(Mutation.TOPIC_BY_NAME) && !checkpoint.bind(input())) {
            throw new RefusedException(inputTopic + " is not the topic that " + job + " has read");
        }
    }

    final Topic input() {
        return environment.topic(inputTopic);
    }

    final Map<Integer, Long> offsets(ToLongFunction<PartitionLog> offset) {
        Map<Integer, Long> offsets = new HashMap<>();
        for (int p = 0; p < input().size(); p++) {
            offsets.put(p, offset.applyAsLong(input().partition(p)));
        }
        return offsets;
    }

    /** First offset of the next batch by partition: where the last one ended, or the first record. */
    final Map<Integer, Long> nextOffsets() {
        Map<Integer, Long> next = offsets(PartitionLog::begin);
        next.putAll(checkpoint.lastCommitted().nextOffsets());
        return next;
    }

    /** Reports to the monitor what a batch could not read. */
    final void noteDeleted(int partition, long from, long to) {
        long begin = input().partition(partition).begin();
        if (begin > from) {
            environment.monitor().skipped(job, partition, from, Math.min(begin, to));
        }
    }

    /** Commits the batch. */
    final void commit(SimCheckpoint.Plan plan, long records, int stateRows) {
        BatchReport report = new BatchReport(batch, plan.from(), plan.to(), records, 0, 0, stateRows, 0);
        if (!environment.has(Mutation.LOSSES_AFTER_COMMIT)) {
            losses.recordLost(
                    report.startOffsets(), report.deletedBefore(offsets(PartitionLog::begin)), report.missingRecords());
        }
        checkpoint.commit(batch);
        progress.batchFinished(report);
        batch++;
    }

    /** One step of the query's thread. Returns whether there was anything to do. */
    abstract boolean step(int argument);

    /** One step of the progress thread. */
    final void progressStep(int argument) {
        progress.step(argument);
    }
}
