package io.rollcall.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    private static final String TYPOS = "0123456789-:.TtZz+ \u0665";
    private static final DateTimeFormatter FORMATTER = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long YEAR_10_000 =
            Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();

    @Test
    void times_areWrittenAsByTheFormatterAndReadBack() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            long ordinary = YEAR_0 + (long) (random.nextDouble() * (YEAR_10_000 - YEAR_0));
            check(i % 20 == 0 ? random.nextLong() : ordinary);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, 946_684_800_000L, 951_782_400_000L})
    void edges_areWrittenAsByTheFormatterAndReadBack(long edge) {
        check(edge);
        for (long near = -2; near <= 2; near++) {
            check(YEAR_0 + near);
            check(YEAR_10_000 + near);
        }
    }

    private static void check(long millis) {
        String text = IsoTime.format(millis);
        if (!text.equals(FORMATTER.format(Instant.ofEpochMilli(millis))) || IsoTime.parse(text) != millis) {
            throw new AssertionError(millis + " became " + text);
        }
    }

    @Test
    void texts_areReadAsByTheFormatter() {
        Random random = new Random(2);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder("2024-02-29T23:59:59.999Z");
            for (int times = 1 + random.nextInt(2); times > 0; times--) {
                text.setCharAt(random.nextInt(text.length()), TYPOS.charAt(random.nextInt(TYPOS.length())));
            }
            Long expected = orNull(text.toString(), IsoTimeTest::parseByFormatter);
            Long actual = orNull(text.toString(), IsoTime::parse);
            if (expected == null ? actual != null : !expected.equals(actual)) {
                throw new AssertionError(text + " is " + expected + ", not " + actual);
            }
        }
    }

    private interface Parser {
        long parse(String text);
    }

    private static Long orNull(String text, Parser parser) {
        try {
            return parser.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static long parseByFormatter(String text) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from).toEpochMilli();
    }

    @ParameterizedTest
    @CsvSource({
        "2023-09-12T00:45:51Z, 1694479551000",
        "2023-09-12T02:45:51.1+02:00, 1694479551100",
        "2023-09-12T00:45:51.123456789Z, 1694479551123",
        "2023-09-11T18:45:51.0000-06:00, 1694479551000"
    })
    void otherIsoForms_areRead(String text, long millis) {
        assertThat(IsoTime.parse(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2023-09-12",
                "2023-02-29T00:00:00.000Z",
                "2023-13-01T00:00:00.000Z",
                "2023-09-12T24:00:00.000Z",
                "+999999999-12-31T23:59:59Z"
            })
    void anyOtherText_isRefused(String text) {
        assertThatExceptionOfType(DateTimeParseException.class).isThrownBy(() -> IsoTime.parse(text));
    }
}
