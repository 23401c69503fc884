package io.rollcall.jobs.spark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.connector.read.streaming.PartitionOffset;
import org.apache.spark.sql.connector.read.streaming.ReadLimit;
import org.apache.spark.sql.connector.read.streaming.ReportsSourceMetrics;
import org.apache.spark.sql.connector.read.streaming.SupportsRealTimeMode;
import org.apache.spark.sql.connector.read.streaming.SupportsTriggerAvailableNow;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaMicroBatchStream;

/** Spark's stream of a topic; only the readers of its tasks are others, see {@link GuardedKafka}. */
public final class GuardedStream
        implements MicroBatchStream, SupportsTriggerAvailableNow, SupportsRealTimeMode, ReportsSourceMetrics {
    /** Metric of the source: how many records the tasks have read since Spark last asked, so in a batch. */
    public static final String RECORDS_READ = "recordsRead";

    private final KafkaMicroBatchStream kafka;
    private final GuardedReader.Factory readers;

    GuardedStream(KafkaMicroBatchStream kafka, GuardedReader.Factory readers) {
        this.kafka = kafka;
        this.readers = readers;
    }

    @Override
    public InputPartition[] planInputPartitions(Offset start, Offset end) {
        return guarded(kafka.planInputPartitions(start, end));
    }

    @Override
    public InputPartition[] planInputPartitions(Offset start) {
        return guarded(kafka.planInputPartitions(start));
    }

    private static InputPartition[] guarded(InputPartition[] partitions) {
        return Arrays.stream(partitions)
                .map(KafkaBatchInputPartition.class::cast)
                .map(partition -> partition.copy(
                        partition.offsetRange(),
                        GuardedKafka.guarded(partition.executorKafkaParams()),
                        partition.pollTimeoutMs(),
                        partition.failOnDataLoss(),
                        partition.includeHeaders()))
                .toArray(InputPartition[]::new);
    }

    @Override
    public Offset initialOffset() {
        return kafka.initialOffset();
    }

    @Override
    public Offset latestOffset() {
        return kafka.latestOffset();
    }

    @Override
    public Offset latestOffset(Offset start, ReadLimit limit) {
        return kafka.latestOffset(start, limit);
    }

    @Override
    public Offset reportLatestOffset() {
        return kafka.reportLatestOffset();
    }

    @Override
    public ReadLimit getDefaultReadLimit() {
        return kafka.getDefaultReadLimit();
    }

    @Override
    public Offset mergeOffsets(PartitionOffset[] offsets) {
        return kafka.mergeOffsets(offsets);
    }

    @Override
    public Offset deserializeOffset(String json) {
        return kafka.deserializeOffset(json);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return readers;
    }

    @Override
    public Map<String, String> metrics(Optional<Offset> latestConsumed) {
        Map<String, String> metrics = new HashMap<>(kafka.metrics(latestConsumed));
        metrics.put(RECORDS_READ, Long.toString(readers.recordsRead().sum()));
        readers.recordsRead().reset();
        return metrics;
    }

    @Override
    public void prepareForTriggerAvailableNow() {
        kafka.prepareForTriggerAvailableNow();
    }

    @Override
    public void prepareForRealTimeMode() {
        kafka.prepareForRealTimeMode();
    }

    @Override
    public void commit(Offset end) {
        kafka.commit(end);
    }

    @Override
    public void stop() {
        kafka.stop();
    }

    @Override
    public String toString() {
        return kafka.toString();
    }
}
