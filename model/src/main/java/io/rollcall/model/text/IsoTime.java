package io.rollcall.model.text;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times in JSON: ISO-8601 in UTC, always with milliseconds. Code written for this form handles it, because every login
 * passes here twice. The JDK's formatters handle the rare cases: years of more than four digits, other forms, errors.
 */
public final class IsoTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final int LENGTH = "2023-09-12T00:45:51.000Z".length();
    private static final long YEAR_0_MILLIS = -62_167_219_200_000L;
    private static final long YEAR_10_000_MILLIS = 253_402_300_800_000L;
    private static final int DAY_MILLIS = 86_400_000;
    private static final int HOUR_MILLIS = 3_600_000;
    private static final int MINUTE_MILLIS = 60_000;
    private static final int SECOND_MILLIS = 1_000;

    private IsoTime() {}

    /** The text of a time (ms since the epoch), for example {@code 2023-09-12T00:45:51.000Z}. */
    public static String format(long epochMillis) {
        if (epochMillis < YEAR_0_MILLIS || epochMillis >= YEAR_10_000_MILLIS) {
            return FORMAT.format(Instant.ofEpochMilli(epochMillis));
        }
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
        int time = Math.floorMod(epochMillis, DAY_MILLIS);
        byte[] text = new byte[LENGTH];
        put(text, 0, 4, date.getYear(), '-');
        put(text, 5, 2, date.getMonthValue(), '-');
        put(text, 8, 2, date.getDayOfMonth(), 'T');
        put(text, 11, 2, time / HOUR_MILLIS, ':');
        put(text, 14, 2, time / MINUTE_MILLIS % 60, ':');
        put(text, 17, 2, time / SECOND_MILLIS % 60, '.');
        put(text, 20, 3, time % SECOND_MILLIS, 'Z');
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /**
     * An ISO-8601 time with a zone, in ms since the epoch.
     *
     * @throws java.time.format.DateTimeParseException if the text is not such a time, or the time is beyond 64 bits
     */
    public static long parse(String text) {
        long millis = parseOwnForm(text);
        return millis != Long.MIN_VALUE
                ? millis
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(
                        text, time -> Instant.from(time).toEpochMilli());
    }

    private static void put(byte[] text, int at, int digits, int number, char after) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        text[at + digits] = (byte) after;
    }

    /**
     * Reads the form with four digits of year that {@link #format} writes; {@code Long.MIN_VALUE} for any other text.
     */
    private static long parseOwnForm(String text) {
        if (text.length() != LENGTH) {
            return Long.MIN_VALUE;
        }
        int year = get(text, 0, 4, '-');
        int month = get(text, 5, 2, '-');
        int day = get(text, 8, 2, 'T');
        int hour = get(text, 11, 2, ':');
        int minute = get(text, 14, 2, ':');
        int second = get(text, 17, 2, '.');
        int milli = get(text, 20, 3, 'Z');
        boolean numbers = (year | month | day | hour | minute | second | milli) >= 0;
        if (!numbers || month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) {
            return Long.MIN_VALUE;
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            return Long.MIN_VALUE;
        }
        return LocalDate.of(year, month, day).toEpochDay() * DAY_MILLIS
                + hour * HOUR_MILLIS
                + minute * MINUTE_MILLIS
                + second * SECOND_MILLIS
                + milli;
    }

    /** The number at this position, or -1 if it is not followed by this character. */
    private static int get(String text, int at, int digits, char after) {
        if (text.charAt(at + digits) != after) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
