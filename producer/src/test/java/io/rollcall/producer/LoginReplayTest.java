package io.rollcall.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginReplayTest {
    private static final long NOW = 1_800_000_000_456L;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);

    @Test
    void lines_keepTheirBytesAndOrder() throws IOException {
        assertThat(replay("{\"b\" : 1}\n\u00ff\u00fe\u0000\n  {} \r\nlast"))
                .containsExactly("{\"b\" : 1}", "\u00ff\u00fe\u0000", "  {} \r", "last");
    }

    @Test
    void blankLines_areSkipped() throws IOException {
        assertThat(replay("\n\r\n \t \nx\n\n\n")).containsExactly("x");
        assertThat(replay("")).isEmpty();
    }

    @Test
    void linesLongerThanTheBuffer_areReadWhole() throws IOException {
        String line = "x".repeat(1_000_000);
        assertThat(replay(line + "\n" + line + "y\n")).containsExactly(line, line + "y");
    }

    @Test
    void streamOfSingleBytes_isReadTheSame() throws IOException {
        InputStream slow = new ByteArrayInputStream("ab\n\ncd\n".getBytes(ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
        assertThat(readAll(new LoginReplay(slow))).containsExactly("ab", "cd");
    }

    @Test
    void restamp_movesTheFirstTimeToNowAndKeepsGapsUnitsAndForms() throws IOException {
        String lines = """
                {"timestamp": 1694479551, "user_id": "a"}
                {"timestamp":"1694479552250","x":{"timestamp":5}}
                {"timestamp": 1694479550.5}
                {"timestamp": " 1.694479561e9 "}
                {"timestamp": 1694479552250999}
                {"timestamp": "1694479552250999999"}
                {"timestamp": "2023-09-12T02:45:52.250999+02:00"}
                """;
        assertThat(restamp(lines))
                .containsExactly(
                        "{\"timestamp\": 1800000000, \"user_id\": \"a\"}",
                        "{\"timestamp\":\"1800000001250\",\"x\":{\"timestamp\":5}}",
                        "{\"timestamp\": 1799999999.5}",
                        "{\"timestamp\": \"1800000010\"}",
                        "{\"timestamp\": 1800000001250000}",
                        "{\"timestamp\": \"1800000001250000000\"}",
                        "{\"timestamp\": \"2027-01-15T08:00:01.250Z\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"user_id\": \"a\"}",
                "{\"timestamp\": null}",
                "{\"timestamp\": \"yesterday\"}",
                "{\"timestamp\": [1694479551]}",
                "{\"timestamp\": 0}",
                "{\"timestamp\": 1694479551",
                "{\"timestamp\": 1694479551}}",
                "{\"timestamp\": 1694479551} {}",
                "{\"x\": {\"timestamp\": 1694479551}}",
                "[{\"timestamp\": 1694479551}]",
                "{\"timestamp\": 0e99999999999}",
                "hello"
            })
    void restamp_keepsLinesWithoutAValidTimestamp(String line) throws IOException {
        assertThat(restamp(line)).containsExactly(line);
    }

    @Test
    void restamp_replacesTheLastOfDuplicateFieldsWhichCounts() throws IOException {
        assertThat(restamp("{\"timestamp\": 1, \"timestamp\": 1694479551}"))
                .containsExactly("{\"timestamp\": 1, \"timestamp\": 1800000000}");
    }

    @Test
    void restamp_endingNow_movesTheNewestToNow() throws IOException {
        Recording recording = Recording.scan(in("{\"timestamp\":1694479551}\n\n{\"timestamp\":1694479561}\n{}\n"), 99);
        assertThat(recording)
                .isEqualTo(new Recording(3, 2, 1_694_479_551_000L, 1_694_479_551_000L, 1_694_479_561_000L));
        assertThat(recording.spanMillis()).isEqualTo(10_000);
        LoginReplay replay = new LoginReplay(
                in("{\"timestamp\":1694479551}\n{\"timestamp\":1694479561}"),
                Restamp.endingNow(recording.newest(), CLOCK));
        assertThat(readAll(replay)).containsExactly("{\"timestamp\":1799999990}", "{\"timestamp\":1800000000}");
    }

    @Test
    void restamp_eachNow_givesEachTheTimeOfItsSending() throws IOException {
        LoginReplay replay = new LoginReplay(
                in("{\"timestamp\":1694479551}\n{\"timestamp\":1694479999250}"), Restamp.eachNow(CLOCK));
        assertThat(readAll(replay)).containsExactly("{\"timestamp\":1800000000}", "{\"timestamp\":1800000000250}");
    }

    @Test
    void recordAtItsTime_waitsForTheGapBeforeIt_andOneWithoutTimeForNothing() throws IOException {
        LoginReplay replay = LoginReplay.atTheirTimes(
                in("{\"timestamp\":1694479551}\n{\"timestamp\":1694479561}\nx\n{\"timestamp\":1694479541}"),
                Restamp.startingNow(CLOCK),
                CLOCK);
        List<Long> waits = new ArrayList<>();
        while (replay.next() != null) {
            waits.add(replay.waitMillis());
        }
        assertThat(waits).containsExactly(-456L, 9_544L, 9_544L, -10_456L);
    }

    @Test
    void byteOrderMark_atTheStartOfAFile_isNoPartOfItsFirstLine() throws IOException {
        assertThat(replay("\u00ef\u00bb\u00bf{}\n\u00ef\u00bb\u00bf{}")).containsExactly("{}", "\u00ef\u00bb\u00bf{}");
        assertThat(replay("\u00ef\u00bb")).containsExactly("\u00ef\u00bb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "{|several lines; convert it",
                "  \"user_id\": \"a\",|several lines",
                "}|several lines",
                "[{}|a JSON array",
                "[]|a JSON array",
                "\"{\\\"a\\\":1}\"|JSON within a JSON string",
                "\u00ff\u00fe{\u0000|UTF-16",
                "{\u0000\"\u0000|UTF-16",
                "\u0000{\u0000\"|UTF-16",
                "\u001f\u008b\u0008\u0000|compressed",
                "\u0000\u0000\u0000\u0000\u0007x|Schema Registry",
                "user_id,locale|its first line is not a JSON object",
                "{\"a\":1|its first line is not a JSON object",
                "{} {}|its first line is not a JSON object",
                "5|its first line is not a JSON object"
            })
    void fileThatHoldsNoObjectPerLine_isRefusedAtItsFirstLine(String line, String problem) throws IOException {
        LoginReplay replay = new LoginReplay(in("\n" + line + "\n{}\n"));
        assertThat(RecordingCheck.problem(replay))
                .hasValueSatisfying(said -> assertThat(said).contains(problem));
    }

    @Test
    void fileOfObjects_isAccepted_andLosesNoLine() throws IOException {
        LoginReplay replay = new LoginReplay(in(" {\"a\":[{}]} \nbad\n"));
        assertThat(RecordingCheck.problem(replay)).isEmpty();
        assertThat(readAll(replay)).containsExactly(" {\"a\":[{}]} ", "bad");
        assertThat(RecordingCheck.problem(new LoginReplay(in("")))).isEmpty();
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
    }

    private static List<String> replay(String text) throws IOException {
        return readAll(new LoginReplay(in(text)));
    }

    private static List<String> restamp(String text) throws IOException {
        return readAll(new LoginReplay(in(text), Restamp.startingNow(CLOCK)));
    }

    private static List<String> readAll(LoginSource source) throws IOException {
        List<String> values = new ArrayList<>();
        for (LoginRecord record = source.next(); record != null; record = source.next()) {
            assertThat(record.key()).isNull();
            values.add(new String(record.value(), ISO_8859_1));
        }
        return values;
    }
}
