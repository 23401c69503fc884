package io.rollcall.dashboard.feed;

import io.rollcall.dashboard.feed.TopicWatch.Reach;
import io.rollcall.dashboard.feed.TopicWatch.View;
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
 * Where a consumer stands in its partitions, and whether what it has read is still what the topics hold. Only for the
 * consumer's own thread.
 */
final class FollowedPartitions {
    private static final Duration LOCAL = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final java.util.function.Consumer<String> forget;
    private final Map<String, Uuid> ids = new HashMap<>();
    /** Where each partition ended when it was first seen: until there, it is read, not followed. */
    private final Map<TopicPartition, Long> targets = new HashMap<>();
    /** Where each partition began, and how far it was read, at the last look. */
    private final Map<TopicPartition, Reach> read = new HashMap<>();

    /** Topics that are to be read again from the next look on. */
    private final Set<String> unread = new HashSet<>();

    private View seen;
    private long readAtNanos;

    /** The consumer to steer, and what to do when the content of a topic (by name) is void. */
    FollowedPartitions(Consumer<byte[], byte[]> consumer, java.util.function.Consumer<String> forget) {
        this.consumer = consumer;
        this.forget = forget;
    }

    boolean isEmpty() {
        return consumer.assignment().isEmpty();
    }

    /** Takes a new look at the topics (or null): new partitions are read, emptied topics are read again. */
    void update(View view) {
        if (view == null || view == seen || view.beganNanos() - readAtNanos < 0) {
            return;
        }
        Set<String> changed = new TreeSet<>();
        view.ids().forEach((topic, id) -> {
            if (!id.equals(ids.getOrDefault(topic, id))) {
                changed.add(topic);
            }
            ids.put(topic, id);
        });
        view.partitions().forEach((partition, reach) -> {
            Reach before = read.get(partition);
            if (before != null && (reach.end() < before.end() || allWasDeleted(before, reach, position(partition)))) {
                changed.add(partition.topic());
            }
        });
        changed.forEach(this::restart);
        follow(view);
        unread.removeAll(view.ids().keySet());
        consumer.assignment()
                .forEach(p -> read.put(p, new Reach(view.partitions().get(p).begin(), position(p))));
        readAtNanos = System.nanoTime();
        seen = view;
    }

    /** Whether all is gone that was read by the last look, or (from a topic short-lived) since. */
    private static boolean allWasDeleted(Reach before, Reach now, long position) {
        return (before.end() > before.begin() && now.begin() >= before.end())
                || (position > before.begin() && now.begin() >= position);
    }

    private void follow(View view) {
        Set<TopicPartition> all = new HashSet<>(view.partitions().keySet());
        all.removeAll(consumer.assignment());
        if (all.isEmpty() && consumer.assignment().equals(view.partitions().keySet())) {
            return;
        }
        consumer.assign(view.partitions().keySet());
        all.forEach(partition -> start(partition, view));
        targets.keySet().retainAll(view.partitions().keySet());
        read.keySet().retainAll(view.partitions().keySet());
    }

    private void start(TopicPartition partition, View view) {
        Reach reach = view.partitions().get(partition);
        consumer.seek(partition, reach.begin());
        targets.put(partition, reach.end());
    }

    /** Reads the topics of these partitions again. */
    void restart(Collection<TopicPartition> partitions) {
        Set<String> names = new TreeSet<>();
        partitions.forEach(partition -> names.add(partition.topic()));
        names.forEach(this::restart);
    }

    private void restart(String topic) {
        forget.accept(topic);
        Set<TopicPartition> kept = new HashSet<>(consumer.assignment());
        kept.removeIf(partition -> partition.topic().equals(topic));
        consumer.assign(kept);
        targets.keySet().removeIf(partition -> partition.topic().equals(topic));
        read.keySet().removeIf(partition -> partition.topic().equals(topic));
        unread.add(topic);
    }

    /** Whether everything is read that was there when each partition was first seen. */
    boolean reachedTheEnd() {
        targets.entrySet()
                .removeIf(target -> consumer.assignment().contains(target.getKey())
                        && position(target.getKey()) >= target.getValue());
        return targets.isEmpty() && unread.isEmpty();
    }

    private long position(TopicPartition partition) {
        return consumer.position(partition, LOCAL);
    }
}
