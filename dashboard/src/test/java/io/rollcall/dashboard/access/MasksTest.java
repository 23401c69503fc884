package io.rollcall.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a role sees of a rejected record. */
class MasksTest {
    private static final String VALUE =
            "{\"user_id\":\"ann-secret\",\"ip\":\"10.9.8.7\",\"device_id\":17,\"locale\":\"UT\",\"email\":\"ann@example\"}";

    @TempDir
    private Path folder;

    private static ObjectNode body(String field, String value) {
        ObjectNode record = Json.object().put("reason", "missing_timestamp").put("detail", "Not ann-secret's.");
        record.put("topic", "user-login").put("partition", 0).put("offset", 7);
        if (value != null) {
            record.put(field, value);
        }
        ObjectNode body = Json.object();
        body.putArray("rejected").add(record);
        return body;
    }

    private static Masks masks(String rules) {
        return new Masks(Settings.defaults().with(SettingKey.DASHBOARD_MASK, rules));
    }

    private static JsonNode seen(Masks masks, Role role, ObjectNode body) {
        ObjectNode before = body.deepCopy();
        JsonNode seen = masks.rejected(body, role).at("/rejected/0");
        assertThat(body).as("not changed, because others see it too").isEqualTo(before);
        return seen;
    }

    @Test
    void byDefault_adminsSeeAll_analystsHashes_viewersNothing() {
        Masks masks = masks("");
        assertThat(seen(masks, Role.ADMIN, body("value", VALUE)).path("value").asText())
                .isEqualTo(VALUE);
        JsonNode analyst = seen(masks, Role.ANALYST, body("value", VALUE));
        assertThat(analyst.toString()).doesNotContain("secret", "10.9.8.7", "\"17\"", "example", "UT");
        assertThat(analyst.path("ids").fieldNames()).toIterable().containsExactly("user_id", "ip", "device_id");
        assertThat(analyst.at("/ids/ip").asText()).matches("[0-9a-f]{16}");
        assertThat(analyst.path("value_hidden").asBoolean()).isTrue();
        assertThat(analyst.path("reason").asText()).isEqualTo("missing_timestamp");
        assertThat(seen(masks, Role.ANYONE, body("value", VALUE)).toString())
                .doesNotContain("secret", "10.9.8.7", "ids", "17\"", "example");
        assertThat(masks.rejected(body("value", VALUE), Role.VIEWER).toString())
                .isEqualTo("{\"rejected\":[],\"hidden\":true}");
        assertThat(List.of(Role.values()).stream().filter(masks::showsRaw)).containsExactly(Role.ADMIN);
    }

    @Test
    void aRuleThatHidesAnId_hidesTheRawValueThatHoldsIt() {
        JsonNode admin = seen(masks("admin.ip=hash"), Role.ADMIN, body("value", VALUE));
        assertThat(admin.toString()).doesNotContain("10.9.8.7", "example");
        assertThat(admin.at("/ids/user_id").asText()).isEqualTo("ann-secret");
        assertThat(admin.at("/ids/ip").asText()).matches("[0-9a-f]{16}");
        assertThat(seen(masks("admin.raw=shown, admin.ip=hash"), Role.ADMIN, body("value", VALUE))
                        .path("value")
                        .asText())
                .as("a rule says otherwise")
                .isEqualTo(VALUE);
    }

    @Test
    void reasonsOfFailedLogins_areShown_unlessARuleHidesThem_andHideNothingElse() {
        ObjectNode numbers = Json.object().put("failed_logins", 1);
        numbers.putObject("totals").putArray("failure_reasons").addObject().put("reason", "bad password of ann-secret");
        ObjectNode before = numbers.deepCopy();
        for (Role role : Role.values()) {
            assertThat(masks("").numbers(numbers, role)).isEqualTo(before);
        }
        Masks masks = masks("viewer.failure_reason=hidden, admin.failure_reason = hidden");
        assertThat(masks.numbers(numbers, Role.VIEWER).toString()).isEqualTo("{\"failed_logins\":1,\"totals\":{}}");
        assertThat(masks.numbers(numbers, Role.ANALYST)).isEqualTo(before);
        assertThat(numbers).as("not changed, because others see it too").isEqualTo(before);
        assertThat(masks.showsRaw(Role.ADMIN)).isTrue();
    }

    /** Whoever may write to the topic may add fields, and a later version of the job may. */
    @Test
    void fieldsThatNobodyKnows_areHidden() {
        ObjectNode body = body("value", VALUE);
        ((ObjectNode) body.at("/rejected/0")).put("key", "ann-secret").put("offset", 7);
        JsonNode analyst = seen(masks(""), Role.ANALYST, body);
        assertThat(analyst.toString()).doesNotContain("ann-secret");
        assertThat(analyst.path("offset").asLong()).isEqualTo(7);
    }

    @Test
    void rules_holdByRoleAndField_theLastOneCounts() {
        Masks masks = masks(
                "analyst.raw=shown, analyst.raw=hash, analyst.user_id=shown, analyst.ip=hidden," + " admin.raw=hidden");
        JsonNode analyst = seen(masks, Role.ANALYST, body("value", VALUE));
        assertThat(analyst.path("value_hash").asText()).matches("[0-9a-f]{16}");
        assertThat(analyst.at("/ids/user_id").asText()).isEqualTo("ann-secret");
        assertThat(analyst.path("ids").has("ip")).isFalse();
        assertThat(seen(masks, Role.ADMIN, body("value", VALUE)).toString()).doesNotContain("example");
        assertThat(masks.rejected(body("value", VALUE), Role.VIEWER)
                        .path("hidden")
                        .asBoolean())
                .as("a viewer has no right to records")
                .isTrue();
    }

    /** Ids hide among any bytes, so nothing of them shows, and no parser fails. */
    @Test
    void valuesThatAreNoObject_areHiddenWhole() {
        Masks masks = masks("analyst.raw=hash, analyst.user_id=shown");
        for (String value : List.of(
                "ann-secret",
                "[\"ann-secret\"]",
                "{\"user_id\":\"ann-secret\"",
                "\"ann-secret\"",
                "",
                "{\"user_id\":{\"name\":\"ann-secret\"}}",
                "\u0000ann-secret",
                "{".repeat(5_000) + "ann-secret")) {
            assertThat(seen(masks, Role.ANALYST, body("value", value)).toString())
                    .as(value)
                    .doesNotContain("secret");
        }
        assertThat(seen(masks, Role.ANALYST, body("value_base64", "YW5uLXNlY3JldA=="))
                        .toString())
                .contains("value_hash")
                .doesNotContain("YW5u");
        assertThat(seen(masks, Role.ANALYST, body("value", null)).has("value_hidden"))
                .as("a tombstone has no value")
                .isFalse();
        ObjectNode cut = body("value", VALUE);
        ((ObjectNode) cut.at("/rejected/0")).put("value_truncated", true);
        assertThat(seen(masks, Role.ANALYST, cut).toString())
                .as("a part of a value has no hash that equals another's")
                .doesNotContain("value_hash", "value_truncated", "secret");
    }

    @Test
    void hashes_areTheSameForTheSameValueAndKey() throws Exception {
        Path key = Files.write(folder.resolve("key"), new byte[32]);
        Settings settings = Settings.defaults().with(SettingKey.DASHBOARD_MASK_KEY, key.toString());
        String path = "/ids/user_id";
        String one = seen(new Masks(settings), Role.ANALYST, body("value", VALUE))
                .at(path)
                .asText();
        String other = seen(new Masks(settings), Role.ANALYST, body("value", "{\"user_id\":\"ann-secret\"}"))
                .at(path)
                .asText();
        assertThat(one).isEqualTo(other);
        assertThat(seen(new Masks(settings), Role.ANALYST, body("value", "{\"user_id\":\"ann-secres\"}"))
                        .at(path)
                        .asText())
                .isNotEqualTo(one);
        assertThat(seen(masks(""), Role.ANALYST, body("value", VALUE)).at(path).asText())
                .as("a key of its own")
                .isNotEqualTo(one);
    }

    @Test
    void badKeys_areRefusedInOneLine() throws Exception {
        Path small = Files.write(folder.resolve("small"), new byte[31]);
        for (Path path : List.of(small, folder, folder.resolve("missing"))) {
            Settings settings = Settings.defaults().with(SettingKey.DASHBOARD_MASK_KEY, path.toString());
            assertThatThrownBy(() -> new Masks(settings))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("head -c 32 /dev/urandom")
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void linesOfTheAuditLog_cannotBeForged() {
        assertThat(AuditLog.plain("ann\nbob (admin) at ::1 \u001b[2J\u202e\u0085x"))
                .isEqualTo("ann?bob (admin) at ::1 ?[2J??x");
        assertThat(AuditLog.plain("x".repeat(1_000))).hasSize(100);
        assertThat(AuditLog.plain("J\u00f6rg@example.com")).isEqualTo("J\u00f6rg@example.com");
    }
}
