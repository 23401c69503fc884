package io.rollcall.model.login;

import io.rollcall.model.place.PlaceSource;
import io.rollcall.model.place.Region;
import io.rollcall.model.text.IsoTime;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Makes clean logins of raw ones of the usual form straight from bytes to bytes, without a text or an object per field.
 * Usual is one flat JSON object of ASCII without escapes, with a login that is clean. {@link LoginCleaner} and {@link
 * LoginJson} define the result; this class only gives it sooner, and leaves to them whatever is not usual. Used by one
 * thread.
 */
public final class DirectCleaner {
    /** What surrounds the fields: names, quotation marks, event id and time. */
    private static final int MAX_FRAME_BYTES = 256;

    /** Any number of so many digits fits 63 bits. */
    private static final int MAX_LONG_DIGITS = 18;

    private static final int ISO_TIME_LENGTH = "2023-09-12T00:45:51.000Z".length();
    private static final int ISO_MINUTE_LENGTH = "2023-09-12T00:45:".length();
    private static final int MINUTE_MILLIS = 60_000;

    private static final RawField[] FIELDS = RawField.values();
    /** The names with what precedes their values in JSON. */
    private static final byte[][] MEMBERS = new byte[FIELDS.length][];

    private static final byte[] EVENT_ID = ascii("{\"event_id\":\"");
    private static final byte[] LOCALE_UNKNOWN = ascii(Region.UNKNOWN);
    /** A usual login never has its place from its address. */
    private static final byte[] PLACE_SOURCE = ascii("\",\"place_source\":\"" + PlaceSource.EVENT.jsonName());

    private static final byte[] END = ascii("\"}");

    /** Regions by their two letters. */
    private static final boolean[] IS_REGION = new boolean[26 * 26];

    static {
        for (RawField field : FIELDS) {
            MEMBERS[field.ordinal()] = ascii("\",\"" + field.jsonName() + "\":\"");
        }
        for (Region region : Region.values()) {
            IS_REGION[(region.name().charAt(0) - 'A') * 26 + region.name().charAt(1) - 'A'] = true;
        }
    }

    private final LoginCleaner cleaner;
    private final byte[] out = new byte[FlatLogin.MAX_BYTES + MAX_FRAME_BYTES];
    private int outAt;

    private final FlatLogin login = new FlatLogin();
    private byte[] in;

    private long formattedMinute = Long.MIN_VALUE;
    private byte[] minuteText;

    /** A cleaner that follows the same rules. */
    public DirectCleaner(LoginCleaner cleaner) {
        this.cleaner = cleaner;
    }

    /**
     * The clean login as JSON; null if the value is not usual or the login not clean, so that {@link LoginCleaner} must
     * decide.
     *
     * @param value the raw record's value, or null
     * @param kafkaTimestampMillis its Kafka timestamp, ms since the epoch
     */
    public byte[] clean(byte[] value, int partition, long offset, long kafkaTimestampMillis) {
        if (value == null || !login.read(value)) {
            return null;
        }
        in = value;
        int user = RawField.USER_ID.ordinal();
        if (login.isBlank(user)) {
            return null;
        }
        login.trim(user);
        long time = timeMillis();
        long kafkaTime = RawRecord.bounded(kafkaTimestampMillis);
        if (time < LoginCleaner.YEAR_2000_MILLIS
                || time - cleaner.futureToleranceMillis() > kafkaTime
                || kafkaTime - cleaner.latenessMillis() > time) {
            return null;
        }
        return write(partition, offset, time) ? Arrays.copyOf(out, outAt) : null;
    }

    /** The event time, ms since the epoch; {@code Long.MIN_VALUE} if there is none. */
    private long timeMillis() {
        int start = login.start(RawField.TIMESTAMP.ordinal());
        int end = login.end(RawField.TIMESTAMP.ordinal());
        if (start < 0) {
            return Long.MIN_VALUE;
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            byte b = in[i];
            if (b < '0' || b > '9' || end - start > MAX_LONG_DIGITS) {
                OptionalLong millis =
                        EventTime.parseMillis(new String(in, start, end - start, StandardCharsets.ISO_8859_1));
                return millis.isPresent() ? millis.getAsLong() : Long.MIN_VALUE;
            }
            number = number * 10 + b - '0';
        }
        return end == start ? Long.MIN_VALUE : UnixTime.millis(number);
    }

    /** Writes the login in the form of {@link LoginJson}. Returns whether it is usual. */
    private boolean write(int partition, long offset, long time) {
        outAt = 0;
        put(EVENT_ID, 0, EVENT_ID.length);
        putNumber(partition);
        out[outAt++] = '-';
        putNumber(offset);
        for (RawField field : FIELDS) {
            int i = field.ordinal();
            switch (field) {
                case LOCALE -> {
                    if (!putLocale(i)) {
                        return false;
                    }
                }
                case DEVICE_TYPE -> putDeviceType(i);
                case DEVICE_ID -> putUnless(login.isBlank(i), i);
                case TIMESTAMP -> {
                    put(MEMBERS[i], 0, MEMBERS[i].length);
                    if (!putTime(time)) {
                        return false;
                    }
                }
                default -> putUnless(login.start(i) < 0, i);
            }
        }
        if (cleaner.locator() != null) {
            put(PLACE_SOURCE, 0, PLACE_SOURCE.length);
        }
        put(END, 0, END.length);
        return true;
    }

    private void putUnless(boolean absent, int field) {
        if (!absent) {
            put(MEMBERS[field], 0, MEMBERS[field].length);
            put(in, login.start(field), login.end(field));
        }
    }

    private boolean putLocale(int field) {
        put(MEMBERS[field], 0, MEMBERS[field].length);
        if (login.isBlank(field)) {
            put(LOCALE_UNKNOWN, 0, LOCALE_UNKNOWN.length);
            return cleaner.locator() == null;
        }
        login.trim(field);
        int start = login.start(field);
        int end = login.end(field);
        if (end - start == 2 && isRegion(in[start], in[start + 1])) {
            put(in, start, end);
            return true;
        }
        String said = new String(in, start, end - start, StandardCharsets.ISO_8859_1);
        String named = RawLogin.locale(said);
        byte[] locale = ascii(named == null ? said.toUpperCase(Locale.ROOT) : named);
        put(locale, 0, locale.length);
        return cleaner.locator() == null || RawLogin.isPlace(named);
    }

    private static boolean isRegion(byte first, byte second) {
        return first >= 'A'
                && first <= 'Z'
                && second >= 'A'
                && second <= 'Z'
                && IS_REGION[(first - 'A') * 26 + second - 'A'];
    }

    private void putDeviceType(int field) {
        if (login.start(field) < 0) {
            return;
        }
        put(MEMBERS[field], 0, MEMBERS[field].length);
        for (int i = login.start(field); i < login.end(field); i++) {
            byte b = in[i];
            if (b != ' ') {
                out[outAt++] = b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
            }
        }
    }

    private boolean putTime(long millis) {
        long minute = Math.floorDiv(millis, MINUTE_MILLIS);
        if (minute != formattedMinute) {
            byte[] text = ascii(IsoTime.format(minute * MINUTE_MILLIS));
            if (text.length != ISO_TIME_LENGTH) {
                return false;
            }
            minuteText = text;
            formattedMinute = minute;
        }
        put(minuteText, 0, ISO_MINUTE_LENGTH);
        int rest = (int) (millis - minute * MINUTE_MILLIS);
        putDigits(rest / 1_000, 2);
        out[outAt++] = '.';
        putDigits(rest % 1_000, 3);
        out[outAt++] = 'Z';
        return true;
    }

    private void putNumber(long number) {
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        putDigits(number, digits);
    }

    private void putDigits(long number, int digits) {
        long rest = number;
        for (int i = outAt + digits - 1; i >= outAt; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        outAt += digits;
    }

    private void put(byte[] text, int from, int to) {
        System.arraycopy(text, from, out, outAt, to - from);
        outAt += to - from;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
