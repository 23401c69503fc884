package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A record as a reader returned it, with key and value in hexadecimal or null.
 *
 * @param headers each as {@code name=value} in Latin-1, with {@code NULL} for null
 */
public record ReadRecord(int partition, long offset, long timestamp, String key, String value, List<String> headers) {
    private static final HexFormat HEX = HexFormat.of();

    /** Parses a line of {@code rollcall tail -o json}. */
    static ReadRecord ofJson(String line) {
        JsonNode json = Json.readTree(line.getBytes(StandardCharsets.UTF_8));
        List<String> headers = new ArrayList<>();
        for (JsonNode header : json.get("headers")) {
            byte[] value = bytes(header, "value");
            headers.add(header.get("key").textValue() + "="
                    + (value == null ? "NULL" : new String(value, StandardCharsets.ISO_8859_1)));
        }
        return new ReadRecord(
                json.get("partition").intValue(),
                json.get("offset").longValue(),
                IsoTime.parse(json.get("timestamp").textValue()),
                hex(bytes(json, "key")),
                hex(bytes(json, "value")),
                headers);
    }

    public static String hex(byte[] bytes) {
        return bytes == null ? null : HEX.formatHex(bytes);
    }

    private static byte[] bytes(JsonNode json, String name) {
        try {
            return json.hasNonNull(name)
                    ? json.get(name).textValue().getBytes(StandardCharsets.UTF_8)
                    : json.path(name + "_base64").binaryValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return partition + "-" + offset + "@" + timestamp + " " + shortened(key) + ":" + shortened(value) + headers;
    }

    private static String shortened(String hex) {
        return hex == null || hex.length() < 80 ? hex : hex.substring(0, 80) + "… (" + hex.length() / 2 + ")";
    }
}
