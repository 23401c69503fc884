package io.rollcall.source;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginOutcome;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.List;

/** What becomes of a record, in the form of the golden files. */
final class Described {
    private Described() {}

    static ArrayNode of(List<Mapped> mapped) {
        ArrayNode array = Json.object().arrayNode();
        mapped.forEach(element -> array.add(of(element)));
        return array;
    }

    private static ObjectNode of(Mapped mapped) {
        ObjectNode json = Json.object();
        if (mapped instanceof Mapped.Skipped) {
            return json.put("skipped", true);
        }
        if (mapped instanceof Mapped.Failed failed) {
            return json.put("mapping_error", failed.key().yamlName());
        }
        MappedLogin login = ((Mapped.Login) mapped).login();
        put(json, "user", login.user());
        boolean valid = login.timeMillis() != null && login.timeMillis() >= LoginCleaner.YEAR_2000_MILLIS;
        put(json, "time", valid ? IsoTime.format(login.timeMillis()) : null);
        put(json, "locale", login.place());
        put(json, "country", login.country());
        put(json, "ip", login.ip());
        put(json, "device", login.device());
        put(json, "device_id", login.deviceId());
        put(json, "app_version", login.appVersion());
        put(
                json,
                "outcome",
                login.outcome() == null ? null : login.outcome().name().toLowerCase(java.util.Locale.ROOT));
        put(json, "reason", login.reason());
        put(json, "event_id", login.eventId());
        if (login.user() == null && login.outcome() != LoginOutcome.FAILURE) {
            json.put("rejected", "missing_user_id");
        } else if (login.timeText() == null) {
            json.put("rejected", "missing_timestamp");
        } else if (!valid) {
            json.put("rejected", "invalid_timestamp");
        }
        return json;
    }

    private static void put(ObjectNode json, String name, String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
