package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.EpochNotes;
import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.checkpoint.NextOffsets;
import io.rollcall.jobs.checkpoint.OffsetRange;
import io.rollcall.jobs.input.InputHistory;
import io.rollcall.jobs.input.ProcessedHistory;
import io.rollcall.jobs.input.TopicState;
import io.rollcall.jobs.input.Truncations;
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
import java.util.function.UnaryOperator;

/** A running process of one job, with {@code fail-on-data-loss: false}: its query's thread in steps, and its progress thread. */
abstract class JobProcess {
    private static final int LOOKS_UNTIL_BELIEVED = 2;

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
    private final ProcessedHistory history = new ProcessedHistory();
    private int changesInARow;
    /** Next offset after the last batch that this query has finished, by partition. */
    private Map<Integer, Long> finished;

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
        finished = last.nextOffsets();
        progress = new ProgressThread(environment, job, inputTopic, losses, horizon, last);
    }

    /** As the product does before each start of a query. */
    private void judgeInput() {
        checkInput();
        Map<Integer, Long> committed = committed();
        Map<Integer, Long> planned = new HashMap<>(committed);
        checkpoint.plan(checkpoint.lastCommitted().number() + 1).ifPresent(plan -> plan.to()
                .forEach((p, to) -> planned.merge(p, to, Math::max)));
        InputEpochs brokers = new InputEpochs(input());
        TopicState now = brokers.look();
        if (!now.endOffsets().keySet().containsAll(planned.keySet())) {
            throw new RefusedException("partitions of " + inputTopic + " are gone");
        }
        Map<Integer, Long> processed = processed(committed, planned);
        truncations(brokers, this::processedBy).find(processed, now).forEach(this::truncated);
        Map<Integer, Long> expected =
                NextOffsets.withNewPartitions(committed, now.beginningOffsets().keySet());
        expected.forEach((p, next) -> {
            if (now.beginningOffsets().get(p) > next) {
                environment
                        .monitor()
                        .skipped(job, p, next, now.beginningOffsets().get(p));
            }
        });
        losses.recordLost(
                environment.has(Mutation.NEW_PARTITIONS_LOSE_NOTHING) ? committed : expected,
                now.beginningOffsets(),
                Long.MAX_VALUE);
        recordsAreMissing = InputHistory.recordsAreMissing(committed, now.beginningOffsets());
        processed.replaceAll(
                (partition, next) -> Math.min(next, now.endOffsets().get(partition)));
        epochs.note(now.epochs(), processed);
        skipped = InputHistory.skipped(losses.truncated(), committed);
        waits = InputHistory.endingEarlier(planned, now.endOffsets()).isPresent();
        environment.monitor().looked(job);
    }

    private void truncated(int partition, OffsetRange lost) {
        if (!environment.has(Mutation.TRUNCATION_UNNOTICED)) {
            losses.recordTruncated(partition, lost);
        }
    }

    private Truncations truncations(InputEpochs brokers, UnaryOperator<Map<Integer, Long>> processedBy) {
        if (environment.has(Mutation.TRUNCATION_BY_EPOCHS)) {
            return new Truncations(brokers, epochs, millis -> offsets(log -> Long.MAX_VALUE));
        }
        return new Truncations(
                brokers, epochs, environment.has(Mutation.TRUNCATION_WITHOUT_TIMES) ? m -> Map.of() : processedBy);
    }

    private Map<Integer, Long> processedBy(Map<Integer, Long> millis) {
        Map<Integer, Long> by = new HashMap<>(written(millis));
        millis.forEach((partition, time) -> {
            Long planned = checkpoint.plannedBy(time).get(partition);
            if (planned != null) {
                by.merge(partition, planned, Math::max);
            }
        });
        return by;
    }

    /** How far the outputs show that the job has processed its input. @param until only what was written by these times (ms) */
    Map<Integer, Long> written(Map<Integer, Long> until) {
        return Map.of();
    }

    private Map<Integer, Long> committed() {
        CommittedBatch last = checkpoint.lastCommitted();
        return last.number() < 0 ? checkpoint.plan(0).map(Plan::from).orElse(Map.of()) : last.nextOffsets();
    }

    /** The offsets whose records may be on the way to a tally. */
    Map<Integer, Long> processed(Map<Integer, Long> committed, Map<Integer, Long> planned) {
        return new HashMap<>(committed);
    }

    final boolean epochsDiffer() {
        return !epochs.epochs().equals(new InputEpochs(input()).look().epochs());
    }

    /**
     * As the product does every two seconds while a query runs.
     *
     * @throws FailedException if two looks in a row find that the topic has lost records that were processed
     */
    private void watchInput() {
        history.add(environment.cluster().nowMillis(), finished);
        InputEpochs brokers = new InputEpochs(input());
        TopicState now = brokers.look();
        boolean sound = now.endOffsets().keySet().containsAll(finished.keySet())
                && truncations(brokers, history::by).find(finished, now).isEmpty();
        if (sound || environment.has(Mutation.TRUNCATION_UNNOTICED)) {
            changesInARow = 0;
            epochs.note(now.epochs(), finished);
            environment.monitor().looked(job);
        } else if (++changesInARow == LOOKS_UNTIL_BELIEVED) {
            throw new FailedException();
        }
    }

    /** The query ends, but not the process. */
    final void close() {
        epochs.save();
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
        Map<Integer, Long> begins = offsets(PartitionLog::begin);
        Map<Integer, Long> next = new HashMap<>(begins);
        next.putAll(checkpoint.lastCommitted().nextOffsets());
        NextOffsets.withNewPartitions(checkpoint.lastCommitted().nextOffsets(), begins.keySet())
                .forEach((partition, expected) -> skipsTheBeginning(partition, expected, next.get(partition)));
        return next;
    }

    /** As Spark when it plans a batch: it fails if a new partition has lost its beginning, or steps over it. */
    private void skipsTheBeginning(int partition, long expected, long next) {
        if (next > expected) {
            if (!recordsAreMissing) {
                throw new FailedException();
            }
            environment.monitor().skipped(job, partition, expected, next);
        }
    }

    /**
     * Reports to the monitor what a batch cannot read.
     *
     * @throws FailedException if the partition ends before the batch does, or lacks records that it had when the query was
     *     started
     */
    final void checkBatch(int partition, long from, long to) {
        if (partition >= input().size() || input().partition(partition).highWatermark() < to) {
            throw new FailedException();
        }
        long begin = input().partition(partition).begin();
        if (begin > from) {
            if (!recordsAreMissing) {
                throw new FailedException();
            }
            environment.monitor().skipped(job, partition, from, Math.min(begin, to));
        }
    }

    /** Commits the batch. */
    final void commit(Plan plan, long records, int stateRows) {
        Map<Integer, Long> from = new HashMap<>(plan.from());
        Map<Integer, Long> committed = checkpoint.lastCommitted().nextOffsets();
        if (!committed.isEmpty() && !environment.has(Mutation.NEW_PARTITIONS_LOSE_NOTHING)) {
            from.keySet().retainAll(committed.keySet()); // Spark's report has no start for a partition that was added
        }
        BatchReport report = new BatchReport(batch, from, plan.to(), records, 0, 0, stateRows, 0);
        if (!environment.has(Mutation.LOSSES_AFTER_COMMIT)) {
            losses.recordLost(
                    report.startOffsets(), report.deletedBefore(offsets(PartitionLog::begin)), report.missingRecords());
        }
        checkpoint.commit(batch);
        finished = plan.to();
        history.add(environment.cluster().nowMillis(), finished);
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
