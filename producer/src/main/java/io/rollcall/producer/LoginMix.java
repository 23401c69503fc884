package io.rollcall.producer;

import io.rollcall.model.settings.UserError;

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

    /** The sum may exceed 1 by the rounding errors of adding decimals such as 0.1. */
    private static final double ROUNDING = 1e-9;

    /** @throws UserError (bad usage) if a fraction is out of bounds */
    public LoginMix {
        check("--dirty", dirty);
        check("--late", late);
        check("--too-late", tooLate);
        check("--duplicates", duplicates);
        if (dirty + late + tooLate + duplicates > 1 + ROUNDING) {
            throw UserError.usage("--dirty, --late, --too-late and --duplicates are fractions of all records:"
                    + " together they must be at most 1");
        }
    }

    private static void check(String option, double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw UserError.usage(option + " must be a fraction from 0 to 1, not " + fraction);
        }
    }
}
