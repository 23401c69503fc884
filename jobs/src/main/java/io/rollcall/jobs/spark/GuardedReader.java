package io.rollcall.jobs.spark;

import io.rollcall.kafka.LongRecords;
import io.rollcall.model.settings.SettingKey;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.streaming.PartitionOffset;
import org.apache.spark.sql.connector.read.streaming.SupportsRealTimeRead;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaSourcePartitionOffset;
import org.apache.spark.sql.kafka010.consumer.KafkaDataConsumer;
import org.apache.spark.sql.kafka010.consumer.KafkaDataConsumerIterator;
import org.apache.spark.util.LongAccumulator;
import scala.Option;

/**
 * A task's reader of a partition: reads with Spark's consumer, and lets a {@link RecordMapper} make the rows. It names the
 * records for which the heap is too small: Kafka's client decompresses a record as a whole. Not thread-safe.
 */
final class GuardedReader implements SupportsRealTimeRead<InternalRow> {
    private static final String NEEDS_MEMORY = " needs more memory than there is";

    private final KafkaBatchInputPartition partition;
    private final RecordMapper.Task mapper;
    private final boolean inTurns;
    private final LongAccumulator recordsRead;
    private final KafkaDataConsumer consumer;
    private long nextOffset;
    /** Of the record that was read last. */
    private long offset;
    /** Null outside of Real-Time Mode. */
    private KafkaDataConsumerIterator endless;

    private boolean ended;
    private InternalRow row;
    private long read;

    private GuardedReader(KafkaBatchInputPartition partition, Factory factory) {
        this.partition = partition;
        mapper = factory.mapper().begin();
        inTurns = factory.inTurns();
        recordsRead = factory.recordsRead();
        nextOffset = partition.offsetRange().fromOffset();
        consumer = KafkaDataConsumer.acquire(partition.offsetRange().topicPartition(), partition.executorKafkaParams());
    }

    /**
     * Makes the readers in the tasks.
     *
     * @param inTurns whether the readers of a process take turns in micro-batches, so that only one of them decompresses
     * @param recordsRead counts the records
     */
    record Factory(RecordMapper mapper, boolean inTurns, LongAccumulator recordsRead)
            implements PartitionReaderFactory {
        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new GuardedReader((KafkaBatchInputPartition) partition, this);
        }
    }

    @Override
    public boolean next() {
        while ((row = mapper.poll()) == null && !ended) {
            ConsumerRecord<byte[], byte[]> record = inTurns ? readInTurn() : read();
            if (record == null) {
                ended = true;
                mapper.end();
            } else {
                take(record);
            }
        }
        return row != null;
    }

    private ConsumerRecord<byte[], byte[]> readInTurn() {
        LongRecords.TURN.lock();
        try {
            return read();
        } finally {
            LongRecords.TURN.unlock();
        }
    }

    /** The next record of the batch; null if none is left. */
    private ConsumerRecord<byte[], byte[]> read() {
        long until = partition.offsetRange().untilOffset();
        try {
            return nextOffset < until
                    ? consumer.get(nextOffset, until, partition.pollTimeoutMs(), partition.failOnDataLoss())
                    : null;
        } catch (OutOfMemoryError e) {
            throw tooLarge(e);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        offset = record.offset();
        nextOffset = offset + 1;
        read++;
        mapper.take(record);
    }

    @Override
    public RecordStatus nextWithTimeout(Long startMillis, Long timeoutMillis) {
        if (endless == null) {
            endless = consumer.getIterator(nextOffset);
        }
        long left = timeoutMillis;
        while ((row = mapper.poll()) == null && left > 0) {
            Option<ConsumerRecord<byte[], byte[]>> next = next(left);
            if (next.isEmpty()) {
                break;
            }
            take(next.get());
            row = mapper.poll();
            if (row != null) {
                break;
            }
            left = startMillis + timeoutMillis - System.currentTimeMillis();
        }
        return RecordStatus.newStatusWithoutArrivalTime(row != null);
    }

    private Option<ConsumerRecord<byte[], byte[]>> next(long timeoutMillis) {
        try {
            return endless.nextWithTimeout(timeoutMillis);
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
        IllegalStateException named = new IllegalStateException(
                "a record of " + partition.offsetRange().topicPartition()
                        + ", at offset " + nextOffset + " or soon after,"
                        + NEEDS_MEMORY + ": give the job more, or delete the records up to it with"
                        + " kafka-delete-records.sh, which deletes below the offset that it is given (so name the one"
                        + " after the record), and set " + SettingKey.FAIL_ON_DATA_LOSS.key()
                        + " to false, which counts them as lost");
        named.addSuppressed(error);
        return named;
    }

    @Override
    public InternalRow get() {
        return row;
    }

    /**
     * Where the next batch in Real-Time Mode begins. Spark asks once, when the time of this one is up, which may be amid the
     * rows of a record: then that record is repeated.
     */
    @Override
    public PartitionOffset getOffset() {
        return new KafkaSourcePartitionOffset(
                partition.offsetRange().topicPartition(), mapper.poll() == null ? nextOffset : offset);
    }

    @Override
    public void close() {
        recordsRead.add(read);
        read = 0;
        consumer.release();
    }
}
