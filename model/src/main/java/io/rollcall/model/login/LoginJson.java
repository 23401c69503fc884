package io.rollcall.model.login;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.place.PlaceSource;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The JSON of clean, late and rejected logins. Clean logins are written and read as a stream, since every login passes
 * here twice; rejected ones are few and use trees.
 */
public final class LoginJson {
    private static final JsonFactory STREAMING = new JsonFactory();

    private LoginJson() {}

    /** A clean or late login as JSON. */
    public static byte[] write(CleanLogin login) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = STREAMING.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("event_id", login.id().toString());
            writeUnlessNull(json, "user_id", login.userId());
            writeUnlessNull(json, "app_version", login.appVersion());
            writeUnlessNull(json, "device_type", login.deviceType());
            writeUnlessNull(json, "ip", login.ip());
            json.writeStringField("locale", login.locale());
            writeUnlessNull(json, "device_id", login.deviceId());
            json.writeStringField("timestamp", IsoTime.format(login.timestampMillis()));
            if (login.outcome() != null) {
                json.writeStringField("outcome", login.outcome().wireName());
            }
            writeUnlessNull(json, "failure_reason", login.failureReason());
            writeUnlessNull(json, "source_event_id", login.sourceEventId());
            if (login.placeSource() != null) {
                json.writeStringField("place_source", login.placeSource().jsonName());
            }
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

    /**
     * A clean or late login from its JSON. Fields that are not known are ignored.
     *
     * @throws IllegalArgumentException if it is not the JSON of a clean login
     */
    public static CleanLogin readClean(byte[] value) {
        String eventId = null;
        String userId = null;
        String appVersion = null;
        String deviceType = null;
        String ip = null;
        String locale = null;
        String deviceId = null;
        String timestamp = null;
        LoginOutcome outcome = null;
        String failureReason = null;
        String sourceEventId = null;
        PlaceSource placeSource = null;
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
                    case "outcome" -> outcome = outcome(text(json));
                    case "failure_reason" -> failureReason = text(json);
                    case "source_event_id" -> sourceEventId = text(json);
                    case "place_source" -> placeSource = placeSource(text(json));
                    default -> json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not a clean login: " + e.getMessage(), e);
        }
        boolean lacksUser = userId == null && outcome != LoginOutcome.FAILURE;
        if (eventId == null || lacksUser || locale == null || timestamp == null) {
            throw new IllegalArgumentException(
                    "a clean login needs event_id, locale, timestamp, and user_id unless it failed");
        }
        return new CleanLogin(
                EventId.parse(eventId),
                userId,
                appVersion,
                deviceType,
                ip,
                locale,
                deviceId,
                Json.time(timestamp),
                outcome,
                failureReason,
                sourceEventId,
                placeSource);
    }

    /** A rejected login as JSON. */
    public static byte[] write(RejectedLogin login) {
        ObjectNode json = Json.object();
        json.put("reason", login.reason().wireName());
        json.put("detail", login.detail());
        json.put("topic", login.topic());
        json.put("partition", login.id().partition());
        json.put("offset", login.id().offset());
        if (login.id().element() != EventId.WHOLE) {
            json.put("element", login.id().element());
        }
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
        return Json.bytes(json);
    }

    private static LoginOutcome outcome(String text) {
        return text == null ? null : LoginOutcome.named(text);
    }

    private static PlaceSource placeSource(String text) {
        return text == null
                ? null
                : switch (text) {
                    case "event" -> PlaceSource.EVENT;
                    case "address" -> PlaceSource.ADDRESS;
                    case "none" -> PlaceSource.NONE;
                    default -> throw new IllegalArgumentException("not the source of a place: " + text);
                };
    }

    private static String text(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("the field " + json.currentName() + " is not a text");
        };
    }
}
