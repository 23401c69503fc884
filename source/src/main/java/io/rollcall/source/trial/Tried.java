package io.rollcall.source.trial;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import io.rollcall.source.MappedLogin;

/**
 * What becomes of a record, or of one of its elements, and what the mapping made of it.
 *
 * @param id which one
 * @param login what the mapping made of it; null if it is skipped or cannot be mapped
 * @param locale the locale of the clean login; null if it is neither counted nor late
 * @param delayMillis from the event to Kafka; null if either time is unknown
 * @param reason why it is rejected, or null
 * @param detail what is wrong, in one sentence, or null
 */
public record Tried(
        EventId id, Fate fate, MappedLogin login, String locale, Long delayMillis, RejectReason reason, String detail) {
    /** As JSON, without what is not known. @param label how the record is called */
    public ObjectNode json(String label) {
        ObjectNode json = Json.object();
        json.put("record", label).put("result", fate.wireName());
        if (login != null) {
            put(json, "user", login.user());
            put(json, "time", login.timeMillis() == null ? login.timeText() : IsoTime.format(login.timeMillis()));
            put(json, "place", login.place());
            put(json, "country", login.country());
            put(json, "ip", login.ip());
            put(json, "device", login.device());
            put(json, "device_id", login.deviceId());
            put(json, "app_version", login.appVersion());
            put(
                    json,
                    "outcome",
                    login.outcome() == null ? null : login.outcome().wireName());
            put(json, "failure_reason", login.reason());
            put(json, "source_event_id", login.eventId());
        }
        put(json, "locale", locale);
        if (delayMillis != null) {
            json.put("delay_ms", delayMillis);
        }
        put(json, "reason", reason == null ? null : reason.wireName());
        put(json, "detail", detail);
        return json;
    }

    private static void put(ObjectNode json, String name, String text) {
        if (text != null) {
            json.put(name, text);
        }
    }
}
