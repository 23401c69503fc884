package io.rollcall.app.tail;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record looks; every record ends with a line feed. */
@FunctionalInterface
public interface RecordFormat {
    /** The value's bytes as they are, like kcat; a tombstone is an empty line. */
    RecordFormat RAW = (record, out) -> {
        if (record.value() != null) {
            out.write(record.value());
        }
        out.write('\n');
    };

    /** Writes one record, whatever its bytes are. */
    void write(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException;
}
