package io.rollcall.jobs.input;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.EpochNotes;
import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.checkpoint.NextOffsets;
import io.rollcall.jobs.checkpoint.OffsetRange;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;

/**
 * Judges, before each start of a query, whether its input topic still is what its checkpoint has read so far. Offsets of a
 * job never go back: records that take the offsets of others are not processed, because they would have their event ids.
 * See docs/decisions/0041-which-topic-is-this.md. Not thread-safe.
 */
public final class InputGuard {
    /** A broker that has just started may show an older state for a moment, so a bad look is confirmed by another. */
    private static final long CONFIRM_MILLIS = 1_000;

    private final Settings settings;
    private final Input input;
    private final Checkpoint checkpoint;
    private final LossNotes losses;
    private final EpochNotes epochs;

    /**
     * What a job reads.
     *
     * @param job its name
     * @param topic the topic that it reads
     * @param offsetsAreIds whether the offset of a record becomes the id of an event
     * @param written how far its outputs show that it has processed the topic: the offset after the last one, by
     *     partition; of those written by this time (ms), by partition, if one is given
     */
    public record Input(String job, String topic, boolean offsetsAreIds, UnaryOperator<Map<Integer, Long>> written) {}

    /** A guard of a job whose checkpoint is bound to its settings. */
    public InputGuard(Settings settings, Input input, Checkpoint checkpoint, LossNotes losses) {
        this.settings = settings;
        this.input = input;
        this.checkpoint = checkpoint;
        this.losses = losses;
        this.epochs = new EpochNotes(checkpoint);
    }

    /**
     * Looks at the topic, and notes records that the job will never read.
     *
     * @param last the last batch that the checkpoint has committed
     * @throws UserError if the topic is another one, or if records are gone and the job must not continue without them
     * @throws IllegalStateException if Kafka cannot be reached, or there is no such topic
     */
    public InputStart check(CommittedBatch last) {
        try (TopicInspector inspector = new TopicInspector(KafkaSettings.of(settings), input.topic())) {
            checkpoint.dropBackwardPlan(input.topic());
            Map<Integer, Long> committed =
                    last.number() < 0 ? checkpoint.initialOffsets(input.topic()) : last.nextOffsets();
            Map<Integer, Long> planned = new TreeMap<>(committed);
            checkpoint.plannedOffsets(input.topic()).forEach((p, offset) -> planned.merge(p, offset, Math::max));
            Optional<TopicState> look = inspector.look();
            if (!isSound(look, committed, planned, inspector)) {
                Thread.sleep(CONFIRM_MILLIS);
                look = inspector.look();
            }
            return judge(committed, planned, look.orElseThrow(this::gone), inspector);
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "cannot reach Kafka at " + KafkaSettings.of(settings).bootstrapServer(), e);
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    private boolean isSound(
            Optional<TopicState> look,
            Map<Integer, Long> committed,
            Map<Integer, Long> planned,
            TopicInspector inspector) {
        return look.isPresent()
                && hasPartitions(look.get(), planned)
                && truncations(inspector)
                        .find(processed(committed, planned, look.get()), look.get())
                        .isEmpty();
    }

    private static boolean hasPartitions(TopicState now, Map<Integer, Long> planned) {
        return now.endOffsets().keySet().containsAll(planned.keySet());
    }

    /** Watches the topic while a query runs. @param processed next offset to process, by partition */
    public InputWatch watch(InputStart start, Supplier<Map<Integer, Long>> processed) {
        return new InputWatch(
                () -> new TopicInspector(KafkaSettings.of(settings), input.topic()), input, start, epochs, processed);
    }

    private RuntimeException gone() {
        return checkpoint.knowsInput()
                ? checkpoint.recreated(input.topic())
                : new IllegalStateException("there is no topic " + input.topic());
    }

    private InputStart judge(
            Map<Integer, Long> committed, Map<Integer, Long> planned, TopicState now, TopicInspector inspector) {
        checkpoint.bindInput(now.identity(), input.topic());
        if (!hasPartitions(now, planned)) {
            throw checkpoint.recreated(input.topic());
        }
        Map<Integer, Long> processed = processed(committed, planned, now);
        truncations(inspector).find(processed, now).forEach(this::truncated);
        boolean missing = InputHistory.recordsAreMissing(committed, now.beginningOffsets());
        if (missing && failsOnLoss()) {
            throw deleted(input, null);
        }
        // Before the query starts, because it may end, or be killed, before its first progress report.
        losses.recordLost(
                NextOffsets.withNewPartitions(committed, now.beginningOffsets().keySet()),
                now.beginningOffsets(),
                Long.MAX_VALUE);
        processed.replaceAll(
                (partition, next) -> Math.min(next, now.endOffsets().get(partition)));
        epochs.note(now.epochs(), processed);

        Map<Integer, OffsetRange> skipped =
                input.offsetsAreIds() ? InputHistory.skipped(losses.truncated(), committed) : Map.of();
        return new InputStart(now.identity(), now.endOffsets().size(), missing, skipped, waitsFor(planned, now));
    }

    /** The offsets whose records may be on the way to a tally. */
    private Map<Integer, Long> processed(Map<Integer, Long> committed, Map<Integer, Long> planned, TopicState now) {
        if (!input.offsetsAreIds()) {
            return new TreeMap<>(committed);
        }
        Map<Integer, Long> processed = new TreeMap<>(planned);
        if (!committed.isEmpty() && !epochs.epochs().equals(now.epochs())) {
            input.written()
                    .apply(Map.of())
                    .forEach((p, offset) -> processed.computeIfPresent(p, (q, o) -> Math.max(o, offset)));
        }
        return processed;
    }

    private Truncations truncations(TopicInspector inspector) {
        return new Truncations(inspector, epochs, this::processedBy);
    }

    private Map<Integer, Long> processedBy(Map<Integer, Long> millis) {
        Map<Integer, Long> by =
                new HashMap<>(input.offsetsAreIds() ? input.written().apply(millis) : Map.of());
        millis.forEach((partition, time) -> {
            Long planned = checkpoint.plannedOffsets(input.topic(), time).get(partition);
            if (planned != null) {
                by.merge(partition, planned, Math::max);
            }
        });
        return by;
    }

    private void truncated(int partition, OffsetRange lost) {
        if (failsOnLoss()) {
            throw new UserError(Message.of(
                    "partition {} of {} has lost its records from offset {} on, and {} has processed it up to {}: set {}"
                            + " to false to go on without the records that take their place, or run"
                            + " `rollcall reset --job clean` to compute everything anew",
                    partition,
                    input.topic(),
                    lost.from(),
                    input.job(),
                    lost.to(),
                    SettingKey.FAIL_ON_DATA_LOSS));
        }
        losses.recordTruncated(partition, lost);
    }

    /** Spark would plan a batch backwards while a partition ends before the offset that is next. */
    private Optional<String> waitsFor(Map<Integer, Long> planned, TopicState now) {
        return InputHistory.endingEarlier(planned, now.endOffsets())
                .map(partition -> input.job() + " waits until partition " + partition + " of " + input.topic()
                        + " is past offset " + planned.get(partition)
                        + ", up to which it was processed before it lost records");
    }

    private boolean failsOnLoss() {
        return settings.flag(SettingKey.FAIL_ON_DATA_LOSS);
    }

    /** The error for records that were deleted before the job read them. @param cause may be null */
    public static UserError deleted(Input input, Throwable cause) {
        return new UserError(
                Message.of(
                        "records of {} were deleted before {} had read them: keep them longer with {}, or go on without"
                                + " them: set {} to false",
                        input.topic(),
                        input.job(),
                        SettingKey.LOGIN_RETENTION,
                        SettingKey.FAIL_ON_DATA_LOSS),
                cause);
    }
}
