package io.rollcall.producer;

/**
 * The shares of synthetic records that are not plain logins. Each is a fraction of all records, from 0 to 1; together
 * they are at most 1.
 *
 * @param dirty records that are rejected, for every reason of the contract
 * @param late logins whose event time is 5 to 50 s ago, which still count
 * @param tooLate logins whose event time is 70 to 300 s ago, which do not count
 * @param duplicates the previous login again, byte for byte, as when a user retries
 */
public record LoginMix(double dirty, double late, double tooLate, double duplicates) {
    /** Plain logins only. */
    public static final LoginMix PLAIN = new LoginMix(0, 0, 0, 0);

    /** The most that the fractions may add up to: 1, and a margin for rounding errors of the sum. */
    public static final double MAX_SUM = 1 + 1e-9;

    /** @throws IllegalArgumentException if a fraction is out of bounds, or all together are more than 1 */
    public LoginMix {
        check("dirty", dirty);
        check("late", late);
        check("tooLate", tooLate);
        check("duplicates", duplicates);
        if (dirty + late + tooLate + duplicates > MAX_SUM) {
            throw new IllegalArgumentException("dirty, late, tooLate and duplicates must together be at most 1");
        }
    }

    private static void check(String name, double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(name + " must be a fraction from 0 to 1, not " + fraction);
        }
    }
}
