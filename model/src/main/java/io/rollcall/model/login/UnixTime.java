package io.rollcall.model.login;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * Decimal Unix times, whose unit is told by their magnitude: below 1e11 seconds, below 1e14 milliseconds, below 1e17
 * microseconds, else nanoseconds. Fractions of a millisecond are cut off. The code works on the digits, so a number of a
 * million digits or an exponent of a billion costs no more than reading it once.
 */
public final class UnixTime {
    /** The smallest value that is interpreted as milliseconds; a smaller one is in seconds. */
    public static final BigDecimal FIRST_MILLISECONDS = new BigDecimal("1e11");
    /** The smallest value that is interpreted as microseconds. */
    public static final BigDecimal FIRST_MICROSECONDS = new BigDecimal("1e14");
    /** The smallest value that is interpreted as nanoseconds. */
    public static final BigDecimal FIRST_NANOSECONDS = new BigDecimal("1e17");

    /** Larger exponents are read as this one: far beyond any time, and far from an overflow of 64 bits. */
    private static final long EXPONENT_LIMIT = 1_000_000_000_000L;
    /** The most integer digits of a time: nanoseconds up to the year 2286. */
    private static final int MAX_INTEGER_DIGITS = 19;

    /** The number of decimals that are read. Three would suffice for the milliseconds of a value in seconds. */
    private static final int KEPT_DECIMALS = 4;

    private UnixTime() {}

    /**
     * The time in ms since the epoch; empty if the text does not have the form {@code
     * [+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?}, or its value is 1e19 or more. A negative time gives -1, since all times
     * before 2000 are rejected alike.
     */
    public static OptionalLong parseMillis(String text) {
        int length = text.length();
        int i = 0;
        boolean negative = i < length && text.charAt(i) == '-';
        if (i < length && (negative || text.charAt(i) == '+')) {
            i++;
        }
        int integerStart = i;
        i = skipDigits(text, i);
        int integerEnd = i;
        if (integerEnd == integerStart) {
            return OptionalLong.empty();
        }
        int fractionStart = i;
        int fractionEnd = i;
        if (i < length && text.charAt(i) == '.') {
            fractionStart = i + 1;
            fractionEnd = skipDigits(text, fractionStart);
            if (fractionEnd == fractionStart) {
                return OptionalLong.empty();
            }
            i = fractionEnd;
        }
        long exponent = 0;
        if (i < length && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            i++;
            boolean negativeExponent = i < length && text.charAt(i) == '-';
            if (i < length && (negativeExponent || text.charAt(i) == '+')) {
                i++;
            }
            int exponentStart = i;
            for (; i < length && isDigit(text.charAt(i)); i++) {
                exponent = Math.min(EXPONENT_LIMIT, exponent * 10 + (text.charAt(i) - '0'));
            }
            if (i == exponentStart) {
                return OptionalLong.empty();
            }
            exponent = negativeExponent ? -exponent : exponent;
        }
        if (i != length) {
            return OptionalLong.empty();
        }
        String digits = text.substring(integerStart, integerEnd) + text.substring(fractionStart, fractionEnd);
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        if (zeros == digits.length()) {
            return OptionalLong.of(0);
        }
        long integerDigits = (integerEnd - integerStart) - zeros + exponent;
        if (integerDigits > MAX_INTEGER_DIGITS) {
            return OptionalLong.empty();
        }
        if (integerDigits <= 0) {
            return OptionalLong.of(negative ? -1 : 0);
        }
        int kept = (int) Math.min(digits.length() - zeros, integerDigits + KEPT_DECIMALS);
        BigDecimal value =
                new BigDecimal(digits.substring(zeros, zeros + kept)).scaleByPowerOfTen((int) integerDigits - kept);
        return OptionalLong.of(negative ? -1 : millis(value).longValue());
    }

    /** The time in ms since the epoch of a whole number that is not negative. */
    static long millis(long number) {
        if (number < FIRST_MILLISECONDS.longValue()) {
            return number * 1_000;
        }
        if (number < FIRST_MICROSECONDS.longValue()) {
            return number;
        }
        return number / (number < FIRST_NANOSECONDS.longValue() ? 1_000 : 1_000_000);
    }

    /** With a fraction, at most 1e14. */
    private static BigDecimal millis(BigDecimal value) {
        if (value.compareTo(FIRST_MILLISECONDS) < 0) {
            return value.movePointRight(3);
        }
        if (value.compareTo(FIRST_MICROSECONDS) < 0) {
            return value;
        }
        return value.movePointLeft(value.compareTo(FIRST_NANOSECONDS) < 0 ? 3 : 6);
    }

    private static int skipDigits(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
