package io.rollcall.app.tail;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The value alone, on one line.
 *
 * @param fields what to show of it
 */
public record ValueFormat(Fields fields) implements RecordFormat {
    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
        out.write(Readable.line(fields.of(record.value())).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
