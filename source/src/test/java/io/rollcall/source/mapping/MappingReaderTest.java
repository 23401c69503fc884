package io.rollcall.source.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingReaderTest {
    private static final String VALID = """
            # A comment.
            name: ours
            when: .type == "login"
            user: .user.id // .user.name   # the first of both
            time: .at
            outcome: .result
            success: [OK, "0"]
            """;

    @Test
    void readsEveryKey() throws Exception {
        Mapping mapping = MappingReader.read("""
                name: all
                each: .events[]
                when: .a
                user: .b
                time: .c
                time-format: yyyy-MM-dd HH:mm:ss
                time-zone: America/Denver
                region: .d
                country: .e
                ip: .f
                device: .g
                device-id: .h
                app-version: .i
                outcome: .j
                success: OK
                reason: .k
                event-id: >-
                  .l
                  // .m
                """);
        assertThat(mapping.texts()).hasSize(MappingKey.values().length - 1);
        assertThat(mapping.success()).containsExactly("OK");
        assertThat(mapping.text(MappingKey.EVENT_ID)).isEqualTo(".l // .m");
    }

    @Test
    void valuesOfSuccessAreTexts() throws Exception {
        Mapping mapping = MappingReader.read(VALID.replace("[OK, \"0\"]", "[0, true, null, 1.50, OK]"));
        assertThat(mapping.success()).containsExactly("0", "true", "null", "1.50", "OK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "users: .a ~ line 1, column 1: 'users' is no key of a mapping; do you mean user?",
                "device_id: .a ~ line 1, column 1: 'device_id' is no key of a mapping; do you mean device-id?",
                "Time: .a ~ line 1, column 1: 'Time' is no key of a mapping; do you mean time?",
                "xyz: .a ~ line 1, column 1: 'xyz' is no key of a mapping",
                "ip: .a.b[ ~ line 1, column 10: ip: the expression ends too early",
                "ip: .a ~ line ok",
                "ip: '.a | foo' ~ line 1, column 11: ip: there is no function foo, and a text needs quotation marks",
                "ip: .a ++ .b ~ line 1, column 9: ip: unexpected +",
                "ip: selct(.a) ~ line 1, column 5: ip: there is no function selct; do you mean select?",
                "ip: test(.a; .b; .c) ~ line 1, column 5: ip: the function test takes 1 or 2 arguments, not 3",
                "ip: $x ~ line 1, column 5: ip: there is no variable $x",
                "ip: now ~ line 1, column 5: ip: the function now does not exist here: an expression depends on its record alone",
                "ip: env.HOME ~ line 1, column 5: ip: the function env does not exist here: an expression depends on its record alone",
                "ip: $ENV.HOME ~ line 1, column 5: ip: $ENV does not exist here: an expression depends on its record alone",
                "ip: input ~ line 1, column 5: ip: the function input does not exist here: an expression depends on its record alone",
                "ip: test(\"(?=a)\") ~ line 1, column 5: ip: test: Regex failure: \"(?=a)\" looks around by (?=, which is not supported",
                "ip: '\"a' ~ line 1, column 6: ip: a string has no end",
                "ip: ~ line 1, column 4: ip has no value; leave the key out if the source does not have it",
                "ip: [.a] ~ line 1, column 5: ip must be one text: put the expression into single quotation marks",
                "ip: {a: .b} ~ line 1, column 5: ip must be one text: put the expression into single quotation marks",
                "name: Ours ~ line 1, column 7: name must consist of lower-case letters, digits and dashes, at most 63 characters",
                "success: [[a]] ~ line 1, column 11: success must be a list of texts, such as [SUCCESS]",
                "success: [] ~ line 1, column 10: success has no values",
                "success: [OK] ~ line 1, column 1: success says which values of outcome mean success, but outcome is missing",
                "outcome: .a ~ line 1, column 1: outcome needs success: the list of its values that mean success",
                "reason: .a ~ line 1, column 1: reason is only read for failed logins: give outcome and success, too",
                "time-zone: Denver ~ line 1, column 12: there is no time zone 'Denver'; use a name such as America/Denver or UTC",
                "time-format: yyyy-MM-dd HH:mm ~ line 1, column 1: time-format has no offset: say by time-zone where its clock is, such as UTC or America/Denver",
                "time-format: HH:mm:ssXXX ~ line ok",
            })
    void oneProblem(String line, String expected) {
        String rest = Stream.of("name: ours", "user: .u", "time: .t")
                .filter(other -> !other.startsWith(line.substring(0, line.indexOf(':') + 1)))
                .reduce("", (a, b) -> a + "\n" + b);
        List<Problem> problems = problems(line + rest);
        if (expected.equals("line ok")) {
            assertThat(problems.size()).isLessThanOrEqualTo(1);
        } else {
            assertThat(problems).map(Problem::toString).contains(expected);
        }
    }

    @Test
    void aTimeFormatMustGiveATime() {
        assertThat(problems("name: a\nuser: .u\ntime: .t\ntime-format: HH:mm:ss\ntime-zone: UTC"))
                .map(Problem::message)
                .singleElement()
                .asString()
                .startsWith("time-format needs both a date");
        assertThat(problems("name: a\nuser: .u\ntime: .t\ntime-format: yyyy-MM-dd bbb"))
                .map(Problem::message)
                .singleElement()
                .asString()
                .startsWith("time-format is no pattern such as");
        assertThat(problems("name: a\nuser: .u\ntime: .t\ntime-format: dd/MMM/yyyy:HH:mm:ss Z"))
                .isEmpty();
        assertThat(problems("name: a\nuser: .u\ntime: .t\ntime-format: M/d/yyyy h:mm:ss a\ntime-zone: UTC"))
                .isEmpty();
    }

    @Test
    void allProblemsAtOnceInTheOrderOfTheFile() {
        assertThat(problems("""
                        name: ours
                        usr: .u
                        ip: .a[
                        ip: .b
                        region: '.a | x'
                        country: >-
                          .a
                          | nope
                        """))
                .map(Problem::toString)
                .containsExactly(
                        "line 1, column 1: time is missing",
                        "line 1, column 1: user is missing: without it every login would be rejected",
                        "line 2, column 1: 'usr' is no key of a mapping; do you mean user?",
                        "line 3, column 8: ip: the expression ends too early",
                        "line 4, column 1: ip stands twice",
                        "line 5, column 15: region: there is no function x, and a text needs quotation marks",
                        "line 6, column 10: country: there is no function nope, and a text needs quotation marks (at: nope)");
    }

    @Test
    void whatIsNoMapping() {
        assertThat(problems("")).map(Problem::message).containsExactly("the file is empty");
        assertThat(problems("- a\n- b"))
                .map(Problem::message)
                .containsExactly("the file must consist of lines of the form key: value");
        assertThat(problems("name: ours\nwhen: .a: .b")).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).startsWith("this is not YAML").contains("single quotation marks");
        });
        MappingException notUtf8 =
                catchThrowableOfType(MappingException.class, () -> MappingReader.read(new byte[] {(byte) 0xff}));
        assertThat(notUtf8).hasMessage("line 1, column 1: the file is not UTF-8");
        assertThat(problems("a".repeat(300_000))).hasSize(1);
    }

    @Test
    void anAliasBombIsRefused() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(problems(yaml.toString())).isNotEmpty();
    }

    @Test
    void theCanonicalTextIgnoresForm() throws Exception {
        Mapping mapping = MappingReader.read(VALID);
        Mapping other = MappingReader.read("""
                time: '.at'
                success: ["0", OK]
                "user": >-
                  .user.id
                    //   .user.name # inside
                outcome: ".result"
                each: .
                when: '.type   == "login"'
                name: other
                """);
        assertThat(other.canonicalText()).isEqualTo(mapping.canonicalText());
        assertThat(other.sha256()).isEqualTo(mapping.sha256()).hasSize(64);
        assertThat(mapping.canonicalText())
                .isEqualTo(
                        "{\"when\":\".type == \\\"login\\\"\",\"user\":\".user .id // .user .name\",\"time\":\".at\","
                                + "\"outcome\":\".result\",\"success\":[\"0\",\"OK\"]}");
    }

    @Test
    void theCanonicalTextShowsWhatDecides() throws Exception {
        String before = MappingReader.read(VALID).sha256();
        assertThat(MappingReader.read(VALID.replace("\"login\"", "\"log in\"")).sha256())
                .isNotEqualTo(before);
        assertThat(MappingReader.read(VALID.replace("OK", "ok")).sha256()).isNotEqualTo(before);
        assertThat(MappingReader.read(VALID + "time-zone: UTC").sha256()).isNotEqualTo(before);
    }

    @Test
    void canBeSentToAnotherMachine() throws Exception {
        Mapping mapping = Presets.load("okta");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(mapping);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(mapping);
        }
    }

    @Test
    void theSchemaNamesTheSameKeys() throws Exception {
        JsonNode schema = new ObjectMapper()
                .readTree(Path.of("../docs/mapping.schema.json").toFile());
        List<String> properties = new ArrayList<>();
        schema.get("properties").fieldNames().forEachRemaining(properties::add);
        assertThat(properties)
                .containsExactlyElementsOf(
                        Stream.of(MappingKey.values()).map(MappingKey::yamlName).toList());
        List<String> required = new ArrayList<>();
        schema.get("required").forEach(name -> required.add(name.textValue()));
        assertThat(required)
                .containsExactlyElementsOf(Stream.of(MappingKey.values())
                        .filter(MappingKey::isRequired)
                        .map(MappingKey::yamlName)
                        .toList());
        assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
        for (MappingKey key : MappingKey.values()) {
            JsonNode property = schema.get("properties").get(key.yamlName());
            assertThat(property.get("description").textValue())
                    .as(key.yamlName())
                    .isNotBlank();
            String type = key.kind() == MappingKey.Kind.EXPRESSION ? "#/$defs/expression" : null;
            assertThat(property.path("$ref").textValue()).as(key.yamlName()).isEqualTo(type);
        }
        assertThat(schema.at("/dependentRequired/outcome/0").textValue()).isEqualTo("success");
        assertThat(schema.at("/dependentRequired/success/0").textValue()).isEqualTo("outcome");
        assertThat(schema.at("/dependentRequired/reason/0").textValue()).isEqualTo("outcome");
    }

    /** Without a bound, the heap would end before the file does. */
    @Test
    void fileWithoutEnd_isReadNoFurtherThanAMappingMayBeLong() {
        MappingException refused =
                catchThrowableOfType(MappingException.class, () -> MappingReader.read(Path.of("/dev/zero")));
        assertThat(refused.problems()).singleElement().asString().contains("longer than 256 KiB");
    }

    private static List<Problem> problems(String yaml) {
        try {
            MappingReader.read(yaml.getBytes(StandardCharsets.UTF_8));
            return List.of();
        } catch (MappingException e) {
            return e.problems();
        }
    }
}
