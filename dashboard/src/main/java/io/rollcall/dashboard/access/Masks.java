package io.rollcall.dashboard.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.settings.MaskRule;
import io.rollcall.model.settings.MaskRule.Field;
import io.rollcall.model.settings.MaskRule.Form;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.Role.Right;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a role sees of rejected records. The ids in a raw value lie among arbitrary bytes, so a role that may not see the
 * raw value sees nothing of it but what its rules give out of a value that is a JSON object. Thread-safe.
 */
public final class Masks {
    /** In place of the sentence that says why a record was rejected, which quotes it. */
    static final String HIDDEN_DETAIL = "Hidden, because it may quote the raw value.";

    /** Fields of a rejected record that say nothing of a person. Any other is left out, also one that nobody knows yet. */
    private static final List<String> PLAIN =
            List.of("reason", "topic", "partition", "offset", "element", "rejected_at");

    private static final String REASONS = "failure_reasons";

    private static final List<Field> IDS = List.of(Field.USER_ID, Field.IP, Field.DEVICE_ID);

    private final Map<Role, Map<Field, Form>> forms = new EnumMap<>(Role.class);
    private final MaskKey key;

    /** The rules of these settings. @throws io.rollcall.model.settings.UserError if the key's file is bad */
    public Masks(Settings settings) {
        key = MaskKey.of(settings.text(SettingKey.DASHBOARD_MASK_KEY));
        for (Role role : Role.values()) {
            Map<Field, Form> of = new EnumMap<>(Field.class);
            for (Field field : Field.values()) {
                of.put(field, byDefault(role, field));
            }
            forms.put(role, of);
        }
        List<MaskRule> rules = settings.masks();
        // A raw value holds the ids: whoever hides one of them hides it, too, unless a rule says otherwise.
        rules.stream()
                .filter(rule -> rule.form() != Form.SHOWN && rule.field() != Field.FAILURE_REASON)
                .forEach(rule -> forms.get(rule.role()).put(Field.RAW, Form.HIDDEN));
        rules.forEach(rule -> forms.get(rule.role()).put(rule.field(), rule.form()));
    }

    private static Form byDefault(Role role, Field field) {
        if (field == Field.FAILURE_REASON) {
            return Form.SHOWN;
        }
        return switch (role) {
            case ADMIN -> Form.SHOWN;
            case ANALYST -> field == Field.RAW ? Form.HIDDEN : Form.HASH;
            case VIEWER, ANYONE -> Form.HIDDEN;
        };
    }

    /** Whether a role sees raw values. */
    public boolean showsRaw(Role role) {
        return role.may(Right.RECORDS) && forms.get(role).get(Field.RAW) == Form.SHOWN;
    }

    /** Whether a role sees why logins failed, in words of the source. */
    public boolean showsReasons(Role role) {
        return forms.get(role).get(Field.FAILURE_REASON) == Form.SHOWN;
    }

    /** A body with numbers as a role sees it. @param body it is not changed */
    public JsonNode numbers(JsonNode body, Role role) {
        if (showsReasons(role)) {
            return body;
        }
        JsonNode masked = body.deepCopy();
        masked.findParents(REASONS).forEach(parent -> ((ObjectNode) parent).remove(REASONS));
        return masked;
    }

    /** What of records a role sees as it is, for the audit log; empty if nothing. */
    public String shown(Role role) {
        if (showsRaw(role)) {
            return "raw records";
        }
        String fields = IDS.stream()
                .filter(field -> role.may(Right.RECORDS) && forms.get(role).get(field) == Form.SHOWN)
                .map(Field::wireName)
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? "" : fields + " of rejected records";
    }

    /**
     * The body of {@code /api/rejected} as a role sees it.
     *
     * @param body with every field; it is not changed
     * @param role whoever looks; without the right to records it gets none, and {@code hidden}
     */
    public ObjectNode rejected(ObjectNode body, Role role) {
        if (showsRaw(role)) {
            return body;
        }
        ObjectNode masked = Json.object();
        ArrayNode records = masked.putArray("rejected");
        if (!role.may(Right.RECORDS)) {
            return masked.put("hidden", true);
        }
        body.path("rejected").forEach(record -> records.add(masked((ObjectNode) record, forms.get(role))));
        return masked;
    }

    private ObjectNode masked(ObjectNode record, Map<Field, Form> rules) {
        ObjectNode masked = Json.object();
        PLAIN.stream().filter(record::has).forEach(name -> masked.set(name, record.get(name)));
        JsonNode value = record.get("value");
        JsonNode base64 = record.get("value_base64");
        boolean isCut = record.has("value_truncated");
        masked.put("detail", HIDDEN_DETAIL);
        String raw = value != null ? value.asText() : base64 != null ? base64.asText() : null;
        if (raw == null) {
            return masked;
        }
        masked.put("value_hidden", true);
        if (rules.get(Field.RAW) == Form.HASH && !isCut) {
            masked.put("value_hash", key.hash(raw));
        }
        JsonNode login = value == null || isCut ? null : parsed(raw);
        if (login != null && login.isObject()) {
            ids(masked, login, rules);
        }
        return masked;
    }

    private void ids(ObjectNode masked, JsonNode login, Map<Field, Form> rules) {
        ObjectNode shown = Json.object();
        for (Field field : IDS) {
            JsonNode id = login.path(field.wireName());
            Form form = rules.get(field);
            if (form != Form.HIDDEN && id.isValueNode() && !id.isNull()) {
                shown.put(field.wireName(), form == Form.SHOWN ? id.asText() : key.hash(id.asText()));
            }
        }
        if (!shown.isEmpty()) {
            masked.set("ids", shown);
        }
    }

    private static JsonNode parsed(String raw) {
        try {
            return Json.readTree(raw.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            return null; // most of what is rejected is no JSON
        }
    }
}
