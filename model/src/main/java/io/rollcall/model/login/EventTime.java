package io.rollcall.model.login;

import io.rollcall.model.text.WhiteSpace;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.OptionalLong;

/**
 * The times of events as sources write them: ISO-8601, or Unix times whose unit is told by their magnitude. Fractions of
 * a millisecond are cut off.
 *
 * <ul>
 *   <li>ISO-8601: {@code 2026-11-23T14:03:20.1234567-05:00}. Any number of fractional digits, after a point or a comma;
 *       seconds may be absent. The date and the time are separated by {@code T} or a space. The offset is {@code Z},
 *       {@code +hh}, {@code +hhmm} or {@code +hh:mm}, and may follow a space.
 *   <li>Unix times, decimal numbers as in {@link UnixTime}.
 * </ul>
 */
public final class EventTime {
    private static final long DAY_MILLIS = 86_400_000;
    private static final long MINUTE_MILLIS = 60_000;
    private static final int DATE_LENGTH = "2026-11-23".length();
    private static final int DATE_AND_MINUTE_LENGTH = "2026-11-23T14:03".length();
    /** UTC-18:00 to UTC+18:00, as in java.time. */
    private static final int MAX_OFFSET_MINUTES = 18 * 60;

    private final String text;
    private int at;

    private EventTime(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** The time in ms since the epoch; empty if the trimmed text is no such time. */
    public static OptionalLong parseMillis(String text) {
        return parseMillis(text, null);
    }

    /**
     * The time in ms since the epoch; empty if the trimmed text is no such time.
     *
     * @param zone the zone of an ISO-8601 time without offset, or null if such a time is none. Where the clock is set
     *     back, the earlier of both times counts
     */
    public static OptionalLong parseMillis(String text, ZoneId zone) {
        String trimmed = WhiteSpace.trim(text);
        boolean iso = trimmed.length() > DATE_LENGTH && trimmed.charAt(4) == '-';
        return iso ? new EventTime(trimmed, DATE_AND_MINUTE_LENGTH).iso(zone) : UnixTime.parseMillis(trimmed);
    }

    private OptionalLong iso(ZoneId zone) {
        if (text.length() < DATE_AND_MINUTE_LENGTH || text.charAt(7) != '-' || text.charAt(13) != ':') {
            return OptionalLong.empty();
        }
        char separator = text.charAt(DATE_LENGTH);
        int year = digits(0, 4);
        int month = digits(5, 2);
        int day = digits(8, 2);
        int hour = digits(11, 2);
        int minute = digits(14, 2);
        if (separator != 'T' && separator != 't' && separator != ' '
                || (year | month | day | hour | minute) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > 31
                || hour > 23
                || minute > 59) {
            return OptionalLong.empty();
        }
        int second = second();
        int milli = second < 0 ? -1 : milli();
        if (milli < 0 || day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return OptionalLong.empty();
        }
        LocalDate date = LocalDate.of(year, month, day);
        long millis = ((hour * 60L + minute) * 60 + second) * 1_000 + milli;
        if (at == text.length()) {
            return zone == null ? OptionalLong.empty() : local(date, millis, zone);
        }
        int offset = offsetMinutes();
        return offset == Integer.MIN_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(date.toEpochDay() * DAY_MILLIS + millis - offset * MINUTE_MILLIS);
    }

    private static OptionalLong local(LocalDate date, long millisOfDay, ZoneId zone) {
        try {
            LocalDateTime time = LocalDateTime.of(date, LocalTime.ofNanoOfDay(millisOfDay * 1_000_000));
            return OptionalLong.of(time.atZone(zone).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** The second, or 0 if there is none; -1 if it is wrong. */
    private int second() {
        if (at == text.length() || text.charAt(at) != ':') {
            return 0;
        }
        int second = digits(at + 1, 2);
        at += 3;
        return second > 59 ? -1 : second;
    }

    /** The first three fractional digits of the second; -1 if there is a point without digits. */
    private int milli() {
        if (at >= text.length() || text.charAt(at) != '.' && text.charAt(at) != ',') {
            return 0;
        }
        int start = at + 1;
        int milli = 0;
        for (at = start; at < text.length() && isDigit(text.charAt(at)); at++) {
            if (at < start + 3) {
                milli = milli * 10 + text.charAt(at) - '0';
            }
        }
        for (int missing = at - start; missing < 3; missing++) {
            milli *= 10;
        }
        return at == start ? -1 : milli;
    }

    /** The offset from UTC that makes up the rest of the text; {@code Integer.MIN_VALUE} if the rest is none. */
    private int offsetMinutes() {
        if (text.charAt(at) == ' ') {
            at++;
        }
        int rest = text.length() - at;
        if (rest == 1 && (text.charAt(at) == 'Z' || text.charAt(at) == 'z')) {
            return 0;
        }
        boolean colon = rest == "+hh:mm".length() && text.charAt(at + 3) == ':';
        boolean form = colon || rest == "+hh".length() || rest == "+hhmm".length();
        if (!form || text.charAt(at) != '+' && text.charAt(at) != '-') {
            return Integer.MIN_VALUE;
        }
        int hours = digits(at + 1, 2);
        int minutes = rest == "+hh".length() ? 0 : digits(at + (colon ? 4 : 3), 2);
        int offset = hours * 60 + minutes;
        if ((hours | minutes) < 0 || minutes > 59 || offset > MAX_OFFSET_MINUTES) {
            return Integer.MIN_VALUE;
        }
        return text.charAt(at) == '-' ? -offset : offset;
    }

    /** The number in these ASCII digits, or -1 if there are none. */
    private int digits(int from, int count) {
        if (from + count > text.length()) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < from + count; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
