package io.rollcall.jobs.spark;

import io.rollcall.kafka.LongRecords;
import io.rollcall.model.settings.SettingKey;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.PartitionOffset;
import org.apache.spark.sql.connector.read.streaming.SupportsRealTimeRead;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaBatchPartitionReader;

/**
 * A task's reader of a partition, which names the records for which the heap is too small: Kafka's client decompresses a
 * record as a whole. Not thread-safe.
 */
final class GuardedReader implements SupportsRealTimeRead<InternalRow> {
    private static final String NEEDS_MEMORY = " needs more memory than there is";
    /** Position of the offset in the rows of Spark's Kafka source. */
    private static final int OFFSET = 4;

    private final KafkaBatchPartitionReader kafka;
    private final boolean inTurns;
    /** Whether {@link #get} has a row. */
    private boolean anyRead;

    private GuardedReader(KafkaBatchPartitionReader kafka, boolean inTurns) {
        this.kafka = kafka;
        this.inTurns = inTurns;
    }

    /**
     * Makes the readers in the tasks.
     *
     * @param inTurns whether the readers of a process take turns in micro-batches, so that only one of them decompresses
     */
    record Factory(PartitionReaderFactory kafka, boolean inTurns) implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            KafkaBatchInputPartition range = (KafkaBatchInputPartition) partition;
            return new GuardedReader((KafkaBatchPartitionReader) kafka.createReader(range), inTurns);
        }
    }

    @Override
    public boolean next() throws IOException {
        if (!inTurns) {
            return read();
        }
        LongRecords.TURN.lock();
        try {
            return read();
        } finally {
            LongRecords.TURN.unlock();
        }
    }

    private boolean read() throws IOException {
        try {
            boolean read = kafka.next();
            anyRead |= read;
            return read;
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        }
    }

    @Override
    public RecordStatus nextWithTimeout(Long startMillis, Long timeoutMillis) throws IOException {
        try {
            RecordStatus status = kafka.nextWithTimeout(startMillis, timeoutMillis);
            anyRead |= status.hasRecord();
            return status;
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        }
    }

    /** Whether a query failed because the heap was too small for a record, or for several at the same time. */
    static boolean isTooLarge(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(NEEDS_MEMORY));
    }

    /** Without the error as its cause: the first sentence of the root cause is what a person sees. */
    private IllegalStateException tooLarge(OutOfMemoryError error) {
        long from =
                anyRead ? kafka.get().getLong(OFFSET) + 1 : kafka.offsetRange().fromOffset();
        IllegalStateException named =
                new IllegalStateException("a record of " + kafka.offsetRange().topicPartition()
                        + ", at offset " + from + " or soon after,"
                        + NEEDS_MEMORY + ": give the job more, or delete the records up to it with"
                        + " kafka-delete-records.sh, which deletes below the offset that it is given (so name the one"
                        + " after the record), and set " + SettingKey.FAIL_ON_DATA_LOSS.key()
                        + " to false, which counts them as lost");
        named.addSuppressed(error);
        return named;
    }

    @Override
    public InternalRow get() {
        return kafka.get();
    }

    @Override
    public PartitionOffset getOffset() {
        return kafka.getOffset();
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return kafka.currentMetricsValues();
    }

    @Override
    public void initMetricsValues(CustomTaskMetric[] metrics) {
        kafka.initMetricsValues(metrics);
    }

    @Override
    public void close() throws IOException {
        kafka.close();
    }
}
