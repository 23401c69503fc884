package io.rollcall.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON forms of everything that stands on Rollcall's topics. Clean logins, of which there are many, are streamed;
 * the rest goes through trees. Readers throw {@link IllegalArgumentException} on what is not of the form.
 */
public final class Json {
    private static final JsonFactory STREAMING = new JsonFactory();
    private static final ObjectMapper TREES = new ObjectMapper();

    private Json() {}

    /** A clean or late login. */
    public static byte[] write(CleanLogin login) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = STREAMING.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("event_id", login.id().toString());
            json.writeStringField("user_id", login.userId());
            writeUnlessNull(json, "app_version", login.appVersion());
            writeUnlessNull(json, "device_type", login.deviceType());
            writeUnlessNull(json, "ip", login.ip());
            json.writeStringField("locale", login.locale());
            writeUnlessNull(json, "device_id", login.deviceId());
            json.writeStringField("timestamp", IsoTime.format(login.timestampMillis()));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void writeUnlessNull(JsonGenerator json, String name, String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    /** A clean or late login from its JSON. */
    public static CleanLogin readCleanLogin(byte[] value) {
        String eventId = null;
        String userId = null;
        String appVersion = null;
        String deviceType = null;
        String ip = null;
        String locale = null;
        String deviceId = null;
        String timestamp = null;
        try (JsonParser json = STREAMING.createParser(value)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "event_id" -> eventId = text(json);
                    case "user_id" -> userId = text(json);
                    case "app_version" -> appVersion = text(json);
                    case "device_type" -> deviceType = text(json);
                    case "ip" -> ip = text(json);
                    case "locale" -> locale = text(json);
                    case "device_id" -> deviceId = text(json);
                    case "timestamp" -> timestamp = text(json);
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a clean login: " + e.getMessage(), e);
        }
        if (eventId == null || userId == null || locale == null || timestamp == null) {
            throw new IllegalArgumentException("a clean login needs event_id, user_id, locale and timestamp");
        }
        return new CleanLogin(
                EventId.parse(eventId), userId, appVersion, deviceType, ip, locale, deviceId, time(timestamp));
    }

    /** A rejected login. */
    public static byte[] write(RejectedLogin login) {
        ObjectNode json = object();
        json.put("reason", login.reason().wireName());
        json.put("detail", login.detail());
        json.put("topic", login.topic());
        json.put("partition", login.id().partition());
        json.put("offset", login.id().offset());
        json.put("rejected_at", IsoTime.format(login.rejectedAtMillis()));
        if (login.text() != null) {
            json.put("value", login.text());
        }
        if (login.binary() != null) {
            json.put("value_base64", login.binary());
        }
        if (login.truncated()) {
            json.put("value_truncated", true);
        }
        return bytes(json);
    }

    /** A row of window statistics. */
    public static byte[] write(WindowStats row) {
        return bytes(tree(row));
    }

    /** A row of window statistics as a tree. */
    public static ObjectNode tree(WindowStats row) {
        ObjectNode json = object();
        json.putObject("window")
                .put("start", IsoTime.format(row.window().startMillis()))
                .put("end", IsoTime.format(row.window().endMillis()));
        json.put("locale", row.locale());
        json.put("logins", row.logins());
        json.put("unique_users", row.uniqueUsers());
        json.put("distinct_devices", row.distinctDevices());
        return json;
    }

    /** A row of window statistics from its JSON. */
    public static WindowStats readWindowStats(byte[] value) {
        JsonNode json = readTree(value);
        JsonNode window = json.path("window");
        return new WindowStats(
                new Window(time(text(window, "start")), time(text(window, "end"))),
                text(json, "locale"),
                number(json, "logins"),
                number(json, "unique_users"),
                number(json, "distinct_devices"));
    }

    /** A progress record. */
    public static byte[] write(Progress progress) {
        return bytes(tree(progress));
    }

    /** A progress record as a tree; absent times are left out. */
    public static ObjectNode tree(Progress progress) {
        ObjectNode json = object();
        json.put("job", progress.job());
        json.put("batch", progress.batch());
        json.put("at", IsoTime.format(progress.atMillis()));
        json.put("input_rows", progress.inputRows());
        json.put("rows_per_second", progress.rowsPerSecond());
        json.put("batch_millis", progress.batchMillis());
        if (progress.watermarkMillis() != null) {
            json.put("watermark", IsoTime.format(progress.watermarkMillis()));
        }
        if (progress.completeThroughMillis() != null) {
            json.put("complete_through", IsoTime.format(progress.completeThroughMillis()));
        }
        json.put("dropped_rows", progress.droppedRows());
        json.put("state_rows", progress.stateRows());
        json.put("state_bytes", progress.stateBytes());
        json.put("lag", progress.lag());
        json.put("catching_up", progress.catchingUp());
        json.put("lost_rows", progress.lostRows());
        ObjectNode offsets = json.putObject("offsets");
        new TreeMap<>(progress.offsets()).forEach((partition, next) -> offsets.put(partition.toString(), next));
        return json;
    }

    /** A progress record from its JSON. */
    public static Progress readProgress(byte[] value) {
        JsonNode json = readTree(value);
        return new Progress(
                text(json, "job"),
                number(json, "batch"),
                time(text(json, "at")),
                number(json, "input_rows"),
                json.path("rows_per_second").asDouble(),
                number(json, "batch_millis"),
                time(json, "watermark"),
                time(json, "complete_through"),
                number(json, "dropped_rows"),
                number(json, "state_rows"),
                number(json, "state_bytes"),
                number(json, "lag"),
                json.path("catching_up").asBoolean(),
                json.path("lost_rows").asLong(),
                offsets(json.path("offsets")));
    }

    /** Positions in a topic, next offset by partition: {@code {"0":12,"1":7}}. */
    public static Map<Integer, Long> offsets(JsonNode json) {
        Map<Integer, Long> offsets = new TreeMap<>();
        json.properties()
                .forEach(partition -> offsets.put(
                        Integer.valueOf(partition.getKey()),
                        partition.getValue().longValue()));
        return offsets;
    }

    /** Any JSON as a tree. */
    public static JsonNode readTree(byte[] value) {
        try {
            JsonNode json = TREES.readTree(value);
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

    /** A tree as UTF-8. */
    public static byte[] bytes(JsonNode json) {
        try {
            return TREES.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tree as text. */
    public static String text(JsonNode json) {
        return new String(bytes(json), StandardCharsets.UTF_8);
    }

    private static String text(JsonNode json, String name) {
        JsonNode field = json.path(name);
        if (!field.isTextual()) {
            throw new IllegalArgumentException("the text field " + name + " is missing");
        }
        return field.textValue();
    }

    private static String text(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("the field " + json.currentName() + " is not a text");
        };
    }

    private static long number(JsonNode json, String name) {
        JsonNode field = json.path(name);
        if (!field.isNumber()) {
            throw new IllegalArgumentException("the number field " + name + " is missing");
        }
        return field.longValue();
    }

    private static Long time(JsonNode json, String name) {
        return json.hasNonNull(name) ? (Long) time(text(json, name)) : null;
    }

    private static long time(String text) {
        try {
            return IsoTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not a time: " + text, e);
        }
    }
}
