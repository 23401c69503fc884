package io.rollcall.jobs.progress;

import io.rollcall.jobs.progress.InputPosition.First;
import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.LongRecords;
import io.rollcall.kafka.Skip;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds single records of a topic as a consumer with one isolation level sees them. Offsets without such a record are
 * markers of transactions and records of aborted ones. Reads neither keys nor values. Not thread-safe. Every method may
 * throw a {@link KafkaException}.
 */
final class VisibleRecords implements AutoCloseable {
    /** How long to look for a record. A long aborted transaction may take several looks. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** What the client may keep of a record. */
    private static final int LARGE_BYTES = 1 << 20;

    private record Cached(long from, First first) {}

    private final KafkaConsumer<Void, Void> consumer;

    /** The last answer by partition, because it is requested repeatedly. */
    private final Map<TopicPartition, Cached> last = new HashMap<>();

    /** @param isolation {@code read_committed} or {@code read_uncommitted} */
    VisibleRecords(KafkaSettings kafka, String isolation, int apiTimeoutMillis) {
        Map<String, Object> properties = kafka.properties();
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 16 * 1024);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, apiTimeoutMillis);
        this.consumer = new KafkaConsumer<>(properties, new Skip(), new Skip());
    }

    /**
     * The first visible record at or after an offset.
     *
     * @param end where to stop looking: the offset after the last one that this isolation level lets a consumer read
     */
    First first(TopicPartition partition, long offset, long end) {
        Cached cached = last.get(partition);
        long from = offset;
        if (cached != null
                && cached.from() <= offset
                && offset <= cached.first().offset()) {
            if (cached.first().timestampMillis() != null) {
                return cached.first();
            }
            from = cached.first().offset();
        }
        First first = from >= end ? new First(from, null) : lookInTurn(partition, from, end);
        last.put(partition, new Cached(offset, first));
        return first;
    }

    private First lookInTurn(TopicPartition partition, long offset, long end) {
        LongRecords.TURN.lock();
        try {
            return look(partition, offset, end);
        } finally {
            LongRecords.TURN.unlock();
        }
    }

    private First look(TopicPartition partition, long offset, long end) {
        if (!consumer.assignment().equals(Set.of(partition))) {
            consumer.assign(List.of(partition));
        }
        consumer.seek(partition, offset);
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        long left = TIMEOUT.toNanos();
        while (left > 0 && consumer.position(partition) < end) {
            ConsumerRecords<Void, Void> records = poll(partition, left);
            for (ConsumerRecord<Void, Void> record : records) {
                release(record);
                return new First(record.offset(), record.timestamp());
            }
            left = deadline - System.nanoTime();
        }
        return new First(consumer.position(partition), null);
    }

    private ConsumerRecords<Void, Void> poll(TopicPartition partition, long nanos) {
        try {
            return consumer.poll(Duration.ofNanos(nanos));
        } catch (OutOfMemoryError e) {
            // The client decompresses a record as a whole. This consumer must be closed: it stands within the record.
            throw new KafkaException("the heap is too small for a record of " + partition, e);
        }
    }

    /** The client keeps the last record that it returned, and the job may need that memory to read it. */
    private void release(ConsumerRecord<Void, Void> record) {
        if (Math.max(record.serializedKeySize(), record.serializedValueSize()) > LARGE_BYTES || hasHeaders(record)) {
            consumer.unsubscribe();
        }
    }

    /** A header may be of any size. */
    private static boolean hasHeaders(ConsumerRecord<Void, Void> record) {
        return record.headers().iterator().hasNext();
    }

    @Override
    public void close() {
        Consumers.closeAtOnce(consumer);
    }
}
