package io.rollcall.model.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginJsonTest {
    private static final long TIME = 1_694_479_551_000L;
    private static final EventId ID = new EventId(1, 42);
    private static final CleaningOutcome.Rejected MALFORMED =
            new CleaningOutcome.Rejected(RejectReason.MALFORMED_JSON, "The value is not JSON.");

    @Test
    void cleanLogin_isReadAsItWasWritten() {
        CleanLogin withAll = new CleanLogin(ID, "a\"\\\u0000\ud83d\ude00", "2.3.0", "ios", "::1", "UT", "d", TIME);
        CleanLogin withRequired = new CleanLogin(ID, "a", null, null, null, "UNK", null, TIME);
        assertThat(LoginJson.readClean(LoginJson.write(withAll))).isEqualTo(withAll);
        assertThat(LoginJson.readClean(LoginJson.write(withRequired))).isEqualTo(withRequired);
        assertThat(new String(LoginJson.write(withRequired), UTF_8))
                .isEqualTo("{\"event_id\":\"1-42\",\"user_id\":\"a\",\"locale\":\"UNK\","
                        + "\"timestamp\":\"2023-09-12T00:45:51.000Z\"}");
    }

    @Test
    void unknownFields_areIgnored() {
        String json = "{\"new\":{\"user_id\":\"b\"},\"event_id\":\"1-42\",\"user_id\":\"a\",\"ip\":null,"
                + "\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.000Z\"}";
        assertThat(LoginJson.readClean(json.getBytes(UTF_8)))
                .isEqualTo(new CleanLogin(ID, "a", null, null, null, "UT", null, TIME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"event_id\":\"1-42\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"now\"}",
                "{\"event_id\":\"1:42\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51Z\"}",
                "{\"event_id\":\"1-42\",\"user_id\":null,\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51Z\"}",
                "{\"event_id\":\"1-42\",\"user_id\":{},\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51Z\"}",
            })
    void anyOtherJson_isRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> LoginJson.readClean(json.getBytes(UTF_8)));
    }

    @Test
    void rejectedText_isKeptAsText() {
        JsonNode json = rejected("hell\u00f6 \ud83d\ude00".getBytes(UTF_8));
        assertThat(json.toString())
                .isEqualTo("{\"reason\":\"malformed_json\",\"detail\":\"The value is not JSON.\","
                        + "\"topic\":\"user-login\",\"partition\":1,\"offset\":42,"
                        + "\"rejected_at\":\"2023-09-12T00:45:51.000Z\",\"value\":\"hell\u00f6 \ud83d\ude00\"}");
    }

    @Test
    void rejectedBytes_areKeptAsBase64() throws IOException {
        byte[] value = {'{', (byte) 0xFF, 0};
        JsonNode json = rejected(value);
        assertThat(json.has("value")).isFalse();
        assertThat(json.get("value_base64").binaryValue()).isEqualTo(value);
        assertThat(json.has("value_truncated")).isFalse();
    }

    @Test
    void rejectedTombstone_hasNoValue() {
        JsonNode json = rejected(null);
        assertThat(json.has("value") || json.has("value_base64")).isFalse();
    }

    @Test
    void longRejectedText_isCutBetweenCharacters() {
        int max = RawRecord.KEPT_BYTES;
        assertThat(rejected("x".repeat(max).getBytes(UTF_8)).has("value_truncated"))
                .isFalse();
        for (int shift = 0; shift < 4; shift++) {
            String text = "x".repeat(shift) + "\ud83d\ude00".repeat(max / 4);
            JsonNode json = rejected((text + "!").getBytes(UTF_8));
            assertThat(json.get("value_truncated").booleanValue()).isTrue();
            String keptText = json.get("value").textValue();
            assertThat((text + "!").startsWith(keptText)).isTrue();
            assertThat(keptText.getBytes(UTF_8).length).isBetween(max - 3, max);
        }
    }

    @Test
    void longRejectedBytes_areCutExactly() throws IOException {
        byte[] value = new byte[RawRecord.KEPT_BYTES + 1];
        Arrays.fill(value, (byte) 0xFF);
        JsonNode json = rejected(value);
        assertThat(json.get("value_base64").binaryValue()).hasSize(RawRecord.KEPT_BYTES);
        assertThat(json.get("value_truncated").booleanValue()).isTrue();
    }

    /** A quote becomes two characters in JSON, a control character six. */
    @Test
    void everyRejectedLogin_fitsATopicWithKafkasDefaultLimit() {
        for (String text : List.of("\u0000", "\"", "x\u0001", "\u00e9\u0002", "\ud83d\ude00\u0003")) {
            byte[] value = text.repeat(400_000).getBytes(UTF_8);
            byte[] json = LoginJson.write(RejectedLogin.of(record(value), MALFORMED, TIME));
            assertThat(json).hasSizeBetween(300 * 1024, 900 * 1024);
            assertThat(text.repeat(400_000))
                    .startsWith(Json.readTree(json).get("value").textValue());
        }
    }

    @Test
    void ofALongValue_itsBeginningSuffices() {
        byte[] whole = "\u00e9".repeat(RawRecord.MAX_VALUE_BYTES).getBytes(UTF_8);
        RawRecord beginning =
                new RawRecord("user-login", ID, TIME, Arrays.copyOf(whole, RawRecord.KEPT_BYTES), whole.length);
        assertThat(LoginJson.write(RejectedLogin.of(beginning, MALFORMED, TIME)))
                .isEqualTo(LoginJson.write(RejectedLogin.of(record(whole), MALFORMED, TIME)));
        assertThat(LoginCleaner.DEFAULT.clean(beginning)).isEqualTo(LoginCleaner.DEFAULT.clean(record(whole)));
    }

    private static RawRecord record(byte[] value) {
        return new RawRecord("user-login", ID, TIME, value);
    }

    private static JsonNode rejected(byte[] value) {
        return Json.readTree(LoginJson.write(RejectedLogin.of(record(value), MALFORMED, TIME)));
    }
}
