package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.EpochNotes;
import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.checkpoint.OffsetRange;
import io.rollcall.jobs.input.InputHistory;
import io.rollcall.jobs.progress.BatchReport;
import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import io.rollcall.simulation.pipeline.SimCheckpoint.Plan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A running process of one job, with {@code fail-on-data-loss: false}: its query's thread in steps, and its progress thread. */
abstract class JobProcess {
    /** The job must not go on; its message names the remedy. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String sentence) {
            super(sentence);
        }
    }

    /** The query ends, and is started again. */
    static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final Environment environment;
    final SimCheckpoint checkpoint;
    final LossNotes losses;
    private final String job;
    private final String inputTopic;
    private final EpochNotes epochs;
    private final ProgressThread progress;
    long batch;
    /** Offsets whose records must not be processed, by partition. */
    Map<Integer, OffsetRange> skipped = Map.of();
    /** Whether a partition ends before the offset that is next. */
    private boolean waits;
    /** Whether records were deleted that the job has not read. */
    private boolean recordsAreMissing;

    JobProcess(
            Environment environment, String job, String inputTopic, SimCheckpoint checkpoint, HorizonTracker horizon) {
        this.environment = environment;
        this.job = job;
        this.inputTopic = inputTopic;
        this.checkpoint = checkpoint;
        this.losses = new LossNotes(environment.has(Mutation.LOSSES_FORGOTTEN) ? new SimCheckpoint() : checkpoint);
        this.epochs = new EpochNotes(checkpoint);
        judgeInput();
        CommittedBatch last = checkpoint.lastCommitted();
        batch = last.number() + 1;
        progress = new ProgressThread(environment, job, inputTopic, losses, horizon, last);
    }

    /** As the product does before each start of a query. */
    private void judgeInput() {
        checkInput();
        Map<Integer, Long> committed = committed();
        Map<Integer, Long> planned = new HashMap<>(committed);
        checkpoint.plan(checkpoint.lastCommitted().number() + 1).ifPresent(plan -> plan.to()
                .forEach((p, to) -> planned.merge(p, to, Math::max)));
        Map<Integer, Long> ends = offsets(PartitionLog::highWatermark);
        if (!ends.keySet().containsAll(planned.keySet())) {
            throw new RefusedException("partitions of " + inputTopic + " are gone");
        }
        if (!environment.has(Mutation.TRUNCATION_UNNOTICED)) {
            Map<Integer, Long> processed = processed(committed, planned);
            InputHistory.truncations(processed, ends, divergences(processed)).forEach(losses::recordTruncated);
        }
        Map<Integer, Long> begins = offsets(PartitionLog::begin);
        committed.forEach((p, next) -> {
            if (begins.get(p) > next) {
                environment.monitor().skipped(job, p, next, begins.get(p));
            }
        });
        losses.recordLost(committed, begins, Long.MAX_VALUE);
        recordsAreMissing = InputHistory.recordsAreMissing(committed, begins);
        epochs.note(epochs());
        skipped = InputHistory.skipped(losses.truncated(), committed);
        waits = InputHistory.endingEarlier(planned, ends).isPresent();
    }

    private Map<Integer, Long> committed() {
        CommittedBatch last = checkpoint.lastCommitted();
        return last.number() < 0 ? checkpoint.plan(0).map(Plan::from).orElse(Map.of()) : last.nextOffsets();
    }

    /** The offsets whose records may be on the way to a tally. */
    Map<Integer, Long> processed(Map<Integer, Long> committed, Map<Integer, Long> planned) {
        return committed;
    }

    final boolean epochsDiffer() {
        return !epochs.epochs().equals(epochs());
    }

    private Map<Integer, Integer> epochs() {
        Map<Integer, Integer> now = new HashMap<>();
        for (int p = 0; p < input().size(); p++) {
            now.put(p, input().partition(p).epoch());
        }
        return now;
    }

    private Map<Integer, Long> divergences(Map<Integer, Long> processed) {
        Map<Integer, Long> divergences = new HashMap<>();
        epochs.epochs().forEach((p, epoch) -> {
            if (processed.containsKey(p) && input().partition(p).endOfEpoch(epoch) < processed.get(p)) {
                divergences.put(p, input().partition(p).endOfEpoch(epoch));
            }
        });
        return divergences;
    }

    /**
     * As the product does every two seconds while a query runs.
     *
     * @throws FailedException if the topic has lost records that were processed
     */
    private void watchInput() {
        Map<Integer, Long> next = checkpoint.lastCommitted().nextOffsets();
        Map<Integer, Long> ends = offsets(PartitionLog::highWatermark);
        boolean sound = ends.keySet().containsAll(next.keySet())
                && InputHistory.endingEarlier(next, ends).isEmpty()
                && divergences(next).isEmpty();
        if (!sound && !environment.has(Mutation.TRUNCATION_UNNOTICED)) {
            throw new FailedException();
        }
        epochs.note(epochs());
    }

    final boolean recordsAreMissing() {
        return recordsAreMissing;
    }

    /** Whether a batch may be planned. @param argument the topic is looked at if it is a multiple of 4 */
    final boolean mayPlan(int argument) {
        checkInput();
        if (waits) {
            judgeInput();
        } else if (argument % 4 == 0) {
            watchInput();
        }
        return !waits;
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

    /** The offset after at most some records of a partition. */
    final long after(int partition, long from, long to, int records, boolean committed) {
        List<Entry> read = input().partition(partition).read(from, to, records + 1, committed);
        return Math.max(from, read.size() <= records ? to : read.get(records).offset());
    }

    /** First offset of the next batch by partition: where the last one ended, or the first record. */
    final Map<Integer, Long> nextOffsets() {
        Map<Integer, Long> next = offsets(PartitionLog::begin);
        next.putAll(checkpoint.lastCommitted().nextOffsets());
        return next;
    }

    /**
     * Reports to the monitor what a batch cannot read.
     *
     * @throws FailedException if the partition ends before the batch does
     */
    final void checkBatch(int partition, long from, long to) {
        if (partition >= input().size() || input().partition(partition).highWatermark() < to) {
            throw new FailedException();
        }
        long begin = input().partition(partition).begin();
        if (begin > from) {
            environment.monitor().skipped(job, partition, from, Math.min(begin, to));
        }
    }

    /** Commits the batch. */
    final void commit(Plan plan, long records, int stateRows) {
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
