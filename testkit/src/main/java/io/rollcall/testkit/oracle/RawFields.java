package io.rollcall.testkit.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the fields of raw logins as the oracle understands them, and says which rule they break. */
final class RawFields {
    private static final List<String> TEXT_FIELDS =
            List.of("user_id", "app_version", "device_type", "ip", "locale", "device_id");

    private RawFields() {}

    /** The reason why a login is rejected; null if it is not. */
    static String rejection(JsonNode login, ConsumerRecord<byte[], byte[]> record) {
        if (isMissing(login, "user_id") && !login.path("outcome").asText().equals("failure")) {
            return "missing_user_id";
        }
        if (TEXT_FIELDS.stream().anyMatch(f -> login.path(f).isContainerNode() || tooLong(text(login, f)))) {
            return "invalid_field";
        }
        if (isMissing(login, "timestamp")) {
            return "missing_timestamp";
        }
        String time = text(login, "timestamp");
        if (login.get("timestamp").isContainerNode() || !RawTime.isValid(time)) {
            return "invalid_timestamp";
        }
        return RawTime.millis(time) - RawTime.ofKafka(record) > 30_000 ? "future_timestamp" : null;
    }

    /** Without white space at both ends. */
    static String trim(String text) {
        return text.replaceAll("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$", "");
    }

    private static boolean tooLong(String text) {
        return text != null && text.codePointCount(0, text.length()) > 4_096;
    }

    /** Whether a field is absent, null or blank. */
    static boolean isMissing(JsonNode login, String field) {
        return login.path(field).isMissingNode()
                || login.path(field).isNull()
                || (login.path(field).isTextual()
                        && trim(login.path(field).asText()).isEmpty());
    }

    /** The text of a field; null without one. */
    static String text(JsonNode login, String field) {
        JsonNode node = login.path(field);
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }
}
