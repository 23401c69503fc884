package io.rollcall.app.tail;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes records in one form of output. Every record ends with a line feed. */
@FunctionalInterface
public interface RecordFormat {
    /** The bytes of the value, as kcat writes them. A tombstone is an empty line. */
    RecordFormat RAW = (record, out) -> {
        if (record.value() != null) {
            out.write(record.value());
        }
        out.write('\n');
    };

    /** Writes one record, with any bytes. */
    void write(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException;
}
