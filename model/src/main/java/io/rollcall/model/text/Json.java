package io.rollcall.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;

/** JSON trees. All readers throw {@link IllegalArgumentException} if the input does not have the expected form. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** A JSON object as a tree. */
    public static JsonNode readTree(byte[] value) {
        try {
            JsonNode json = MAPPER.readTree(value);
            if (json == null || !json.isObject()) {
                throw new IllegalArgumentException("not a JSON object");
            }
            return json;
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
    }

    /** A new, empty JSON object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A tree as JSON in UTF-8. */
    public static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tree as JSON. */
    public static String text(JsonNode json) {
        return new String(bytes(json), StandardCharsets.UTF_8);
    }

    /** Positions in a topic, the next offset by partition, as in {@code {"0":12,"1":7}}. */
    public static Map<Integer, Long> offsets(JsonNode json) {
        Map<Integer, Long> offsets = new TreeMap<>();
        json.properties()
                .forEach(partition -> offsets.put(
                        Integer.valueOf(partition.getKey()),
                        partition.getValue().longValue()));
        return offsets;
    }

    /** The text in a field. */
    public static String text(JsonNode json, String name) {
        JsonNode field = json.path(name);
        if (!field.isTextual()) {
            throw new IllegalArgumentException("the text field " + name + " is missing");
        }
        return field.textValue();
    }

    /** The number in a field; a fraction is cut off. */
    public static long number(JsonNode json, String name) {
        JsonNode field = json.path(name);
        if (!field.isNumber()) {
            throw new IllegalArgumentException("the number field " + name + " is missing");
        }
        return field.longValue();
    }

    /** The time in a field, ms since the epoch; null if the field is absent or null. */
    public static Long time(JsonNode json, String name) {
        return json.hasNonNull(name) ? (Long) time(text(json, name)) : null;
    }

    /** An ISO-8601 time in ms since the epoch. */
    public static long time(String text) {
        try {
            return IsoTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time: " + text, e);
        }
    }
}
