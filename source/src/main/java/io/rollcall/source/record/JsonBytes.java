package io.rollcall.source.record;

import io.rollcall.source.jq.Num;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a record of the usual form, from its start to its end: JSON in UTF-8 as {@link
 * io.rollcall.model.login.StrictJson} accepts it, of few levels and with short numbers. It makes a text only of what is
 * asked for. Its methods throw {@link UnusualException} where the record has another form; then {@code StrictJson}
 * decides what is wrong, if anything. Used by one thread.
 */
final class JsonBytes {
    /** Deeper values are unusual. The readers call themselves at each level. */
    static final int MAX_DEPTH = 60;

    /** Longer numbers are unusual, bytes. */
    static final int MAX_NUMBER_BYTES = 100;

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");

    private byte[] in = {};
    private int at;
    private int depth;

    /** The content of the last string, without its quotation marks. */
    private int textStart;

    private int textEnd;
    private boolean isAscii;
    private boolean isEscaped;

    /** Begins a record. Returns the first byte of the object or array in it. */
    byte start(byte[] record) {
        in = record;
        at = 0;
        depth = 0;
        byte first = next();
        if (first != '{' && first != '[') {
            throw UnusualException.INSTANCE;
        }
        return first;
    }

    /** Nothing but white space may follow the value. */
    void end() {
        for (; at < in.length; at++) {
            if (!isWhiteSpace(in[at])) {
                throw UnusualException.INSTANCE;
            }
        }
    }

    /** The next byte that is not white space, to which this moves. */
    byte next() {
        if (at < in.length && in[at] > ' ') {
            return in[at];
        }
        return nextAfterBlanks();
    }

    private byte nextAfterBlanks() {
        for (int i = at; i < in.length; i++) {
            byte b = in[i];
            if (!isWhiteSpace(b)) {
                at = i;
                return b;
            }
        }
        throw UnusualException.INSTANCE;
    }

    private static boolean isWhiteSpace(byte b) {
        return b <= ' ' && (b == ' ' || b == '\n' || b == '\r' || b == '\t');
    }

    /** Enters the object or array that begins here. Returns whether it has a member. @param close what ends it */
    boolean enter(char close) {
        if (++depth > MAX_DEPTH) {
            throw UnusualException.INSTANCE;
        }
        at++;
        return next() != close || leave();
    }

    /** Moves behind the comma to the next member. Returns whether there is one. @param close what ends the structure */
    boolean more(char close) {
        byte b = next();
        if (b == close) {
            return leave();
        }
        if (b != ',') {
            throw UnusualException.INSTANCE;
        }
        at++;
        return true;
    }

    private boolean leave() {
        at++;
        depth--;
        return false;
    }

    /** Reads the name of a field and moves to its value. Returns the first byte of the value. */
    byte nameThenValue() {
        if (next() != '"') {
            throw UnusualException.INSTANCE;
        }
        skipString();
        if (next() != ':') {
            throw UnusualException.INSTANCE;
        }
        at++;
        return next();
    }

    /** The wanted field whose name has been read, or null. */
    Trie.Node named(FieldTable fields) {
        if (isEscaped) {
            throw UnusualException.INSTANCE;
        }
        return fields.find(in, textStart, textEnd);
    }

    /** Moves behind the value that begins here with this byte. */
    void skip(byte first) {
        if (first == '"') {
            skipString();
        } else if (first == '{') {
            for (boolean more = enter('}'); more; more = more('}')) {
                skip(nameThenValue());
            }
        } else if (first == '[') {
            for (boolean more = enter(']'); more; more = more(']')) {
                skip(next());
            }
        } else {
            skipLiteral(first);
        }
    }

    /** The string, number or literal that begins here with this byte, as a value of the language. */
    Object scalar(byte first) {
        if (first == '"') {
            skipString();
            return text();
        }
        int start = at;
        skipLiteral(first);
        return switch (first) {
            case 't' -> true;
            case 'f' -> false;
            case 'n' -> null;
            default -> Num.literal(new String(in, start, at - start, StandardCharsets.ISO_8859_1));
        };
    }

    /** The last string, or name of a field, that has been read. */
    String text() {
        int length = textEnd - textStart;
        if (isEscaped) {
            return unescaped();
        }
        // The text is the same, but ASCII is copied as it is.
        return new String(in, textStart, length, isAscii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private String unescaped() {
        StringBuilder text = new StringBuilder(textEnd - textStart);
        int plain = textStart;
        for (int i = textStart; i < textEnd; ) {
            if (in[i] != '\\') {
                i++;
                continue;
            }
            text.append(new String(in, plain, i - plain, StandardCharsets.UTF_8));
            byte kind = in[i + 1];
            text.append(
                    switch (kind) {
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'n' -> '\n';
                        case 'r' -> '\r';
                        case 't' -> '\t';
                        case 'u' -> (char) hex(i + 2);
                        default -> (char) kind;
                    });
            i += kind == 'u' ? 6 : 2;
            plain = i;
        }
        return text.append(new String(in, plain, textEnd - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private void skipString() {
        isAscii = true;
        isEscaped = false;
        int i = at + 1;
        textStart = i;
        while (true) {
            i = plainUntil(i);
            byte b = in[i];
            if (b == '"') {
                textEnd = i;
                at = i + 1;
                return;
            }
            if (b == '\\') {
                isEscaped = true;
                i = escapeUntil(i);
            } else if (b < 0) {
                isAscii = false;
                i = Utf8.characterUntil(in, i);
            } else {
                throw UnusualException.INSTANCE;
            }
        }
    }

    /** Where the string ends, or has anything but printable ASCII. */
    private int plainUntil(int from) {
        byte[] bytes = in;
        for (int i = from; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b < ' ' || b == '"' || b == '\\') {
                return i;
            }
        }
        throw UnusualException.INSTANCE;
    }

    private int escapeUntil(int from) {
        byte kind = byteAt(from + 1);
        switch (kind) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return from + 2;
            }
            case 'u' -> {
                int code = hex(from + 2);
                if (!Character.isSurrogate((char) code)) {
                    return from + 6;
                }
                boolean paired = Character.isHighSurrogate((char) code)
                        && byteAt(from + 6) == '\\'
                        && byteAt(from + 7) == 'u'
                        && Character.isLowSurrogate((char) hex(from + 8));
                if (paired) {
                    return from + 12;
                }
                throw UnusualException.INSTANCE;
            }
            default -> throw UnusualException.INSTANCE;
        }
    }

    private int hex(int from) {
        int code = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(byteAt(i), 16);
            if (digit < 0) {
                throw UnusualException.INSTANCE;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    private byte byteAt(int i) {
        if (i >= in.length) {
            throw UnusualException.INSTANCE;
        }
        return in[i];
    }

    private void skipLiteral(byte first) {
        switch (first) {
            case 't' -> skip(TRUE);
            case 'f' -> skip(FALSE);
            case 'n' -> skip(NULL);
            default -> skipNumber();
        }
    }

    private void skip(byte[] literal) {
        for (byte b : literal) {
            if (byteAt(at++) != b) {
                throw UnusualException.INSTANCE;
            }
        }
    }

    private void skipNumber() {
        int start = at;
        if (in[at] == '-') {
            at++;
        }
        boolean leadingZero = at < in.length && in[at] == '0';
        if (skipDigits() > 1 && leadingZero) {
            throw UnusualException.INSTANCE;
        }
        if (at < in.length && in[at] == '.') {
            at++;
            skipDigits();
        }
        if (at < in.length && (in[at] == 'e' || in[at] == 'E')) {
            at++;
            if (at < in.length && (in[at] == '+' || in[at] == '-')) {
                at++;
            }
            skipDigits();
        }
        if (at - start > MAX_NUMBER_BYTES) {
            throw UnusualException.INSTANCE;
        }
    }

    /** Returns how many there are; at least one. */
    private int skipDigits() {
        int start = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw UnusualException.INSTANCE;
        }
        return at - start;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
