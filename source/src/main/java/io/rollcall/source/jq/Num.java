package io.rollcall.source.jq;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number of JSON. One that comes from a record keeps its text, so that a long id stays whole. Calculations use doubles,
 * as in jq.
 */
public final class Num {
    /** Whole numbers of this many characters are exact as doubles. */
    private static final int EXACT_LENGTH = 15;
    /** The most digits that a double needs. */
    private static final int MAX_DIGITS = 17;

    private final String literal;
    private final double value;

    private Num(String literal, double value) {
        this.literal = literal;
        this.value = value;
    }

    /** A calculated number. */
    public static Num of(double value) {
        return new Num(null, value);
    }

    /**
     * A number of a record.
     *
     * @param literal its text, in the form of JSON
     */
    public static Num literal(String literal) {
        return new Num(literal, Double.NaN);
    }

    /** The nearest double; infinity beyond its range. */
    public double value() {
        return literal == null ? value : Double.parseDouble(literal);
    }

    /** The text of the record, or of the calculated double. */
    public String text() {
        return literal == null ? format(value) : literal;
    }

    /** The text in jq: whole numbers of a record as they are, others as doubles. */
    String jqText() {
        return literal != null && isWhole(literal) ? literal : format(value());
    }

    boolean isNaN() {
        return literal == null && Double.isNaN(value);
    }

    /** The order of jq, in which NaN is below all numbers and itself. Whole numbers of records compare exactly. */
    static int compare(Num a, Num b) {
        if (a.isNaN()) {
            return -1;
        }
        if (b.isNaN()) {
            return 1;
        }
        if (a.literal != null
                && b.literal != null
                && Math.max(a.literal.length(), b.literal.length()) > EXACT_LENGTH
                && isWhole(a.literal)
                && isWhole(b.literal)) {
            return new BigDecimal(a.literal).compareTo(new BigDecimal(b.literal));
        }
        double x = a.value();
        double y = b.value();
        return x < y ? -1 : x == y ? 0 : 1;
    }

    private static boolean isWhole(String literal) {
        for (int i = literal.charAt(0) == '-' ? 1 : 0; i < literal.length(); i++) {
            if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** As jq writes a double: the fewest digits that give it back, and an exponent below 1e-5 and from 1e17 on. */
    private static String format(double value) {
        if (Double.isNaN(value)) {
            return "null";
        }
        double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
        if (finite == Math.rint(finite) && Math.abs(finite) < 1e15) {
            String sign = finite == 0 && 1 / finite < 0 ? "-" : "";
            return sign + (long) finite;
        }
        BigDecimal exact = new BigDecimal(Math.abs(finite));
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= MAX_DIGITS; digits++) {
            shortest =
                    exact.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
            if (shortest.doubleValue() == Math.abs(finite)) {
                break;
            }
        }
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        StringBuilder text = new StringBuilder(finite < 0 ? "-" : "");
        if (point <= -4 || point > digits.length() + 15) {
            text.append(digits.charAt(0));
            if (digits.length() > 1) {
                text.append('.').append(digits, 1, digits.length());
            }
            int exponent = point - 1;
            text.append('e').append(exponent < 0 ? '-' : '+');
            return text.append(Math.abs(exponent) < 10 ? "0" : "")
                    .append(Math.abs(exponent))
                    .toString();
        }
        if (point <= 0) {
            return text.append("0.").append("0".repeat(-point)).append(digits).toString();
        }
        if (point >= digits.length()) {
            return text.append(digits)
                    .append("0".repeat(point - digits.length()))
                    .toString();
        }
        return text.append(digits, 0, point)
                .append('.')
                .append(digits, point, digits.length())
                .toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Num num && (isNaN() ? num.isNaN() : compare(this, num) == 0);
    }

    @Override
    public int hashCode() {
        return Double.hashCode(value() + 0.0); // no negative zero
    }

    @Override
    public String toString() {
        return text();
    }
}
