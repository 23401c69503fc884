package io.rollcall.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.source.mapping.MappingReader;
import io.rollcall.source.mapping.Presets;
import io.rollcall.testkit.geo.LocatedDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rollcall source} on files: no Kafka is needed. */
class SourceCommandTest {
    private static final String MAPPING = "name: ours\nwhen: .a == \"login\"\nuser: .u\ntime: .t\nregion: .s\n";
    private static final String TIME = "\"2026-11-23T14:03:20Z\"";

    @TempDir
    private Path temp;

    @Test
    void list_hasOneLineForEachPreset() {
        CommandRun run = CommandRun.of("source", "list");
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines()).hasSize(Presets.names().size() + 2);
        assertThat(run.lines().get(0)).startsWith("PRESET").endsWith("WHAT IT READS");
        assertThat(run.out()).contains(Presets.title("keycloak"), "rollcall  ");
        assertThat(CommandRun.of("source", "list", "-o", "json").lines())
                .hasSize(Presets.names().size())
                .allMatch(line -> line.startsWith("{\"name\":\""));
    }

    @Test
    void show_printsTheFileAsItIs() {
        assertThat(CommandRun.of("source", "show", "okta").out()).isEqualTo(Presets.text("okta"));
        isUsage(CommandRun.of("source", "show", "okat"), "there is no preset 'okat': did you mean okta?");
        isUsage(CommandRun.of("source", "show", "xyzzyx"), "`rollcall source list` lists them");
        isUsage(CommandRun.of("source", "show", "rollcall"), "has no mapping file");
    }

    @Test
    void withoutACommand_orWithAWrongOne_itSaysSo() {
        isUsage(CommandRun.of("source"), "a command is missing, such as list");
        isUsage(CommandRun.of("source", "tri"), "did you mean try?");
        assertThat(CommandRun.of("help", "source", "try").out()).startsWith("Usage: rollcall source try");
        isUsage(CommandRun.of("help", "source", "tri"), "did you mean try?");
    }

    @Test
    void tryWithADatabase_showsThePlaceOfAddresses_andHowManyHaveOne() throws IOException {
        Path records = write(
                "addresses.ndjson",
                "{\"a\":\"login\",\"u\":\"ada\",\"t\":" + TIME + ",\"s\":\"Utah\",\"i\":\"81.2.69.1\"}",
                "{\"a\":\"login\",\"u\":\"bob\",\"t\":" + TIME + ",\"i\":\"10.0.0.1, 81.2.69.1\"}",
                "{\"a\":\"login\",\"u\":\"eve\",\"t\":" + TIME + ",\"i\":\"10.0.0.1\"}");
        Path database = LocatedDatabase.write(temp.resolve("geo.mmdb"), Instant.parse("2026-11-01T00:00:00Z"));
        String[] command = {
            "source", "try", mapping(MAPPING + "ip: .i\n"), "--file", "" + records, "--geo-database", "" + database
        };
        assertThat(CommandRun.of(command).out())
                .containsPattern(" UT +ada ")
                .containsPattern(" GBR +bob ")
                .containsPattern(" - +eve ")
                .contains("1 in another country, 1 unknown. Of 1 the address says it.");
        List<String> json = CommandRun.of(Stream.concat(Stream.of(command), Stream.of("-o", "json"))
                        .toArray(String[]::new))
                .lines();
        assertThat(json.get(1)).contains("\"locale\":\"GBR\",\"place_source\":\"address\"");
        assertThat(json.get(3)).contains("\"by_address\":1");
        isUsage(
                CommandRun.of("source", "try", "okta", "--file", "" + records, "--geo-database", "" + records),
                "--geo-database");
    }

    @Test
    void tryOnAFile_hasALineForEachRecord_andASummary() throws IOException {
        Path records = write(
                "records.ndjson",
                "{\"a\":\"login\",\"u\":\"ada\",\"t\":" + TIME + ",\"s\":\"Utah\"}",
                "",
                "{\"a\":\"logout\"}",
                "{\"a\":\"login\",\"t\":" + TIME + "}\r",
                "{\"a\":\"login\",\"u\":\"\\u001b[31mred\\u202e\",\"t\":" + TIME + "}");
        CommandRun run = CommandRun.of("source", "try", mapping(MAPPING), "--file", records.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        List<String> lines = run.lines();
        assertThat(lines.get(0)).startsWith("RECORD").endsWith("REASON");
        assertThat(lines.get(1)).matches("1 +counted +2026-11-23T14:03:20.000Z +UT +ada +- +-");
        assertThat(lines.get(2)).matches("3 +skipped");
        assertThat(lines.get(3)).matches("4 +rejected .*missing_user_id: user is missing.*");
        assertThat(lines.get(4)).contains("\\u001b[31mred\\u202e").doesNotContain("\u001b", "\u202e");
        assertThat(run.out())
                .contains("4 records: 2 counted, 0 failed, 0 late, 1 skipped, 1 rejected.")
                .contains("Rejected for missing_user_id: 1, such as 4: user is missing")
                .contains(
                        "Place: of 2 logins, 1 in a US state, 0 in the US without a state, 0 in another country, 1 unknown.")
                .contains("Empty: region in 1.")
                .contains("Not in the mapping: country, ip, device")
                .contains("have no Kafka timestamp");
    }

    @Test
    void tryWithoutAMapping_readsTheBuiltInForm_andSaysWhatHelpsAgainstOther() throws IOException {
        String login = "{\"user_id\":\"ada\",\"timestamp\":1795442600,\"ip\":\"81.2.69.1\",\"locale\":\"%s\"}";
        Path records = write(
                "records.ndjson",
                login.formatted("Utah"),
                login.formatted("Canada"),
                login.formatted("CAN"),
                login.formatted("RU"),
                login.formatted(""),
                "{\"timestamp\":1795442600}");
        String[] command = {"source", "try", "rollcall", "--file", records.toString()};
        CommandRun run = CommandRun.of(command);
        assertThat(run.exitCode()).isZero();
        assertThat(run.lines().get(1)).matches("1 +counted +2026-11-23T14:03:20.000Z +UT +ada +- +81.2.69.1");
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains("6 records: 5 counted, 0 failed, 0 late, 0 skipped, 1 rejected.")
                .contains("Place: of 5 logins, 1 in a US state, 0 in the US without a state, 3 in another country, 1"
                        + " unknown.")
                .contains(
                        "Unknown places with a public address: 1. A database for --geo-database may know where these are.")
                .contains("OTHER: 3 logins from outside of --locales us: CAN 2, RUS 1. --locales world counts every"
                        + " country by its own name.")
                .doesNotContain("Not in the mapping");
        String[] world = Stream.concat(Stream.of(command), Stream.of("--locales", "world"))
                .toArray(String[]::new);
        assertThat(CommandRun.of(world).out()).doesNotContain("OTHER");
    }

    @Test
    void tryAsJson_isOneObjectPerLine() throws IOException {
        Path records = write("r", "{\"a\":\"login\",\"u\":\"ada\",\"t\":" + TIME + "}", "{}");
        CommandRun run = CommandRun.of("source", "try", mapping(MAPPING), "--file", records.toString(), "-o", "json");
        assertThat(run.lines()).hasSize(3).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(run.lines().get(0)).startsWith("{\"record\":\"1\",\"result\":\"counted\",\"user\":\"ada\"");
        assertThat(run.lines().get(2)).startsWith("{\"summary\":{\"records\":2,\"counted\":1,");
    }

    @Test
    void tryReadsStandardInput_andNoMoreRecordsThanAsked() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(
                "{\"user_id\":\"a\",\"timestamp\":1795442600}\n".repeat(5).getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(CommandRun.of("source", "try", "fetch", "--file", "-", "-n", "3")
                            .out())
                    .contains("3 records: 3 counted");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aValueThatIsTooLong_isRejected_withoutKeepingAllOfIt() throws IOException {
        Path records = write("r", "{\"x\":\"" + "x".repeat(3 << 20) + "\"}", "{}");
        CommandRun run = CommandRun.of("source", "try", mapping(MAPPING), "--file", records.toString());
        assertThat(run.out()).contains("malformed_json: The value is longer than 1 MiB: 3145736 bytes.", "1 skipped");
    }

    @Test
    void aMappingWithProblems_isRefused_withAllOfThem() throws IOException {
        CommandRun run =
                CommandRun.of("source", "try", mapping("name: Ours\nusr: .u\ntime: .t(\n"), "--file", "no-such-file");
        isUsage(run, "ours.yaml has 4 problems: line 1, column 1: ");
        assertThat(run.err()).contains("line 2, column 1: 'usr' is no key", "line 3, column ");
        isUsage(CommandRun.of("source", "try", "okat", "--file", "x"), "no preset or file 'okat': did you mean okta?");
        isUsage(CommandRun.of("source", "try", temp.toString(), "--file", "x"), "is a folder");
        isUsage(CommandRun.of("source", "try", "rolcall", "--file", "x"), "did you mean rollcall?");
        isUsage(CommandRun.of("source", "try", "a\u0000b", "--file", "x"), "no preset or file");
    }

    @Test
    void filesAndTopics_areNotMixed() throws IOException {
        isUsage(CommandRun.of("source", "try", "okta", "--file", "x", "--topic", "y"), "--topic or --file, not both");
        isUsage(CommandRun.of("source", "suggest", "--file", "x", "--from", "1h"), "--file does not take --from");
        CommandRun missing = CommandRun.of(
                "source", "try", "okta", "--file", temp.resolve("none").toString());
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err())
                .contains("cannot read")
                .contains("check --file")
                .hasLineCount(1);
    }

    @Test
    void suggest_proposesAFileThatTryTakes() throws Exception {
        Path records = write(
                "our logins.ndjson",
                Collections.nCopies(4, "{\"what\":{\"time\":" + TIME + ",\"user name\":\"ada\",\"state\":\"Utah\"}}")
                        .toArray(String[]::new));
        CommandRun run = CommandRun.of("source", "suggest", "--file", records.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "name: our-logins",
                        "user: .what[\"user name\"]",
                        "# Try it: rollcall source try FILE --file '");
        assertThat(MappingReader.read(run.out()).name()).isEqualTo("our-logins");
        CommandRun tried = CommandRun.of("source", "try", mapping(run.out()), "--file", records.toString());
        assertThat(tried.out()).contains("4 records: 4 counted");

        Path empty = write("empty");
        assertThat(CommandRun.of("source", "suggest", "--file", empty.toString())
                        .err())
                .contains("there is no record to look at");
    }

    @Test
    void whereAPresetFits_suggestSaysSo_unlessItIsNotWanted() throws Exception {
        Path records = write(
                "r.ndjson",
                "{\"id\":\"1\",\"time\":1795442600123,\"type\":\"LOGIN\",\"userId\":\"u\",\"ipAddress\":\"192.0.2.7\"}",
                "{\"id\":\"2\",\"time\":1795442601123,\"type\":\"LOGIN_ERROR\",\"error\":\"user_not_found\"}");
        CommandRun run = CommandRun.of("source", "suggest", "--file", records.toString());
        assertThat(run.out())
                .startsWith("# The preset keycloak fits: of 2 records it makes 2 logins (1 failed), 0 skipped")
                .contains("--source keycloak")
                .endsWith(Presets.text("keycloak"));
        CommandRun own = CommandRun.of("source", "suggest", "--no-preset", "--file", records.toString());
        assertThat(own.out()).startsWith("# Proposed by").contains("outcome: .type");
    }

    @Test
    void aReaderThatHasEnded_isNoError() throws IOException {
        Path records = write("r", Collections.nCopies(500, "{}").toArray(String[]::new));
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertThat(RollcallCommand.run(
                        closed, OutputStream.nullOutputStream(), "source", "try", "okta", "--file", records.toString()))
                .isZero();
    }

    private String mapping(String text) throws IOException {
        return Files.writeString(temp.resolve("ours.yaml"), text).toString();
    }

    private Path write(String name, String... lines) throws IOException {
        return Files.write(temp.resolve(name), List.of(lines));
    }

    private static void isUsage(CommandRun run, String said) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasLineCount(1).startsWith("rollcall: ").contains(said);
    }
}
