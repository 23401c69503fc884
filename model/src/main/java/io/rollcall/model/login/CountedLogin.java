package io.rollcall.model.login;

import io.rollcall.model.place.PlaceSource;
import io.rollcall.model.text.IsoTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * What is counted of a clean login, straight from the bytes of its JSON, without a text or an object per field. It only
 * reads logins that succeeded, with the fields in the order of {@link LoginJson}, in ASCII without escapes. {@link
 * LoginJson#readClean} reads all others. Used by one thread.
 */
public final class CountedLogin {
    private static final byte[] EVENT_ID = ascii("{\"event_id\":\"");
    private static final byte[] USER_ID = ascii(",\"user_id\":\"");
    /** They are not counted. */
    private static final byte[][] OTHERS = {
        ascii(",\"app_version\":\""), ascii(",\"device_type\":\""), ascii(",\"ip\":\"")
    };

    private static final byte[] LOCALE = ascii(",\"locale\":\"");
    private static final byte[] DEVICE_ID = ascii(",\"device_id\":\"");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":\"");

    private static final byte[] SUCCESS = ascii(",\"outcome\":\"" + LoginOutcome.SUCCESS.wireName() + "\"");
    private static final byte[] SOURCE_EVENT_ID = ascii(",\"source_event_id\":\"");
    private static final byte[][] PLACE_SOURCES = Stream.of(PlaceSource.values())
            .map(source -> ascii(",\"place_source\":\"" + source.jsonName() + "\""))
            .toArray(byte[][]::new);

    private static final int MAX_PARTITION_DIGITS = 9;
    private static final int MAX_OFFSET_DIGITS = 18;
    private static final int MAX_ELEMENT_DIGITS = 4;
    private static final int ISO_TIME_LENGTH = "2023-09-12T00:45:51.000Z".length();
    private static final int ISO_MINUTE_LENGTH = "2023-09-12T00:45:".length();

    private byte[] in;
    private int at;
    private int start;
    private int partition;
    private long offset;
    private int element;
    private byte[] userId;
    private int localeStart;
    private int localeEnd;
    private byte[] deviceId;
    private byte[] sourceEventId;
    private long timestampMillis;

    private byte[] minuteText = {};
    private long minuteMillis;

    /** Partition of the raw record. */
    public int partition() {
        return partition;
    }

    /** Offset of the raw record. */
    public long offset() {
        return offset;
    }

    /** The place among the logins of the raw record; {@link EventId#WHOLE} if the record is one login. */
    public int element() {
        return element;
    }

    /** The user's id in UTF-8. */
    public byte[] userId() {
        return userId;
    }

    /** Number of bytes of the locale. */
    public int localeLength() {
        return localeEnd - localeStart;
    }

    /** A byte of the locale, from 0 on. */
    public byte localeByte(int position) {
        return in[localeStart + position];
    }

    /** The locale. */
    public String locale() {
        return new String(in, localeStart, localeLength(), StandardCharsets.ISO_8859_1);
    }

    /** The device's id in UTF-8, or null. */
    public byte[] deviceId() {
        return deviceId;
    }

    /** The source's own id of the event in UTF-8, or null. */
    public byte[] sourceEventId() {
        return sourceEventId;
    }

    /** Event time, ms since the epoch. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /**
     * Reads a record of {@code user-login-clean}. The other methods tell what it holds.
     *
     * @return whether it has the form that this class reads
     */
    public boolean read(byte[] value) {
        in = value;
        at = 0;
        if (!skip(EVENT_ID) || !readEventId() || !skip(USER_ID) || !skipText()) {
            return false;
        }
        userId = text();
        for (byte[] other : OTHERS) {
            if (skip(other) && !skipText()) {
                return false;
            }
        }
        if (!skip(LOCALE) || !skipText()) {
            return false;
        }
        localeStart = start;
        localeEnd = at - 1;
        deviceId = null;
        if (skip(DEVICE_ID)) {
            if (!skipText()) {
                return false;
            }
            deviceId = text();
        }
        return skip(TIMESTAMP) && skipText() && readTime() && readRest();
    }

    /** Reads what only the logins of some sources have. */
    private boolean readRest() {
        skip(SUCCESS);
        sourceEventId = null;
        if (skip(SOURCE_EVENT_ID)) {
            if (!skipText()) {
                return false;
            }
            sourceEventId = text();
        }
        for (byte[] source : PLACE_SOURCES) {
            if (skip(source)) {
                break;
            }
        }
        return at == in.length - 1 && in[at] == '}';
    }

    private boolean readEventId() {
        int first = at;
        partition = (int) number();
        int digits = at - first;
        if (digits == 0 || digits > MAX_PARTITION_DIGITS || at == in.length || in[at] != '-') {
            return false;
        }
        first = ++at;
        offset = number();
        digits = at - first;
        if (digits == 0 || digits > MAX_OFFSET_DIGITS || !readElement() || at == in.length || in[at] != '"') {
            return false;
        }
        at++;
        return true;
    }

    private boolean readElement() {
        element = EventId.WHOLE;
        if (at == in.length || in[at] != '-') {
            return true;
        }
        int first = ++at;
        element = (int) number();
        int digits = at - first;
        return digits > 0 && digits <= MAX_ELEMENT_DIGITS;
    }

    private long number() {
        long number = 0;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            number = number * 10 + in[at++] - '0';
        }
        return number;
    }

    private boolean skip(byte[] text) {
        if (at + text.length > in.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (in[at + i] != text[i]) {
                return false;
            }
        }
        at += text.length;
        return true;
    }

    /** Moves behind the quotation mark that ends the text here. Returns whether it is plain. */
    private boolean skipText() {
        start = at;
        for (int i = at; i < in.length; i++) {
            byte b = in[i];
            if (b == '"') {
                at = i + 1;
                return true;
            }
            if (b < ' ' || b == '\\') {
                return false;
            }
        }
        return false;
    }

    private byte[] text() {
        return Arrays.copyOfRange(in, start, at - 1);
    }

    /** Times of one minute follow each other. */
    private boolean readTime() {
        if (at - 1 - start != ISO_TIME_LENGTH || in[start + 19] != '.' || in[start + 23] != 'Z') {
            return false;
        }
        if (minuteText.length == 0
                || !Arrays.equals(in, start, start + ISO_MINUTE_LENGTH, minuteText, 0, ISO_MINUTE_LENGTH)) {
            byte[] text = Arrays.copyOfRange(in, start, start + ISO_MINUTE_LENGTH);
            try {
                minuteMillis = IsoTime.parse(new String(text, StandardCharsets.ISO_8859_1) + "00.000Z");
            } catch (DateTimeException e) {
                return false;
            }
            minuteText = text;
        }
        int second = digits(start + ISO_MINUTE_LENGTH, 2);
        int milli = digits(start + 20, 3);
        timestampMillis = minuteMillis + second * 1_000L + milli;
        return second >= 0 && second < 60 && milli >= 0;
    }

    private int digits(int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            if (in[i] < '0' || in[i] > '9') {
                return -1;
            }
            number = number * 10 + in[i] - '0';
        }
        return number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
