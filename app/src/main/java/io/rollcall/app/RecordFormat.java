package io.rollcall.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.IsoTime;
import io.rollcall.model.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record as one line, whatever its bytes are. */
enum RecordFormat {
    /** For people: time, partition-offset, key, value, headers. Control characters are escaped, so it stays one line. */
    TEXT {
        @Override
        String line(ConsumerRecord<byte[], byte[]> record) {
            StringBuilder line = new StringBuilder();
            line.append(record.timestamp() < 0 ? "-" : IsoTime.format(record.timestamp()));
            line.append(' ').append(record.partition()).append('-').append(record.offset());
            line.append("  ").append(shown(record.key())).append("  ").append(shown(record.value()));
            for (Header header : record.headers()) {
                line.append("  ").append(escaped(header.key())).append('=').append(shown(header.value()));
            }
            return line.toString();
        }
    },

    /** One JSON object; bytes that are not UTF-8 stand in {@code …_base64}. */
    JSON {
        @Override
        String line(ConsumerRecord<byte[], byte[]> record) {
            ObjectNode json = Json.object();
            json.put("topic", record.topic());
            json.put("partition", record.partition());
            json.put("offset", record.offset());
            json.put("timestamp", record.timestamp() < 0 ? null : IsoTime.format(record.timestamp()));
            put(json, "key", record.key());
            ArrayNode headers = json.putArray("headers");
            for (Header header : record.headers()) {
                put(headers.addObject().put("key", header.key()), "value", header.value());
            }
            put(json, "value", record.value());
            return Json.text(json);
        }
    };

    abstract String line(ConsumerRecord<byte[], byte[]> record);

    private static void put(ObjectNode json, String name, byte[] bytes) {
        String text = bytes == null ? null : text(bytes);
        if (bytes == null || text != null) {
            json.put(name, text);
        } else {
            json.put(name + "_base64", bytes);
        }
    }

    private static String shown(byte[] bytes) {
        if (bytes == null) {
            return "null";
        }
        String text = text(bytes);
        return text == null ? "<" + bytes.length + " bytes>" : escaped(text);
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                escaped.append(String.format("\\u%04x", c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }
}
