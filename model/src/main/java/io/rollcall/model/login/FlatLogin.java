package io.rollcall.model.login;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the fields of a raw login lie in a value of the usual form: one flat JSON object of ASCII without escapes. Any other
 * value is left to {@link RawLoginParser}. Used by one thread.
 */
final class FlatLogin {
    /** The longest usual value, bytes. No field of it is too long. */
    static final int MAX_BYTES = 4_096;

    private static final int MAX_NUMBER_BYTES = 100;
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");
    private static final byte[][] NAMES = new byte[RawField.values().length][];

    static {
        for (RawField field : RawField.values()) {
            NAMES[field.ordinal()] = ascii(field.jsonName());
        }
    }

    private byte[] in;
    private int at;
    /** By the ordinals of fields; -1 if it is absent or null. */
    private final int[] starts = new int[NAMES.length];

    private final int[] ends = new int[NAMES.length];

    /** Where a field begins; -1 if it is absent or null. @param field its ordinal */
    int start(int field) {
        return starts[field];
    }

    /** Where a field ends that is neither absent nor null. @param field its ordinal */
    int end(int field) {
        return ends[field];
    }

    /** Reads a value; of several fields with one name, the last counts. Returns whether all of it is usual. */
    boolean read(byte[] value) {
        in = value;
        at = 0;
        Arrays.fill(starts, -1);
        return value.length <= MAX_BYTES && readObject();
    }

    private boolean readObject() {
        if (next() != '{') {
            return false;
        }
        at++;
        int token = next();
        if (token == '}') {
            at++;
            return next() < 0;
        }
        while (token == '"') {
            if (!readMember()) {
                return false;
            }
            token = next();
            at++;
            if (token == '}') {
                return next() < 0;
            }
            if (token != ',') {
                return false;
            }
            token = next();
        }
        return false;
    }

    /** The next byte that is not JSON's white space, to which this moves; -1 at the end. */
    private int next() {
        while (at < in.length) {
            byte b = in[at];
            if (b != ' ' && b != '\n' && b != '\t' && b != '\r') {
                // A byte beyond ASCII is like nothing that is looked for.
                return b & 0xFF;
            }
            at++;
        }
        return -1;
    }

    private boolean readMember() {
        int nameStart = at + 1;
        if (!skipString()) {
            return false;
        }
        int field = fieldNamed(nameStart, at - 1);
        if (next() != ':') {
            return false;
        }
        at++;
        int first = next();
        int start = at;
        boolean isString = first == '"';
        if (!(isString ? skipString() : skipLiteral(first))) {
            return false;
        }
        if (field >= 0) {
            starts[field] = first == 'n' ? -1 : isString ? start + 1 : start;
            ends[field] = isString ? at - 1 : at;
        }
        return true;
    }

    /** Moves behind the string that begins here. Returns whether it is usual. */
    private boolean skipString() {
        for (int i = at + 1; i < in.length; i++) {
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

    private boolean skipLiteral(int first) {
        return switch (first) {
            case 't' -> skip(TRUE);
            case 'f' -> skip(FALSE);
            case 'n' -> skip(NULL);
            default -> skipNumber();
        };
    }

    private boolean skip(byte[] literal) {
        if (!isAt(at, literal)) {
            return false;
        }
        at += literal.length;
        return true;
    }

    private boolean skipNumber() {
        int start = at;
        if (at < in.length && in[at] == '-') {
            at++;
        }
        int integer = at;
        int digits = skipDigits();
        if (digits == 0 || digits > 1 && in[integer] == '0') {
            return false;
        }
        if (at < in.length && in[at] == '.') {
            at++;
            if (skipDigits() == 0) {
                return false;
            }
        }
        if (at < in.length && (in[at] == 'e' || in[at] == 'E')) {
            at++;
            if (at < in.length && (in[at] == '+' || in[at] == '-')) {
                at++;
            }
            if (skipDigits() == 0) {
                return false;
            }
        }
        return at - start <= MAX_NUMBER_BYTES;
    }

    private int skipDigits() {
        int start = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at - start;
    }

    /** The ordinal of the field with this name; -1 if it is another one, whose value is ignored. */
    private int fieldNamed(int from, int to) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].length == to - from && isAt(from, NAMES[i])) {
                return i;
            }
        }
        return -1;
    }

    private boolean isAt(int from, byte[] text) {
        if (from + text.length > in.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (in[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    /** Takes the blanks away from both ends of a field. Other white space is not usual. */
    void trim(int field) {
        while (starts[field] < ends[field] && in[starts[field]] == ' ') {
            starts[field]++;
        }
        while (starts[field] < ends[field] && in[ends[field] - 1] == ' ') {
            ends[field]--;
        }
    }

    /** Whether a field is absent, null, or consists of blanks alone. */
    boolean isBlank(int field) {
        if (starts[field] >= 0) {
            for (int i = starts[field]; i < ends[field]; i++) {
                if (in[i] != ' ') {
                    return false;
                }
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
