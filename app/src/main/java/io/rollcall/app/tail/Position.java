package io.rollcall.app.tail;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A position in each partition of a topic: the first record to read, or the record to stop before. */
public sealed interface Position {
    /** The first record. */
    record Beginning() implements Position {}

    /** After the last record. */
    record End() implements Position {}

    /** This many offsets before the end. */
    record BeforeEnd(long count) implements Position {}

    /** An offset. */
    record Offset(long offset) implements Position {}

    /** The first record with this Kafka timestamp (ms since the epoch) or a later one. */
    record Time(long millis) implements Position {}

    /** The forms of a position, for the user. */
    String FORMS =
            "beginning, end, -N, an offset, a time such as 2026-01-31T14:05Z or 14:05 (in UTC), or an age such as 10m";

    /**
     * Parses a position. Times without a zone are in UTC, as are all times that Rollcall shows.
     *
     * @param clock for today's date and for ages
     * @throws IllegalArgumentException with a message for the user if the text has none of the {@link #FORMS}
     */
    static Position parse(String text, Clock clock) {
        String word = text.strip();
        if (word.equals("beginning")) {
            return new Beginning();
        }
        if (word.equals("end")) {
            return new End();
        }
        if (word.matches("-\\d{1,18}")) {
            return new BeforeEnd(Long.parseLong(word.substring(1)));
        }
        if (word.matches("\\d{1,18}")) {
            return new Offset(Long.parseLong(word));
        }
        Matcher ago = TimeForms.AGO.matcher(word);
        if (ago.matches()) {
            return new Time(clock.millis() - TimeForms.millis(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        for (ToLongFunction<String> form : TimeForms.times(clock)) {
            try {
                return new Time(form.applyAsLong(word));
            } catch (DateTimeException e) {
                // try the next form
            }
        }
        throw new IllegalArgumentException("'" + text + "' must be " + FORMS);
    }

    /** The forms in which a user may write a time. */
    final class TimeForms {
        private static final Pattern AGO = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h|d)( ago)?");

        private TimeForms() {}

        private static long millis(long number, String unit) {
            return switch (unit) {
                case "ms" -> number;
                case "s" -> Duration.ofSeconds(number).toMillis();
                case "m" -> Duration.ofMinutes(number).toMillis();
                case "h" -> Duration.ofHours(number).toMillis();
                default -> Duration.ofDays(number).toMillis();
            };
        }

        private static List<ToLongFunction<String>> times(Clock clock) {
            return List.of(
                    text -> OffsetDateTime.parse(text).toInstant().toEpochMilli(),
                    text -> utc(LocalDateTime.parse(text)),
                    text -> utc(LocalDate.parse(text).atStartOfDay()),
                    text -> latest(LocalTime.parse(text), clock.instant()));
        }

        /** The latest such time of day that is not in the future. */
        private static long latest(LocalTime time, Instant now) {
            long today = utc(time.atDate(LocalDate.ofInstant(now, ZoneOffset.UTC)));
            return today <= now.toEpochMilli()
                    ? today
                    : today - Duration.ofDays(1).toMillis();
        }

        private static long utc(LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
    }
}
