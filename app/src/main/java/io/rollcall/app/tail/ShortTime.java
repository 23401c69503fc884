package io.rollcall.app.tail;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times in UTC in at most 12 characters: the time of day where it is today's, else day and month, else the date. A table
 * of records grows downwards, so ages would soon be wrong.
 */
final class ShortTime {
    /** The characters of the longest form. */
    static final int LENGTH = 12;

    private static final Duration WITHIN_A_YEAR = Duration.ofDays(330);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd MMM HH:mm", Locale.ENGLISH);

    private ShortTime() {}

    /** A time (ms since the epoch) with milliseconds, seen from now (ms since the epoch). */
    static String millis(long millis, long now) {
        return text(Instant.ofEpochMilli(millis), now, MILLIS);
    }

    /** A time in ISO-8601 to the second, or the text itself if it is no such time. */
    static String seconds(String iso, long now) {
        return parsed(iso, now, SECONDS);
    }

    /** A time in ISO-8601 with milliseconds, or the text itself if it is no such time. */
    static String millis(String iso, long now) {
        return parsed(iso, now, MILLIS);
    }

    private static String parsed(String iso, long now, DateTimeFormatter today) {
        try {
            return text(Instant.parse(iso), now, today);
        } catch (DateTimeException notATime) {
            return iso;
        }
    }

    private static String text(Instant time, long now, DateTimeFormatter today) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        Instant seenFrom = Instant.ofEpochMilli(now);
        if (utc.toLocalDate().equals(LocalDate.ofInstant(seenFrom, ZoneOffset.UTC))) {
            return today.format(utc);
        }
        boolean isNear = Duration.between(time, seenFrom).abs().compareTo(WITHIN_A_YEAR) < 0;
        return isNear ? DAY.format(utc) : utc.toLocalDate().toString();
    }
}
