package io.rollcall.model.login;

import io.rollcall.model.place.PlaceSource;
import io.rollcall.model.place.Region;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Makes clean logins of raw ones of the usual form straight from bytes to bytes, without a text or an object per field.
 * Usual is one flat JSON object of ASCII without escapes, with a login that is clean. {@link LoginCleaner} and {@link
 * LoginJson} define the result; this class only gives it sooner, and leaves to them whatever is not usual. Used by one
 * thread.
 */
public final class DirectCleaner {
    /** Any number of so many digits fits 63 bits. */
    private static final int MAX_LONG_DIGITS = 18;

    private static final RawField[] FIELDS = RawField.values();
    /** The names with what precedes their values in JSON. */
    private static final byte[][] MEMBERS = new byte[FIELDS.length][];

    private static final byte[] LOCALE_UNKNOWN = CleanBytes.ascii(Region.UNKNOWN);
    /** A usual login never has its place from its address. */
    private static final byte[] PLACE_SOURCE =
            CleanBytes.ascii("\",\"place_source\":\"" + PlaceSource.EVENT.jsonName());

    /** Regions by their two letters. */
    private static final boolean[] IS_REGION = new boolean[26 * 26];

    static {
        for (RawField field : FIELDS) {
            MEMBERS[field.ordinal()] = CleanBytes.member(field.jsonName());
        }
        for (Region region : Region.values()) {
            IS_REGION[(region.name().charAt(0) - 'A') * 26 + region.name().charAt(1) - 'A'] = true;
        }
    }

    private final LoginCleaner cleaner;
    private final CleanBytes out = new CleanBytes();
    private final FlatLogin login = new FlatLogin();
    private byte[] in;

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
        return write(partition, offset, time) ? out.end() : null;
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
        out.begin(partition, offset, EventId.WHOLE);
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
                    out.put(MEMBERS[i]);
                    if (!out.putTime(time)) {
                        return false;
                    }
                }
                default -> putUnless(login.start(i) < 0, i);
            }
        }
        if (cleaner.locator() != null) {
            out.put(PLACE_SOURCE);
        }
        return true;
    }

    private void putUnless(boolean absent, int field) {
        if (!absent) {
            out.put(MEMBERS[field]);
            out.put(in, login.start(field), login.end(field));
        }
    }

    private boolean putLocale(int field) {
        out.put(MEMBERS[field]);
        if (login.isBlank(field)) {
            out.put(LOCALE_UNKNOWN);
            return cleaner.locator() == null;
        }
        login.trim(field);
        int start = login.start(field);
        int end = login.end(field);
        if (end - start == 2 && isRegion(in[start], in[start + 1])) {
            out.put(in, start, end);
            return true;
        }
        String said = new String(in, start, end - start, StandardCharsets.ISO_8859_1);
        String named = RawLogin.locale(said);
        out.put(CleanBytes.ascii(named == null ? said.toUpperCase(Locale.ROOT) : named));
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
        out.put(MEMBERS[field]);
        out.putLower(in, login.start(field), login.end(field));
    }
}
