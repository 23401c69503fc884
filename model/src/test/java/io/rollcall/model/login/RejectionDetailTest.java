package io.rollcall.model.login;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rejected logins say, for records as people really send them. */
class RejectionDetailTest {
    private static final long KAFKA_TIME = 1_700_000_000_000L;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2026-13-02T03:04:05Z | there is no such date, time or offset.",
                "2026-01-02T03:04:05+19:00 | there is no such date, time or offset.",
                "2026-01-02 03:04:05 | it is a date and time without a zone, add its offset, such as Z.",
                "2026-01-02T03:04:05.123 | it is a date and time without a zone, add its offset, such as Z.",
                "1/2/2026 3:04:05 AM | it looks like a date.",
                "1/2/2026 10:04:05 AM +01:00 | it looks like a date.",
                "None | it stands for no value.",
                "null | it stands for no value.",
                "1e30 | timestamp \\\"1e30\\\" is too large for a time, even in nanoseconds.",
                "-1 | timestamp \\\"-1\\\" is before the year 2000.",
                "soon | timestamp \\\"soon\\\" is neither a Unix time nor ISO-8601 with an offset.",
                "2023-11-14T22:13:51Z | is more than 30 s after the record reached Kafka: it is 31 s ahead.",
                "2023-11-14T22:16:20Z | it is 3 min ahead.",
                "1700007200 | is more than 30 s after the record reached Kafka: it is 2 h 0 min ahead.",
                "1700864000 | it is 10 days ahead."
            })
    void timestamp_isNamedWithWhatItLooksLike(String timestamp, String end) {
        String detail = detail("{\"user_id\":\"a\",\"timestamp\":\"" + timestamp + "\"}");
        assertThat(detail).startsWith("timestamp \"" + timestamp + "\" ").endsWith(end.replace("\\\"", "\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"schema\":{},\"payload\":{\"user_id\":\"a\"}} | Kafka Connect's envelope (schemas.enable=true), send its field payload alone.",
                "{\"before\":null,\"after\":{\"user_id\":\"a\"},\"op\":\"c\"} | a Debezium event, send its field after alone.",
                "{\"schema\":{},\"payload\":{\"op\":\"c\",\"after\":{\"user_id\":\"a\"}}} | send its field payload.after alone.",
                "{\"specversion\":\"1.0\",\"data\":{\"user_id\":\"a\"}} | a CloudEvent, send its field data alone.",
                "{\"login\":{\"user_id\":\"a\"}} | an envelope, send its field login alone.",
                "{\"userId\":\"a\"} | user_id is missing, but there is userId: give it this name.",
                "{\"user_id\":null} | user_id is null.",
                "{\"user_id\":\" \"} | user_id is blank.",
                "{\"list\":[{\"user_id\":\"a\"}]} | user_id is missing.",
                "{\"user_id\":\"a\",\"time\":5} | timestamp is missing, but there is time: give it this name.",
                "{\"user_id\":\"a\"} | timestamp is missing."
            })
    void missingField_isLookedForElsewhere(String value, String end) {
        assertThat(detail(value)).endsWith(end);
    }

    @Test
    void valueThatIsNoLogin_isNamedByItsForm() {
        Map<String, byte[]> values = new TreeMap<>();
        values.put("The value is not JSON (at byte 1): it begins with a zero byte and the schema id 7, as", registry());
        values.put(
                "The value is not UTF-8: it looks like UTF-16, send UTF-8.",
                "\u00ff\u00fe{\u0000".getBytes(ISO_8859_1));
        values.put(
                "The value is not JSON (at byte 2): it looks like UTF-16, send UTF-8.", "{\"a\":1}".getBytes(UTF_16LE));
        values.put("The value is not UTF-8: it looks compressed", "\u001f\u008b\u0008\u0000".getBytes(ISO_8859_1));
        values.put("The value is not a JSON object: it is a JSON array, send each object", bytes("[{\"a\":1}]"));
        values.put("The value is not a JSON object: it is JSON within a JSON string", bytes("\"{\\\"a\\\":1}\""));
        values.put(
                "The value is not a JSON object: it looks like a line of a JSON object",
                bytes("  \"user_id\": \"a\","));
        values.put("The value is not a JSON object: it begins with \"5\".", bytes("5"));
        values.put("The value is not JSON (at byte 0): it begins with \"user_id,locale\".", bytes("user_id,locale"));
        values.put("The value is empty.", bytes(""));
        values.forEach((detail, value) -> assertThat(detail(value)).startsWith(detail));
    }

    @Test
    void errorWithinALongValue_isShownNearItsPlace() {
        String detail = detail("{\"user_id\":\"" + "é".repeat(100) + "\",\"locale\":'UT'}" + " ".repeat(100));
        assertThat(detail).matches("The value is not JSON \\(at byte 2\\d\\d\\): near \".*'UT'.*…\"\\.");
    }

    @Test
    void valuesInDetails_areCutAndEscaped() {
        String detail = detail("{\"user_id\":\"a\",\"timestamp\":\"a\\\"\\n\\u202e" + "x".repeat(5_000) + "\"}");
        assertThat(detail)
                .startsWith("timestamp \"a\\\"\\u000a\\u202e" + "x".repeat(56) + "…\" is neither a Unix time")
                .hasSizeLessThan(200);
    }

    private static byte[] registry() {
        return bytes("\u0000\u0000\u0000\u0000\u0007{\"user_id\":\"sr\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static String detail(String value) {
        return detail(bytes(value));
    }

    private static String detail(byte[] value) {
        CleaningOutcome outcome =
                LoginCleaner.DEFAULT.clean(new RawRecord("user-login", new EventId(0, 1), KAFKA_TIME, value));
        return ((CleaningOutcome.Rejected) outcome).detail();
    }
}
