package io.rollcall.app.tail;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The value alone, on one line.
 *
 * @param fields what to show of it
 */
public record ValueFormat(Fields fields) implements RecordFormat {
    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
        ReadableText.write(fields.of(record.value()), out);
        out.write('\n');
    }
}
