package io.rollcall.source.mapping;

import io.rollcall.model.login.EventTime;
import io.rollcall.model.text.WhiteSpace;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Reads the times of a source: its own format first if it has one, then those of {@link EventTime}. Immutable and safe for
 * any thread.
 */
public final class TimeFormat {
    private final DateTimeFormatter formatter;
    private final ZoneId zone;

    /**
     * Times in this format.
     *
     * @param pattern of {@link DateTimeFormatter}, with English names; null if the source has no format of its own
     * @param zone the zone of times that have none, or null
     * @throws IllegalArgumentException with a phrase for a person if the pattern is none, or gives no time
     */
    public TimeFormat(String pattern, String zone) {
        this.zone = zone == null ? null : zone(zone);
        this.formatter = pattern == null ? null : formatter(pattern);
        if (formatter != null) {
            check(pattern);
        }
    }

    /** @throws IllegalArgumentException with a phrase for a person if there is no such zone */
    static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "there is no time zone '" + zone + "'; use a name such as America/Denver or UTC", e);
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .toFormatter(Locale.ENGLISH);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no pattern such as yyyy-MM-dd HH:mm:ss (" + firstLine(e) + ")", e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** Tries the pattern on a time of its own. */
    private void check(String pattern) {
        TemporalAccessor parsed;
        try {
            parsed = formatter.parse(formatter.format(ZonedDateTime.parse("2026-11-23T14:03:20.123456789Z[UTC]")));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("cannot read a time that it writes (" + firstLine(e) + ")", e);
        }
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return;
        }
        try {
            LocalDateTime.from(parsed);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "needs both a date with its year and a time of day: '" + pattern + "' has not", e);
        }
        if (zone == null) {
            throw new IllegalArgumentException(
                    "has no offset: say by time-zone where its clock is, such as UTC or America/Denver");
        }
    }

    /** The time in ms since the epoch; empty if the text is no such time. */
    public OptionalLong parseMillis(String text) {
        if (formatter != null) {
            try {
                TemporalAccessor time = formatter.parse(WhiteSpace.trim(text));
                Instant instant = time.isSupported(ChronoField.INSTANT_SECONDS)
                        ? Instant.from(time)
                        : LocalDateTime.from(time).atZone(zone).toInstant();
                return OptionalLong.of(instant.toEpochMilli());
            } catch (DateTimeException | ArithmeticException e) {
                // It may still have one of the usual forms.
            }
        }
        return EventTime.parseMillis(text, zone);
    }
}
