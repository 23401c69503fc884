package io.rollcall.jobs.spark;

import java.io.Serializable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * What a job makes of Kafka's records while a task reads them. A record that became a row of Spark's Kafka source first
 * would be copied five times: see docs/decisions/0070-rows-made-while-reading.md. Spark sends it from the driver to the
 * tasks.
 */
public interface RecordMapper extends Serializable {
    /** The columns of its rows. */
    StructType schema();

    /** Begins with the records of one partition in a batch, in the task that reads them. */
    Task begin();

    /** Maps the records of one partition in a batch, in their order. Used by one thread. */
    interface Task {
        /**
         * Takes the next record; {@link #poll} has returned null before.
         *
         * @param record with key, value and timestamp within bounds; the value is a {@link CarriedValue}
         */
        void take(ConsumerRecord<byte[], byte[]> record);

        /** Is told that no record is left. What it has held back follows. Never called in Real-Time Mode. */
        void end();

        /** The next row, valid until the next call of any method; null if it needs another record first. */
        InternalRow poll();
    }
}
