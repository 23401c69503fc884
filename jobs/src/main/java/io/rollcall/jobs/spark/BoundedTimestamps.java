package io.rollcall.jobs.spark;

import io.rollcall.model.login.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Brings the timestamps of records into the range of {@link RawRecord}. A producer may set any timestamp on a topic with
 * {@code CreateTime}, and Spark counts in microseconds, which overflow. Public, because Kafka creates it by its name.
 */
public final class BoundedTimestamps implements ConsumerInterceptor<byte[], byte[]> {
    /** For Kafka. */
    public BoundedTimestamps() {}

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.timestamp() != RawRecord.bounded(record.timestamp())) {
                return bounded(records);
            }
        }
        return records;
    }

    private static ConsumerRecords<byte[], byte[]> bounded(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> bounded = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
            records.records(partition).forEach(record -> all.add(bounded(record)));
            bounded.put(partition, all);
        }
        return new ConsumerRecords<>(bounded, records.nextOffsets());
    }

    private static ConsumerRecord<byte[], byte[]> bounded(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                RawRecord.bounded(record.timestamp()),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                record.headers(),
                record.leaderEpoch());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
