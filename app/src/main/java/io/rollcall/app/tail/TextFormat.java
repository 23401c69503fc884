package io.rollcall.app.tail;

import io.rollcall.model.text.IsoTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One line of text per record: time, partition-offset, key, value, headers.
 *
 * @param colored whether to use colors and truncate long values, for a terminal
 * @param fields the fields of values to show
 */
public record TextFormat(boolean colored, Fields fields) implements RecordFormat {
    /** A longer value would fill the screen. */
    private static final int MAX_CHARACTERS = 8_000;

    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
        String id = record.partition() + "-" + record.offset();
        if (colored) {
            writeText(out, Colors.dim(time(record)) + " " + Colors.cyan(id) + "  ");
            writeText(out, Colors.bold(ReadableText.line(record.key())) + "  " + coloredValue(record));
        } else {
            writeText(out, time(record) + " " + id + "  ");
            ReadableText.write(record.key(), out);
            writeText(out, "  ");
            ReadableText.write(fields.of(record.value()), out);
        }
        for (Header header : record.headers()) {
            String text = HeaderText.of(header);
            writeText(out, "  " + (colored ? Colors.dim(text) : text));
        }
        out.write('\n');
    }

    private static void writeText(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String coloredValue(ConsumerRecord<byte[], byte[]> record) {
        String value = ReadableText.line(fields.of(record.value()));
        return value.length() > MAX_CHARACTERS
                ? value.substring(0, MAX_CHARACTERS) + Colors.dim("… (" + record.value().length + " bytes)")
                : Colors.json(value);
    }

    /** The Kafka timestamp, or {@code -} if the record has none. */
    static String time(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() < 0 ? "-" : IsoTime.format(record.timestamp());
    }
}
