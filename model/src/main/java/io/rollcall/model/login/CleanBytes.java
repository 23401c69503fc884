package io.rollcall.model.login;

import io.rollcall.model.text.IsoTime;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The JSON of a clean login while it is put together, in the form of {@link LoginJson}. Used by one thread. */
final class CleanBytes {
    private static final int ISO_TIME_LENGTH = "2023-09-12T00:45:51.000Z".length();
    private static final int ISO_MINUTE_LENGTH = "2023-09-12T00:45:".length();
    private static final int MINUTE_MILLIS = 60_000;
    /** An event id, or a time. */
    private static final int MAX_NUMBERS_BYTES = 64;

    private static final byte[] EVENT_ID = ascii("{\"event_id\":\"");
    private static final byte[] END = ascii("\"}");

    private byte[] out = new byte[1_024];
    private int at;

    private long formattedMinute = Long.MIN_VALUE;
    private byte[] minuteText;

    /** What precedes the value of a field but the first. */
    static byte[] member(String name) {
        return ascii("\",\"" + name + "\":\"");
    }

    /** Begins a login. @param element its place in the record, or {@link EventId#WHOLE} */
    void begin(int partition, long offset, int element) {
        at = 0;
        put(EVENT_ID);
        reserve(MAX_NUMBERS_BYTES);
        putNumber(partition);
        out[at++] = '-';
        putNumber(offset);
        if (element != EventId.WHOLE) {
            out[at++] = '-';
            putNumber(element);
        }
    }

    /** Ends the login. Returns its JSON. */
    byte[] end() {
        put(END);
        return Arrays.copyOf(out, at);
    }

    void put(byte[] ascii) {
        put(ascii, 0, ascii.length);
    }

    void put(byte[] ascii, int from, int to) {
        reserve(to - from);
        System.arraycopy(ascii, from, out, at, to - from);
        at += to - from;
    }

    /** Puts a text that is printable ASCII and needs no escapes. Returns whether it is. */
    boolean put(String text) {
        int length = text.length();
        reserve(length);
        byte[] bytes = out;
        int to = at;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7F || c == '"' || c == '\\') {
                return false;
            }
            bytes[to++] = (byte) c;
        }
        at = to;
        return true;
    }

    /** Puts bytes in lower case and without blanks. */
    void putLower(byte[] ascii, int from, int to) {
        reserve(to - from);
        for (int i = from; i < to; i++) {
            byte b = ascii[i];
            if (b != ' ') {
                out[at++] = b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
            }
        }
    }

    /** Puts a time (ms since the epoch). Returns whether its year has four digits. */
    boolean putTime(long millis) {
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
        reserve(MAX_NUMBERS_BYTES);
        int rest = (int) (millis - minute * MINUTE_MILLIS);
        putDigits(rest / 1_000, 2);
        out[at++] = '.';
        putDigits(rest % 1_000, 3);
        out[at++] = 'Z';
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
        for (int i = at + digits - 1; i >= at; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
    }

    private void reserve(int bytes) {
        if (out.length - at < bytes) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, at + bytes));
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
