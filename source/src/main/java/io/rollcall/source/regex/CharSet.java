package io.rollcall.source.regex;

import java.util.function.IntPredicate;

/** A set of characters (code points): a table for ASCII, a predicate for the rest. */
final class CharSet {
    private static final int ASCII = 128;

    private final boolean[] ascii = new boolean[ASCII];
    private final IntPredicate rest;

    CharSet(IntPredicate members) {
        for (int c = 0; c < ASCII; c++) {
            ascii[c] = members.test(c);
        }
        rest = members;
    }

    boolean contains(int c) {
        return c < ASCII ? ascii[c] : rest.test(c);
    }

    /** The characters that equal one of these without regard to case. */
    static IntPredicate ignoringCase(IntPredicate members) {
        return c -> members.test(c)
                || members.test(Character.toLowerCase(c))
                || members.test(Character.toUpperCase(c))
                || members.test(Character.toTitleCase(c));
    }

    static boolean isWord(int c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.CONNECTOR_PUNCTUATION
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.getType(c) == Character.COMBINING_SPACING_MARK
                || Character.getType(c) == Character.ENCLOSING_MARK;
    }

    static boolean isSpace(int c) {
        return c >= '\t' && c <= '\r' || c == 0x85 || Character.isSpaceChar(c);
    }

    static boolean isHex(int c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }
}
