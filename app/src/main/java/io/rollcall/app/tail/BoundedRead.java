package io.rollcall.app.tail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads spans of partitions to their ends and merges them by Kafka timestamp. Records of one partition keep their order,
 * even where their timestamps go back. Not for several threads.
 */
public final class BoundedRead {
    /** A partition with this many bytes of records that wait for other partitions is not read further. */
    private static final long MAX_WAITING_BYTES = 8 << 20;

    private static final class Lane {
        final TopicPartition partition;
        final long end;
        final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        long position;
        long bytes;
        boolean atEnd;

        Lane(TopicPartition partition, Span span) {
            this.partition = partition;
            end = span.to();
            position = span.from();
            atEnd = span.offsets() == 0;
        }

        boolean isOpen() {
            return !atEnd;
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            if (record.offset() < end) {
                records.add(record);
                bytes += size(record);
            }
        }

        ConsumerRecord<byte[], byte[]> take() {
            ConsumerRecord<byte[], byte[]> record = records.remove();
            bytes -= size(record);
            return record;
        }

        private static long size(ConsumerRecord<byte[], byte[]> record) {
            return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize()) + 1L;
        }
    }

    private static final Comparator<Lane> BY_TIME = Comparator.<Lane>comparingLong(
                    lane -> lane.records.element().timestamp())
            .thenComparingInt(lane -> lane.partition.partition());

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Lane> lanes = new ArrayList<>();
    private final Standstill standstill;
    private final long offsets;

    BoundedRead(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Span> spans) {
        this.consumer = consumer;
        consumer.pause(consumer.assignment());
        spans.forEach((partition, span) -> {
            consumer.seek(partition, span.from());
            lanes.add(new Lane(partition, span));
        });
        offsets = spans.values().stream().mapToLong(Span::offsets).sum();
        standstill = new Standstill(consumer, lanes.size());
    }

    /** Whether {@link #next} has returned all records. */
    public boolean isDone() {
        return lanes.stream().allMatch(lane -> lane.atEnd && lane.records.isEmpty());
    }

    /** Number of offsets of all spans. */
    public long offsets() {
        return offsets;
    }

    /** The next records; none at the end, or if Kafka has not sent any yet. */
    public List<ConsumerRecord<byte[], byte[]>> next() {
        if (lanes.stream().anyMatch(lane -> lane.isOpen() && lane.records.isEmpty())) {
            fetch();
        }
        return merged();
    }

    private void fetch() {
        List<Lane> unfinished = lanes.stream()
                .filter(lane -> lane.isOpen() && lane.bytes < MAX_WAITING_BYTES)
                .toList();
        List<TopicPartition> partitions = standstill.narrowed(
                unfinished.stream().map(lane -> lane.partition).toList());
        consumer.pause(consumer.assignment());
        consumer.resume(partitions);
        ConsumerRecords<byte[], byte[]> records = consumer.poll(TopicReader.POLL);
        boolean moved = false;
        for (Lane lane : unfinished) {
            records.records(lane.partition).forEach(lane::add);
            long position = consumer.position(lane.partition);
            moved |= position != lane.position;
            lane.position = position;
            lane.atEnd = position >= lane.end;
        }
        TopicPartition empty = standstill.after(moved, partitions);
        lanes.stream().filter(lane -> lane.partition.equals(empty)).forEach(lane -> lane.atEnd = true);
    }

    /** The waiting records, up to the point where a partition that has not ended has none. */
    private List<ConsumerRecord<byte[], byte[]>> merged() {
        List<ConsumerRecord<byte[], byte[]>> merged = new ArrayList<>();
        PriorityQueue<Lane> heads = new PriorityQueue<>(BY_TIME);
        for (Lane lane : lanes) {
            if (!lane.records.isEmpty()) {
                heads.add(lane);
            } else if (lane.isOpen()) {
                return merged;
            }
        }
        while (!heads.isEmpty()) {
            Lane lane = heads.remove();
            do {
                merged.add(lane.take());
            } while (!lane.records.isEmpty() && (heads.isEmpty() || BY_TIME.compare(lane, heads.element()) <= 0));
            if (!lane.records.isEmpty()) {
                heads.add(lane);
            } else if (lane.isOpen()) {
                return merged;
            }
        }
        return merged;
    }
}
