package io.rollcall.app.tail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * One JSON object per line, without loss: key and value are strings, and bytes that are not UTF-8 are in
 * {@code key_base64} and {@code value_base64} instead.
 *
 * @param fields the fields of values to show
 */
public record JsonFormat(Fields fields) implements RecordFormat {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    @Override
    public void write(ConsumerRecord<byte[], byte[]> record, OutputStream out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out);
        json.writeStartObject();
        json.writeStringField("topic", record.topic());
        json.writeNumberField("partition", record.partition());
        json.writeNumberField("offset", record.offset());
        if (record.timestamp() < 0) {
            json.writeNullField("timestamp");
        } else {
            json.writeStringField("timestamp", TextFormat.time(record));
        }
        write(json, "key", record.key());
        json.writeArrayFieldStart("headers");
        for (Header header : record.headers()) {
            json.writeStartObject();
            json.writeStringField("key", header.key());
            write(json, "value", header.value());
            OptionalLong estimate = HeaderText.estimate(header);
            if (estimate.isPresent()) {
                json.writeNumberField("estimate", estimate.getAsLong());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        write(json, "value", fields.of(record.value()));
        json.writeEndObject();
        json.close();
        out.write('\n');
    }

    private static void write(JsonGenerator json, String name, byte[] bytes) throws IOException {
        String text = bytes == null ? null : ReadableText.text(bytes);
        if (bytes == null) {
            json.writeNullField(name);
        } else if (text == null) {
            json.writeBinaryField(name + "_base64", bytes);
        } else {
            json.writeStringField(name, text);
        }
    }
}
