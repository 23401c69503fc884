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
                """;
        assertThat(restamp(lines))
                .containsExactly(
                        "{\"timestamp\": 1800000000, \"user_id\": \"a\"}",
                        "{\"timestamp\":\"1800000001250\",\"x\":{\"timestamp\":5}}",
                        "{\"timestamp\": 1799999999.5}",
                        "{\"timestamp\": \"1800000010\"}");
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

    private static List<String> replay(String text) throws IOException {
        return readAll(new LoginReplay(new ByteArrayInputStream(text.getBytes(ISO_8859_1))));
    }

    private static List<String> restamp(String text) throws IOException {
        return readAll(new LoginReplay(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), new Restamp(CLOCK)));
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
