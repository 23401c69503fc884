package io.rollcall.model.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final long TIME = 1_694_479_551_000L;
    private static final EventId ID = new EventId(1, 42);
    private static final CleaningOutcome.Rejected MALFORMED =
            new CleaningOutcome.Rejected(RejectReason.MALFORMED_JSON, "The value is not JSON.");

    @Test
    void cleanLogin_survivesTheRoundTrip() {
        CleanLogin full = new CleanLogin(ID, "a\"\\\u0000\ud83d\ude00", "2.3.0", "ios", "::1", "UT", "d", TIME);
        CleanLogin bare = new CleanLogin(ID, "a", null, null, null, "UNK", null, TIME);
        assertThat(LoginJson.readClean(LoginJson.write(full))).isEqualTo(full);
        assertThat(LoginJson.readClean(LoginJson.write(bare))).isEqualTo(bare);
        assertThat(new String(LoginJson.write(bare), UTF_8))
                .isEqualTo("{\"event_id\":\"1-42\",\"user_id\":\"a\",\"locale\":\"UNK\","
                        + "\"timestamp\":\"2023-09-12T00:45:51.000Z\"}");
    }

    @Test
    void fieldsAddedLater_areIgnored() {
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
    void whatIsNoCleanLogin_isRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> LoginJson.readClean(json.getBytes(UTF_8)));
    }

    @Test
    void windowStats_surviveTheRoundTrip() {
        WindowStats row = new WindowStats(new Window(TIME - 21_000, TIME + 9_000), "UT", 12, 11, 12);
        assertThat(StatsJson.read(StatsJson.write(row))).isEqualTo(row);
        assertThat(new String(StatsJson.write(row), UTF_8))
                .isEqualTo("{\"window\":{\"start\":\"2023-09-12T00:45:30.000Z\",\"end\":\"2023-09-12T00:46:00.000Z\"},"
                        + "\"locale\":\"UT\",\"logins\":12,\"unique_users\":11,\"distinct_devices\":12}");
        assertThat(row.key()).isEqualTo("2023-09-12T00:45:30.000Z|UT");
    }

    @Test
    void windowStatsOfAnotherForm_areRefused() {
        for (String json : new String[] {
            "{}",
            "null",
            "{\"window\":{\"start\":\"a\",\"end\":\"b\"},\"locale\":\"UT\",\"logins\":1,"
                    + "\"unique_users\":1,\"distinct_devices\":1}"
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> StatsJson.read(json.getBytes(UTF_8)));
        }
    }

    @Test
    void progress_survivesTheRoundTrip() {
        Progress full = Progress.of(JobName.STATS, TIME)
                .with(new Progress.Batch(41, 5, 2.5, 170))
                .with(new Progress.Input(TIME - 2, 8, true, Map.of(0, 12L, 1, 7L)))
                .with(new Progress.State(TIME - 1, 6, 7))
                .with(new Progress.Losses(0, 9));
        Progress first = Progress.of(JobName.CLEAN, TIME);
        assertThat(ProgressJson.read(ProgressJson.write(full))).isEqualTo(full);
        assertThat(ProgressJson.read(ProgressJson.write(first))).isEqualTo(first);
        assertThat(ProgressJson.tree(first).has("horizon")).isFalse();
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
        int most = RejectedLogin.MAX_VALUE_BYTES;
        assertThat(rejected("x".repeat(most).getBytes(UTF_8)).has("value_truncated"))
                .isFalse();
        for (int shift = 0; shift < 4; shift++) {
            String text = "x".repeat(shift) + "\ud83d\ude00".repeat(most / 4);
            JsonNode json = rejected((text + "!").getBytes(UTF_8));
            assertThat(json.get("value_truncated").booleanValue()).isTrue();
            String kept = json.get("value").textValue();
            assertThat((text + "!").startsWith(kept)).isTrue();
            assertThat(kept.getBytes(UTF_8).length).isBetween(most - 3, most);
        }
    }

    @Test
    void longRejectedBytes_areCutExactly() throws IOException {
        byte[] value = new byte[RejectedLogin.MAX_VALUE_BYTES + 1];
        Arrays.fill(value, (byte) 0xFF);
        JsonNode json = rejected(value);
        assertThat(json.get("value_base64").binaryValue()).hasSize(RejectedLogin.MAX_VALUE_BYTES);
        assertThat(json.get("value_truncated").booleanValue()).isTrue();
    }

    private static JsonNode rejected(byte[] value) {
        RawRecord raw = new RawRecord("user-login", ID, TIME, value);
        return Json.readTree(LoginJson.write(RejectedLogin.of(raw, MALFORMED, TIME)));
    }
}
