package io.rollcall.source.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/** Records with a few wrong bytes, of which some are still JSON. */
final class ByteMutants {
    private static final byte[][] PIECES = {
        utf8("\""),
        utf8("\\"),
        utf8("\\n\\u00e9\\/"),
        utf8("\\ud83d\\ude00"),
        utf8("\\ud83d"),
        utf8("\\ude00\\ud83d"),
        utf8("\\ud83d\ud83d\ude00"),
        utf8("\\u00"),
        utf8("\\x"),
        utf8("{"),
        utf8("}"),
        utf8("["),
        utf8("],"),
        utf8(","),
        utf8(":"),
        utf8(" \t\r\n"),
        utf8("\u000b"),
        utf8("null"),
        utf8("{}"),
        utf8("[{\"\":[]}]"),
        utf8("NaN"),
        utf8("-Infinity"),
        utf8("-0"),
        utf8("01"),
        utf8("1.5E+3"),
        utf8("1."),
        utf8("/**/"),
        utf8("'a'"),
        utf8("\u0000"),
        utf8("\u007f"),
        utf8("\u00a0"),
        utf8("\ufeff"),
        utf8("\u20ac\ud83d\ude00"),
        utf8("[".repeat(70)),
        utf8("[".repeat(70) + "]".repeat(70)),
        utf8("[".repeat(1_200)),
        utf8("9".repeat(110)),
        utf8("9".repeat(1_500)),
        {(byte) 0xFF},
        {(byte) 0xC0, (byte) 0x80},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
        {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
    };

    private final Random random;

    /** The same seed gives the same records. */
    ByteMutants(long seed) {
        random = new Random(seed);
    }

    /** The record with one to three mutations. */
    byte[] of(byte[] record) {
        byte[] mutant = record;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            mutant = mutated(mutant);
        }
        return mutant;
    }

    private byte[] mutated(byte[] record) {
        int at = random.nextInt(record.length + 1);
        int to = Math.min(record.length, at + random.nextInt(30));
        byte[] piece = PIECES[random.nextInt(PIECES.length)];
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(record, at);
            case 1 -> spliced(record, at, to, new byte[0]);
            case 2 -> spliced(record, at, Math.min(record.length, at + 1), new byte[] {(byte) random.nextInt(256)});
            case 3 -> spliced(record, at, at, piece);
            case 4 -> inString(record, at, piece);
            case 5, 6 -> inPlaceOfValue(record, at, piece);
            case 7 -> twice(record, at);
            case 8 -> digit(record, at);
            default -> spliced(record, 0, 0, piece);
        };
    }

    /** Puts the piece into the first string after this position. */
    private static byte[] inString(byte[] record, int at, byte[] piece) {
        int quote = indexOf(record, "\":\"", at);
        return quote < 0 ? record : spliced(record, quote + 3, quote + 3, piece);
    }

    /** Puts the piece in the place of the first simple value after this position. */
    private static byte[] inPlaceOfValue(byte[] record, int at, byte[] piece) {
        int colon = indexOf(record, "\":", at);
        if (colon < 0) {
            return record;
        }
        int end = colon + 2;
        while (end < record.length && ",}]{[".indexOf(record[end]) < 0) {
            end++;
        }
        return spliced(record, colon + 2, end, piece);
    }

    /** Names the first field after this position like another one. */
    private byte[] twice(byte[] record, int at) {
        int colon = indexOf(record, "\":", at);
        int other = indexOf(record, "\":", random.nextInt(record.length + 1));
        if (colon < 0 || other < 0) {
            return record;
        }
        return spliced(
                record, nameStart(record, colon), colon, Arrays.copyOfRange(record, nameStart(record, other), other));
    }

    private static int nameStart(byte[] record, int end) {
        int start = end;
        while (start > 0 && record[start - 1] != '"') {
            start--;
        }
        return start;
    }

    private byte[] digit(byte[] record, int at) {
        for (int i = at; i < record.length; i++) {
            if (record[i] >= '0' && record[i] <= '9') {
                byte[] other = {(byte) "0123456789.eE+-".charAt(random.nextInt(15))};
                return spliced(record, i, i + 1, other);
            }
        }
        return record;
    }

    private static int indexOf(byte[] record, String text, int from) {
        return new String(record, ISO_8859_1).indexOf(text, from);
    }

    private static byte[] spliced(byte[] record, int from, int to, byte[] piece) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(record.length + piece.length);
        spliced.write(record, 0, from);
        spliced.writeBytes(piece);
        spliced.write(record, to, record.length - to);
        return spliced.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
