package io.rollcall.model.login;

import static io.rollcall.model.login.RawLogins.verdict;
import static io.rollcall.model.login.RawLogins.withField;
import static io.rollcall.model.login.RawLogins.withTimestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginCleanerTest {
    private static final EventId ID = new EventId(3, 141);

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void goldenCase_hasItsOutcome(String name, JsonNode expected) throws IOException {
        RawRecord raw =
                new RawRecord("user-login", ID, expected.get("kafka_timestamp").longValue(), value(expected));
        CleaningOutcome outcome = LoginCleaner.DEFAULT.clean(raw);
        if (outcome instanceof CleaningOutcome.Clean clean) {
            assertThat(json(clean.login())).isEqualTo(expected.get("clean"));
        } else if (outcome instanceof CleaningOutcome.Late late) {
            assertThat(json(late.login())).isEqualTo(expected.get("late"));
        } else if (outcome instanceof CleaningOutcome.Rejected rejected) {
            assertThat(rejected.reason().wireName())
                    .isEqualTo(expected.path("rejected").asText("not rejected"));
            assertThat(rejected.detail()).endsWith(".").doesNotContain("\n");
        }
    }

    static Stream<Arguments> cases() throws IOException {
        try (InputStream in = LoginCleanerTest.class.getResourceAsStream("/cases/clean-cases.json")) {
            JsonNode cases = new ObjectMapper().readTree(in);
            assertThat(cases).hasSizeGreaterThan(80);
            return StreamSupport.stream(cases.spliterator(), false)
                    .map(each -> Arguments.of(each.get("name").textValue(), each));
        }
    }

    private static byte[] value(JsonNode expected) throws IOException {
        if (expected.has("value_base64")) {
            return expected.get("value_base64").binaryValue();
        }
        return expected.get("value").isNull()
                ? null
                : expected.get("value").textValue().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode json(CleanLogin login) {
        ObjectNode json = (ObjectNode) Json.readTree(LoginJson.write(login));
        assertThat(json.remove("event_id").textValue()).isEqualTo("3-141");
        return json;
    }

    @ParameterizedTest
    @CsvSource({"4096, clean", "4097, invalid_field"})
    void fieldLength_isCountedInCharactersNotUnits(int length, String verdict) {
        for (String character : new String[] {"x", "\u00e9", "\ud83d\ude00", "\\ud83d\\ude00"}) {
            assertThat(verdict(withField("\"ip\": \"" + character.repeat(length) + '"')))
                    .as(character)
                    .isEqualTo(verdict);
        }
    }

    @Test
    void numberInATextField_countsAsItsLiteral() {
        assertThat(verdict(withField("\"ip\": " + "1".repeat(1_000)))).isEqualTo("clean");
        assertThat(verdict(withField("\"ip\": " + "1".repeat(1_001)))).isEqualTo("malformed_json");
    }

    @ParameterizedTest
    @CsvSource({"999, clean", "1000, malformed_json"})
    void nesting_isLimitedTo1000WithTheLoginItself(int arrays, String verdict) {
        assertThat(verdict(withField("\"x\": " + "[".repeat(arrays) + "]".repeat(arrays))))
                .isEqualTo(verdict);
        assertThat(verdict(withField("\"x\": " + "{\"y\":".repeat(arrays) + "1" + "}".repeat(arrays))))
                .isEqualTo(verdict);
    }

    @Test
    void nestingOfAMillion_isRejectedWithoutOverflow() {
        assertThat(verdict("{\"x\":".repeat(1_000_000))).isEqualTo("malformed_json");
        assertThat(verdict("[".repeat(1_000_000))).isEqualTo("malformed_json");
    }

    @Test
    void numberLongerThan1000Characters_isMalformedAnywhere() {
        String fits = "-" + "1".repeat(997) + ".5";
        for (String form : new String[] {"\"x\": %s", "\"x\": [{\"y\": %s}]", "\"timestamp\": %s, \"x\": 1"}) {
            assertThat(verdict(withField(form.formatted(fits)))).as(form).isEqualTo("clean");
            assertThat(verdict(withField(form.formatted(fits + "5")))).as(form).isEqualTo("malformed_json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1694479551",
                "\"+1694479551\"",
                "\"1694479551.000\"",
                "\"001694479551\"",
                "1694479551e0",
                "16944795510E-1",
                "0.1694479551e+10",
                "\"1.694479551E0000000000000000000009\"",
                "\"\\u00a0\\u20031694479551\\u3000\"",
                "1694479551999.9",
                "1694479551999999",
                "1694479551999999.9",
                "1694479551999999999",
                "\"1.694479551e18\"",
                "\"2023-09-12T00:45:51Z\"",
                "\" 2023-09-11 19:45:51.1234567 -0500\\u00a0\""
            })
    void timestampOfTheForm_isAccepted(String literal) {
        assertThat(verdict(withTimestamp(literal))).isEqualTo("clean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"1694479551.\"",
                "\".5\"",
                "\"\\u200b1694479551\"",
                "\"1694479551 0\"",
                "\"1694479551e\"",
                "\"1694479551e+\"",
                "\"--1694479551\"",
                "\"+\"",
                "\"1,694,479,551\"",
                "\"1694479551f\"",
                "\"1694479551L\"",
                "\"NaN\"",
                "\"\\u0661694479551\"",
                "\"-0\"",
                "-0",
                "-0.0e5",
                "-1e-999999999999",
                "1e-999999999999",
                "1e999999999999",
                "\"1e999999999999\"",
                "\"-1e999999999999\"",
                "\"0e999999999999999999999999\"",
                "10000000000000000000",
                "\"2023-09-12T00:45:51\"",
                "\"2023-09-12\"",
                "\"2023-13-12T00:45:51Z\"",
                "\"20230912T004551Z\"",
                "false",
                "[1694479551]"
            })
    void anyOtherTimestamp_isInvalid(String literal) {
        assertThat(verdict(withTimestamp(literal))).isEqualTo("invalid_timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1694479551", "1694479551.", ".5", "01694479551", "0x1", "Infinity", "'1'", "1_0"})
    void numberThatIsNotJson_isMalformed(String literal) {
        assertThat(verdict(withTimestamp(literal))).isEqualTo("malformed_json");
    }

    @ParameterizedTest
    @CsvSource({
        "99999999999.999, future_timestamp", // the last seconds: the year 5138
        "100000000000, invalid_timestamp", // the first milliseconds: 1973
        "99999999999.9999, future_timestamp",
        "946684799.9999, invalid_timestamp",
        "946684800000, late",
        "946684799999.9, invalid_timestamp",
        "99999999999999.9, future_timestamp", // the last milliseconds: 5138
        "100000000000000, invalid_timestamp", // the first microseconds: 1973
        "946684799999999.9, invalid_timestamp",
        "946684800000000, late",
        "99999999999999999.9, future_timestamp", // the last microseconds: 5138
        "100000000000000000, invalid_timestamp", // the first nanoseconds: 1973
        "946684799999999999, invalid_timestamp",
        "946684800000000000, late",
        "9999999999999999999.9, future_timestamp", // the last nanoseconds: 2286
        "10000000000000000000, invalid_timestamp"
    })
    void magnitude_tellsTheUnit(String literal, String verdict) {
        assertThat(verdict(withTimestamp(literal))).isEqualTo(verdict);
        assertThat(verdict(withTimestamp('"' + literal + '"'))).isEqualTo(verdict);
    }

    @Test
    void timestampOf100000Digits_countsByItsValue() {
        String zeros = "0".repeat(100_000);
        assertThat(verdict(withTimestamp("\"1" + zeros + '"'))).isEqualTo("invalid_timestamp");
        assertThat(verdict(withTimestamp("\"1694479551." + zeros + '"'))).isEqualTo("clean");
        assertThat(verdict(withTimestamp("\"" + zeros + "1694479551\""))).isEqualTo("clean");
        assertThat(verdict(withTimestamp("\"0." + zeros + "1694479551e100010\"")))
                .isEqualTo("clean");
        assertThat(verdict(withTimestamp("\"1694479551" + zeros + "e-100000\"")))
                .isEqualTo("clean");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\": \"\\ud800\"",
                "\"x\": \"\\uDC00\\uD800\"",
                "\"x\": [{\"y\": \"\\ud83d!\"}]",
                "\"x\": {\"\\udead\": 1}",
                "\"\\ud800\": 1",
                "\"ip\": \"\\ud800\""
            })
    void unpairedSurrogate_isMalformedAnywhere(String field) {
        assertThat(verdict(withField(field))).isEqualTo("malformed_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\": \"\\ud83d\\ude00\"",
                "\"\\ud83d\\ude00\": {\"\\uD83D\\uDE00\": 1}",
                "\"x\": \"\\\\ud800\"",
                "\"\ud83d\ude00\": 1",
                "\"x\": \"\\u0000\"",
                "\"x\": null"
            })
    void ignoredFields_mayHoldAnyJson(String field) {
        assertThat(verdict(withField(field))).isEqualTo("clean");
    }

    @Test
    void lastOfDuplicateFields_counts() {
        assertThat(verdict(withField("\"user_id\": []"))).isEqualTo("invalid_field");
        assertThat(verdict(withField("\"user_id\": [], \"user_id\": \"b\""))).isEqualTo("clean");
        assertThat(verdict(withField("\"user_id\": null"))).isEqualTo("missing_user_id");
    }

    @Test
    void kafkaTimestampAtTheEdgeOf64Bits_isHandled() {
        byte[] value = withTimestamp("1694479551").getBytes(StandardCharsets.UTF_8);
        assertThat(verdict(LoginCleaner.DEFAULT.clean(new RawRecord("t", ID, Long.MAX_VALUE, value))))
                .isEqualTo("late");
        assertThat(verdict(LoginCleaner.DEFAULT.clean(new RawRecord("t", ID, -1, value))))
                .isEqualTo("future_timestamp");
    }

    @Test
    void toleranceNotBelowTheLateness_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new LoginCleaner(30_000, 30_000));
    }
}
