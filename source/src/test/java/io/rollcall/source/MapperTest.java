package io.rollcall.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.model.login.LoginOutcome;
import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.source.compile.Program;
import io.rollcall.source.mapping.MappingException;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.mapping.MappingReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapperTest {
    private static final String BASE = "name: test\nuser: .u\ntime: .t\n";

    /** What becomes of a record; compiled and interpreted are the same. */
    private static List<Mapped> map(String mapping, String record) {
        try {
            List<Mapped> compiled = new Mapper(MappingReader.read(mapping)).map(record.getBytes(UTF_8));
            assertThat(new Mapper(MappingReader.read(mapping), Program.Mode.INTERPRETED).map(record.getBytes(UTF_8)))
                    .isEqualTo(compiled);
            return compiled;
        } catch (MappingException | MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static MappedLogin login(String mapping, String record) {
        return ((Mapped.Login) map(mapping, record).get(0)).login();
    }

    @Test
    void textsAreTrimmedAndNumbersKeepTheirText() {
        MappedLogin login = login(
                BASE + "device: .d\ndevice-id: .e\napp-version: .v\nevent-id: .i",
                "{\"u\":\" ada\\u00a0\",\"t\":1700000000,\"d\":\" \",\"e\":12345678901234567890123,\"v\":1.50,\"i\":false}");
        assertThat(login.user()).isEqualTo("ada");
        assertThat(login.device()).isNull();
        assertThat(login.deviceId()).isEqualTo("12345678901234567890123");
        assertThat(login.appVersion()).isEqualTo("1.50");
        assertThat(login.eventId()).isEqualTo("false");
        assertThat(login.timeMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(login.outcome()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {".u | fromjson", "\"x\\ud800\"", "\"\\udc00\\ud800\""})
    void halfACharacterIsAMappingError(String expression) {
        String mapping = "name: test\nuser: '" + expression + "'\ntime: .t\n";
        assertThat(map(mapping, "{\"u\":\"\\\"a\\\\ud83d\\\"\",\"t\":1700000000}"))
                .singleElement()
                .isInstanceOfSatisfying(Mapped.Failed.class, failed -> {
                    assertThat(failed.key()).isEqualTo(MappingKey.USER);
                    assertThat(failed.sentence()).contains("half a character");
                });
    }

    @Test
    void aWholeCharacterOfTwoHalvesIsNone() {
        String mapping = "name: test\nuser: .u | fromjson\ntime: .t\n";
        assertThat(login(mapping, "{\"u\":\"\\\"a\\\\ud83d\\\\ude00\\\"\",\"t\":1700000000}")
                        .user())
                .isEqualTo("a\ud83d\ude00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "{}.x"})
    void withoutATime(String time) {
        MappedLogin login = login(BASE, "{\"u\":\"ada\",\"t\":" + time.replace("{}.x", "null") + "}");
        assertThat(login.timeText()).isNull();
        assertThat(login.timeMillis()).isNull();
    }

    @Test
    void aTimeThatIsNone() {
        MappedLogin login = login(BASE, "{\"u\":\"ada\",\"t\":\"soon\"}");
        assertThat(login.timeText()).isEqualTo("soon");
        assertThat(login.timeMillis()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dd/MMM/yyyy:HH:mm:ss Z | - | 23/Nov/2026:14:03:20 -0500 | 2026-11-23T19:03:20Z",
                "dd/MMM/yyyy:HH:mm:ss Z | - | 23/nov/2026:14:03:20 -0500 | 2026-11-23T19:03:20Z",
                "dd/MMM/yyyy:HH:mm:ss Z | - | 2026-11-23T14:03:20Z | 2026-11-23T14:03:20Z",
                "M/d/yyyy h:mm:ss a | America/Denver | 11/23/2026 7:03:20 AM | 2026-11-23T14:03:20Z",
                "yyyyMMddHHmmss | UTC | 20261123140320 | 2026-11-23T14:03:20Z",
                "- | America/Denver | 2026-11-23 07:03:20.5 | 2026-11-23T14:03:20.500Z",
                "- | America/Denver | 2026-11-23T07:03:20Z | 2026-11-23T07:03:20Z",
            })
    void otherTimes(String format, String zone, String text, Instant time) {
        String mapping = BASE
                + (format.equals("-") ? "" : "time-format: \"" + format + "\"\n")
                + (zone.equals("-") ? "" : "time-zone: " + zone + "\n");
        assertThat(login(mapping, "{\"t\":\"" + text + "\"}").timeMillis()).isEqualTo(time.toEpochMilli());
    }

    @Test
    void outcomes() {
        String mapping = BASE + "outcome: .o\nsuccess: [OK, 0, true]\nreason: .r";
        assertThat(login(mapping, "{\"o\":\"OK\",\"r\":\"x\"}"))
                .satisfies(login -> assertThat(login.outcome()).isEqualTo(LoginOutcome.SUCCESS))
                .satisfies(login -> assertThat(login.reason()).isNull());
        assertThat(login(mapping, "{\"o\":0}").outcome()).isEqualTo(LoginOutcome.SUCCESS);
        assertThat(login(mapping, "{\"o\":true}").outcome()).isEqualTo(LoginOutcome.SUCCESS);
        assertThat(login(mapping, "{\"o\":\"ok\",\"r\":\"x\"}"))
                .satisfies(login -> assertThat(login.outcome()).isEqualTo(LoginOutcome.FAILURE))
                .satisfies(login -> assertThat(login.reason()).isEqualTo("x"));
        assertThat(login(mapping, "{\"o\":\"\",\"r\":\"x\"}"))
                .satisfies(login -> assertThat(login.outcome()).isNull())
                .satisfies(login -> assertThat(login.reason()).isNull());
        // The reason of a success is not looked at.
        assertThat(login(BASE + "outcome: .o\nsuccess: OK\nreason: .r.x", "{\"o\":\"OK\",\"r\":1}")
                        .reason())
                .isNull();
    }

    @Test
    void skippedAndFailed() {
        String mapping = BASE + "when: .type == \"login\"";
        assertThat(map(mapping, "{\"type\":\"logout\"}")).containsExactly(new Mapped.Skipped());
        assertThat(map(BASE + "when: .type", "{}")).containsExactly(new Mapped.Skipped());
        assertThat(map(BASE + "when: .type | select(false)", "{\"type\":1}")).containsExactly(new Mapped.Skipped());
        assertThat(map(BASE + "when: .type.x", "{\"type\":1}"))
                .containsExactly(new Mapped.Failed(
                        MappingKey.WHEN, "The expression of when fails: Cannot index number with string \"x\"."));
        assertThat(map(BASE, "{\"u\":{\"id\":1}}"))
                .containsExactly(
                        new Mapped.Failed(MappingKey.USER, "The expression of user gives an object, not a text."));
        assertThat(map("name: a\nuser: .a.b\ntime: .c.d", "{\"a\":1,\"c\":2}"))
                .singleElement()
                .satisfies(failed -> assertThat(((Mapped.Failed) failed).key()).isEqualTo(MappingKey.USER));
    }

    @Test
    void anExpressionThatExplodesFailsItsRecordAlone() throws Exception {
        Mapper mapper = new Mapper(MappingReader.read(BASE + "device: if .loop then [range(1e9)] else .d end"));
        assertThat(mapper.map("{\"loop\":true}".getBytes(UTF_8)))
                .containsExactly(
                        new Mapped.Failed(
                                MappingKey.DEVICE,
                                "The expression of device fails: it takes too many steps: it loops, or is too slow for a record of this size."));
        assertThat(((Mapped.Login) mapper.map("{\"d\":\"mac\"}".getBytes(UTF_8)).get(0))
                        .login()
                        .device())
                .isEqualTo("mac");
    }

    @Test
    void severalElements() {
        String mapping = BASE + "each: '.a[] + {t: .t}'\nwhen: .k == 1";
        assertThat(
                        map(
                                mapping,
                                "{\"t\":1700000000,\"a\":[{\"k\":1,\"u\":\"ada\"},{\"k\":2},{\"k\":1,\"u\":\"grace\"},{\"k\":{}}]}"))
                .hasSize(4)
                .element(1)
                .isEqualTo(new Mapped.Skipped());
        assertThat(map(mapping, "{\"a\":[]}")).isEmpty();
        assertThat(map(mapping, "{\"a\":1}"))
                .singleElement()
                .satisfies(failed -> assertThat(((Mapped.Failed) failed).key()).isEqualTo(MappingKey.EACH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"u\":\"r\"}",
                "{\"a\":{\"u\":\"x\"}}",
                "{\"a\":{\"e\":[{\"u\":\"x\"},{\"u\":\"y\"}]},\"u\":\"z\"}",
                "{\"a\":{\"e\":[]},\"b\":{\"u\":\"b\"}}",
                "{\"a\":{\"e\":true},\"u\":\"z\"}",
                "{\"a\":5}",
                "{\"b\":5}",
                "{\"b\":false,\"u\":\"z\"}",
                "{\"a\":null,\"b\":{\"u\":{\"x\":1}}}",
                "{\"b\":[1]}",
                "{\"b\":{\"u\":\"1\"},\"b\":null,\"u\":\"2\"}",
                "{\"a\":{\"e\":[1]},\"a\":{},\"u\":\"2\"}",
                "[]",
                "[1]"
            })
    void alternativesOfEach(String record) {
        map(BASE + "each: .a.e[]? // .b // .", record);
        map(BASE + "each: .b // .a\ndevice: .e[0].u\nip: . | keys | .[0]", record);
        map(BASE + "each: .b", record);
        map(BASE + "each: .a.e?", record);
        map(BASE + "each: .a.e[]\ndevice: .", record);
        map(BASE + "each: .a.e // .a\ndevice: .e[0].u?", record);
        map(BASE + "each: if .b.u then .b else . end", record);
        map(BASE + "each: if .u == \"r\" then .a elif .a.e then .a.e[] else .b // . end", record);
        map(BASE + "each: if .a.e[] then .a else . end", record);
        map(BASE + "each: if (.a | length) > 0 then .a else .b end", record);
        map(BASE + "each: if .b then . else .a.e[]? // . end", record);
        map(BASE + "each: if . == [] then . else .b? // . end", record);
    }

    @Test
    void tooManyElements() {
        String record = "{\"a\":[" + "{},".repeat(9_999) + "{}]}";
        assertThat(map(BASE + "each: .a[]", record)).hasSize(10_000);
        assertThat(map(BASE + "each: .a[]", record.replace("[", "[{},")))
                .containsExactly(new Mapped.Failed(
                        MappingKey.EACH, "The expression of each fails: it gives more than 10000 elements."));
    }

    @Test
    void recordsThatAreNoJson() {
        for (String each : new String[] {"", "each: .a[]"}) {
            for (String record : new String[] {
                "",
                "1",
                "{",
                "{}{}",
                "{\"a\":}",
                "{\"a\":\"\\ud800\"}",
                "\ufeff{}",
                "{\"a\":" + "1".repeat(1_001) + "}",
                "[".repeat(1_001) + "]".repeat(1_001)
            }) {
                assertThatThrownBy(() -> new Mapper(MappingReader.read(BASE + each)).map(record.getBytes(UTF_8)))
                        .as(record)
                        .isInstanceOf(MalformedJsonException.class);
            }
            assertThatThrownBy(
                            () -> new Mapper(MappingReader.read(BASE + each)).map(new byte[] {'{', (byte) 0xff, '}'}))
                    .isInstanceOf(MalformedJsonException.class);
        }
    }

    @Test
    void deepRecordsDoNotOverflowTheStack() {
        String deep = "{\"u\":\"ada\",\"x\":" + "[".repeat(998) + "]".repeat(998) + "}";
        assertThat(login(BASE, deep).user()).isEqualTo("ada");
        assertThat(map(BASE + "device: .x | tojson", deep)).singleElement().satisfies(failed -> assertThat(
                        ((Mapped.Failed) failed).sentence())
                .contains("deeper"));
    }
}
