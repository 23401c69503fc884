package io.rollcall.model.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T14:03:20Z, 2026-11-23T14:03:20Z",
        "2026-11-23T14:03:20.1Z, 2026-11-23T14:03:20.100Z",
        "2026-11-23T14:03:20.1239999Z, 2026-11-23T14:03:20.123Z",
        "2026-11-23T14:03:20.12345678901234567890Z, 2026-11-23T14:03:20.123Z",
        "'2026-11-23T14:03:20,5Z', 2026-11-23T14:03:20.500Z",
        "2026-11-23T14:03:20-05:00, 2026-11-23T19:03:20Z",
        "2026-11-23T14:03:20.25+0530, 2026-11-23T08:33:20.250Z",
        "2026-11-23T14:03:20+01, 2026-11-23T13:03:20Z",
        "2026-11-23 14:03:20 Z, 2026-11-23T14:03:20Z",
        "2026-11-23 14:03:20 -0500, 2026-11-23T19:03:20Z",
        "2026-11-23t14:03z, 2026-11-23T14:03:00Z",
        "' 2026-11-23T14:03:20Z\t', 2026-11-23T14:03:20Z",
        "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
        "1700000000, 2023-11-14T22:13:20Z",
        "1700000000.5, 2023-11-14T22:13:20.500Z",
        "1.7e9, 2023-11-14T22:13:20Z",
        "1700000000123, 2023-11-14T22:13:20.123Z",
        "1700000000123.9, 2023-11-14T22:13:20.123Z",
        "1700000000123999, 2023-11-14T22:13:20.123Z",
        "1700000000123999999, 2023-11-14T22:13:20.123Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "99999999999999, 5138-11-16T09:46:39.999Z",
        "100000000000000, 1973-03-03T09:46:40Z",
        "99999999999999999, 5138-11-16T09:46:39.999Z",
        "100000000000000000, 1973-03-03T09:46:40Z",
        "9999999999999999999, 2286-11-20T17:46:39.999Z",
    })
    void aTime(String text, Instant time) {
        assertThat(EventTime.parseMillis(text)).hasValue(time.toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-11-23",
                "2026-11-23T14:03:20",
                "2026-11-23T14:03:20.",
                "2026-11-23T14:03:20.Z",
                "2026-11-23T14:03:2Z",
                "2026-11-23T14Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T14:60:00Z",
                "2026-11-23T14:03:60Z",
                "2026-13-23T14:03:20Z",
                "2026-00-23T14:03:20Z",
                "2026-02-29T14:03:20Z",
                "2026-11-31T14:03:20Z",
                "2026-11-23T14:03:20+19:00",
                "2026-11-23T14:03:20+05:60",
                "2026-11-23T14:03:20+5:00",
                "2026-11-23T14:03:20ZZ",
                "2026-11-23T14:03:20  Z",
                "2026-11-23T14:03:20 UTC",
                "2026/11/23T14:03:20Z",
                "٢٠٢٦-11-23T14:03:20Z",
                "11/23/2026 14:03:20",
                "1e30",
                "10000000000000000000",
                "0x10"
            })
    void noTime(String text) {
        assertThat(EventTime.parseMillis(text)).isEmpty();
    }

    @Test
    void aZoneIsForTimesWithoutOffset() {
        ZoneId denver = ZoneId.of("America/Denver");
        assertThat(EventTime.parseMillis("2026-11-23 14:03:20.5", denver))
                .hasValue(Instant.parse("2026-11-23T21:03:20.500Z").toEpochMilli());
        assertThat(EventTime.parseMillis("2026-11-23T14:03Z", denver))
                .hasValue(Instant.parse("2026-11-23T14:03:00Z").toEpochMilli());
        // 01:30 happens twice on this day; the first one is in daylight saving time.
        assertThat(EventTime.parseMillis("2026-11-01T01:30:00", denver))
                .hasValue(Instant.parse("2026-11-01T07:30:00Z").toEpochMilli());
    }

    @Test
    void aNegativeTimeIsBeforeAllOthers() {
        assertThat(EventTime.parseMillis("-1")).hasValue(-1);
    }

    @Test
    void agreesWithTheJdkOnRandomTimes() {
        Random random = new Random(21);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(73) - 36) * 1_800);
            String text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atOffset(offset));
            assertThat(EventTime.parseMillis(text)).as(text).hasValue(time.toEpochMilli());
        }
    }
}
