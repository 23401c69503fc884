package io.rollcall.app.tail;

import io.rollcall.model.IsoTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One line for people: time, partition-offset, key, value, headers.
 *
 * @param colored for a terminal: with colours, and long values cut
 * @param fields what to show of values
 */
public record TextFormat(boolean colored, Fields fields) implements RecordFormat {
    /** Beyond this a value would fill the screen. */
    private static final int MOST_CHARACTERS = 8_000;

    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
        StringBuilder line = new StringBuilder(record.serializedValueSize() + 96);
        String time = time(record);
        String id = record.partition() + "-" + record.offset();
        line.append(colored ? Colors.dim(time) : time).append(' ');
        line.append(colored ? Colors.cyan(id) : id).append("  ");
        String key = Readable.line(record.key());
        line.append(colored ? Colors.bold(key) : key).append("  ");
        line.append(value(record));
        for (Header header : record.headers()) {
            String text = HeaderText.of(header);
            line.append("  ").append(colored ? Colors.dim(text) : text);
        }
        out.write(line.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private String value(ConsumerRecord<byte[], byte[]> record) {
        String value = Readable.line(fields.of(record.value()));
        if (!colored) {
            return value;
        }
        return value.length() > MOST_CHARACTERS
                ? value.substring(0, MOST_CHARACTERS) + Colors.dim("… (" + record.value().length + " bytes)")
                : Colors.json(value);
    }

    static String time(ConsumerRecord<byte[], byte[]> record) {
        return record.timestamp() < 0 ? "-" : IsoTime.format(record.timestamp());
    }
}
