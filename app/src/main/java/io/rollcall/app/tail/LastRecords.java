package io.rollcall.app.tail;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the last records that pass a filter, over all partitions. Reads backwards from the end in growing steps, and each
 * offset once: compaction, transactions and the filter may leave few records in many offsets.
 */
final class LastRecords {
    private static final int GROWTH = 8;

    private record Found(long offset, long timestamp) {}

    private static final class Lane {
        final TopicPartition partition;
        final Span span;
        final Deque<Found> found = new ArrayDeque<>();
        long from;

        Lane(TopicPartition partition, Span span) {
            this.partition = partition;
            this.span = span;
            from = span.to();
        }
    }

    private static final Comparator<Lane> NEWEST_FIRST = Comparator.<Lane>comparingLong(
                    lane -> lane.found.getLast().timestamp())
            .thenComparingInt(lane -> lane.partition.partition())
            .reversed();

    private final TopicReader reader;
    private final int count;
    private final Predicate<ConsumerRecord<byte[], byte[]>> filter;

    LastRecords(TopicReader reader, int count, Predicate<ConsumerRecord<byte[], byte[]>> filter) {
        this.reader = reader;
        this.count = count;
        this.filter = filter;
    }

    /** The spans that begin with the oldest of these records; empty for a partition that has none of them. */
    Map<TopicPartition, Span> in(Map<TopicPartition, Span> spans) {
        Map<TopicPartition, Lane> lanes = new HashMap<>();
        spans.forEach((partition, span) -> lanes.put(partition, new Lane(partition, span)));
        for (long step = count; step > 0 && readBack(lanes, step); step *= GROWTH) {
            // until each partition has enough records or is read from its beginning
        }
        return newest(lanes);
    }

    /**
     * Reads one step further back in partitions with too few records. Returns false if there are no such partitions.
     */
    private boolean readBack(Map<TopicPartition, Lane> lanes, long step) {
        Map<TopicPartition, Span> steps = new HashMap<>();
        for (Lane lane : lanes.values()) {
            if (lane.found.size() < count && lane.from > lane.span.from()) {
                long from = Math.max(lane.span.from(), lane.from - step);
                steps.put(lane.partition, new Span(from, lane.from));
                lane.from = from;
            }
        }
        Map<TopicPartition, Deque<Found>> older = new HashMap<>();
        steps.keySet().forEach(partition -> older.put(partition, new ArrayDeque<>()));
        BoundedRead read = reader.read(steps);
        while (!read.isDone()) {
            for (ConsumerRecord<byte[], byte[]> record : read.next()) {
                if (filter.test(record)) {
                    Deque<Found> found = older.get(new TopicPartition(record.topic(), record.partition()));
                    found.add(new Found(record.offset(), record.timestamp()));
                    if (found.size() > count) {
                        found.remove();
                    }
                }
            }
        }
        older.forEach((partition, found) ->
                found.descendingIterator().forEachRemaining(lanes.get(partition).found::addFirst));
        return !steps.isEmpty();
    }

    private Map<TopicPartition, Span> newest(Map<TopicPartition, Lane> lanes) {
        Map<TopicPartition, Span> newest = new HashMap<>();
        PriorityQueue<Lane> tails = new PriorityQueue<>(NEWEST_FIRST);
        for (Lane lane : lanes.values()) {
            newest.put(lane.partition, new Span(lane.span.to(), lane.span.to()));
            if (!lane.found.isEmpty()) {
                tails.add(lane);
            }
        }
        for (int left = count; left > 0 && !tails.isEmpty(); left--) {
            Lane lane = tails.remove();
            newest.put(lane.partition, new Span(lane.found.removeLast().offset(), lane.span.to()));
            if (!lane.found.isEmpty()) {
                tails.add(lane);
            }
        }
        return newest;
    }
}
