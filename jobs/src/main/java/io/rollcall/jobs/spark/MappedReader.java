package io.rollcall.jobs.spark;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.streaming.PartitionOffset;
import org.apache.spark.sql.connector.read.streaming.SupportsRealTimeRead;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaSourcePartitionOffset;
import org.apache.spark.sql.kafka010.consumer.KafkaDataConsumer;
import org.apache.spark.sql.kafka010.consumer.KafkaDataConsumerIterator;
import scala.Option;

/** A task's reader of a partition, whose rows a {@link RecordMapper} makes of Kafka's records. Not thread-safe. */
final class MappedReader implements SupportsRealTimeRead<InternalRow> {
    private final KafkaBatchInputPartition partition;
    private final RecordMapper.Task mapper;
    private final KafkaDataConsumer consumer;
    private final long until;
    private long nextOffset;
    private InternalRow row;
    private KafkaDataConsumerIterator endless;
    private boolean ended;

    MappedReader(KafkaBatchInputPartition partition, RecordMapper mapper) {
        this.partition = partition;
        this.mapper = mapper.begin();
        TopicPartition topicPartition = partition.offsetRange().topicPartition();
        Map<String, Object> params = partition.executorKafkaParams();
        consumer = KafkaDataConsumer.acquire(topicPartition, params);
        nextOffset = partition.offsetRange().fromOffset();
        until = partition.offsetRange().untilOffset();
    }

    @Override
    public boolean next() {
        while (true) {
            row = mapper.poll();
            if (row != null) {
                return true;
            }
            if (ended) {
                return false;
            }
            ConsumerRecord<byte[], byte[]> record = nextOffset < until
                    ? consumer.get(nextOffset, until, partition.pollTimeoutMs(), partition.failOnDataLoss())
                    : null;
            if (record == null) {
                ended = true;
                mapper.end();
            } else {
                nextOffset = record.offset() + 1;
                mapper.take(record);
            }
        }
    }

    @Override
    public RecordStatus nextWithTimeout(Long startMillis, Long timeoutMillis) {
        if (endless == null) {
            endless = consumer.getIterator(nextOffset);
        }
        Option<ConsumerRecord<byte[], byte[]>> next = endless.nextWithTimeout(timeoutMillis);
        if (next.isEmpty()) {
            return RecordStatus.newStatusWithoutArrivalTime(false);
        }
        ConsumerRecord<byte[], byte[]> record = next.get();
        nextOffset = record.offset() + 1;
        mapper.take(record);
        row = mapper.poll();
        return RecordStatus.newStatusWithoutArrivalTime(true);
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public PartitionOffset getOffset() {
        return new KafkaSourcePartitionOffset(partition.offsetRange().topicPartition(), nextOffset);
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return new CustomTaskMetric[0];
    }

    @Override
    public void close() {
        consumer.release();
    }
}
