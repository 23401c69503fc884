package io.rollcall.dashboard.feed;

import io.rollcall.dashboard.feed.TopicMonitor.OffsetRange;
import io.rollcall.dashboard.feed.TopicMonitor.TopicState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * Assigns all partitions of the topics to a consumer, each from its first offset. Notices topics that were recreated or
 * emptied, and has them read again. Only for the consumer's thread.
 */
final class PartitionAssignment {
    /** Positions are known locally after a seek; this bounds the wait if one is not. */
    private static final Duration POSITION_TIMEOUT = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final java.util.function.Consumer<String> forget;
    /** Id of each topic at the last update. */
    private final Map<String, Uuid> ids = new HashMap<>();
    /** The end of each partition when it was assigned, until the consumer has reached it. */
    private final Map<TopicPartition, Long> targets = new HashMap<>();
    /** At the last update, the first offset of each partition and the consumer's position in it. */
    private final Map<TopicPartition, OffsetRange> read = new HashMap<>();
    /** Topics that are not assigned, because they are to be read again from the next update on. */
    private final Set<String> restarting = new HashSet<>();

    private TopicState applied;
    private long appliedNanos;

    /** Assigns to this consumer. {@code forget} receives the name of a topic whose records are no longer valid. */
    PartitionAssignment(Consumer<byte[], byte[]> consumer, java.util.function.Consumer<String> forget) {
        this.consumer = consumer;
        this.forget = forget;
    }

    boolean isEmpty() {
        return consumer.assignment().isEmpty();
    }

    /**
     * Applies a newer state of the topics (or null). A state requested before the last update is ignored: it would show
     * ends that the consumer has passed since.
     *
     * @return whether a topic is now read from its beginning
     */
    boolean update(TopicState state) {
        if (state == null || state == applied || state.requestedNanos() - appliedNanos < 0) {
            return false;
        }
        Set<String> changed = new TreeSet<>();
        state.ids().forEach((topic, id) -> {
            if (!id.equals(ids.getOrDefault(topic, id))) {
                changed.add(topic);
            }
            ids.put(topic, id);
        });
        state.partitions().forEach((partition, offsets) -> {
            OffsetRange before = read.get(partition);
            if (before != null && (offsets.end() < before.end() || wasEmptied(before, offsets))) {
                changed.add(partition.topic());
            }
        });
        changed.forEach(this::restart);
        boolean begins = assign(state);
        restarting.removeAll(state.ids().keySet());
        consumer.assignment()
                .forEach(p ->
                        read.put(p, new OffsetRange(state.partitions().get(p).begin(), position(p))));
        appliedNanos = System.nanoTime();
        applied = state;
        return begins;
    }

    /**
     * Whether records were deleted since the last update, and every one that the consumer had read by then. If it had read
     * none, the deleted ones came after the update: the consumer may have read them, and those that came after them.
     */
    private static boolean wasEmptied(OffsetRange before, OffsetRange now) {
        return now.begin() > before.begin() && now.begin() >= before.end();
    }

    /** Returns whether a topic was added. A partition that is added to a topic begins empty. */
    private boolean assign(TopicState state) {
        Set<TopicPartition> added = new HashSet<>(state.partitions().keySet());
        added.removeAll(consumer.assignment());
        if (added.isEmpty() && consumer.assignment().equals(state.partitions().keySet())) {
            return false;
        }
        Set<String> before = new HashSet<>();
        consumer.assignment().forEach(partition -> before.add(partition.topic()));
        consumer.assign(state.partitions().keySet());
        added.forEach(partition -> start(partition, state));
        targets.keySet().retainAll(state.partitions().keySet());
        read.keySet().retainAll(state.partitions().keySet());
        return added.stream().anyMatch(partition -> !before.contains(partition.topic()));
    }

    private void start(TopicPartition partition, TopicState state) {
        OffsetRange offsets = state.partitions().get(partition);
        consumer.seek(partition, offsets.begin());
        targets.put(partition, offsets.end());
    }

    /** Has the topics of these partitions read again from the next update on. */
    void restart(Collection<TopicPartition> partitions) {
        Set<String> names = new TreeSet<>();
        partitions.forEach(partition -> names.add(partition.topic()));
        names.forEach(this::restart);
    }

    /** Has this topic read again from the next update on. */
    void restart(String topic) {
        forget.accept(topic);
        Set<TopicPartition> kept = new HashSet<>(consumer.assignment());
        kept.removeIf(partition -> partition.topic().equals(topic));
        consumer.assign(kept);
        targets.keySet().removeIf(partition -> partition.topic().equals(topic));
        read.keySet().removeIf(partition -> partition.topic().equals(topic));
        restarting.add(topic);
    }

    /** Whether the consumer has reached, in every partition, the end at the time of its assignment. */
    boolean hasCaughtUp() {
        targets.entrySet()
                .removeIf(target -> consumer.assignment().contains(target.getKey())
                        && position(target.getKey()) >= target.getValue());
        return targets.isEmpty() && restarting.isEmpty();
    }

    /** Whether the consumer has passed these ends. */
    boolean hasPassed(Map<TopicPartition, Long> ends) {
        return restarting.isEmpty()
                && ends.entrySet().stream()
                        .allMatch(end -> consumer.assignment().contains(end.getKey())
                                && position(end.getKey()) >= end.getValue());
    }

    private long position(TopicPartition partition) {
        return consumer.position(partition, POSITION_TIMEOUT);
    }
}
