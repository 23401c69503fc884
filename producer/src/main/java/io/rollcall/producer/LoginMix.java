package io.rollcall.producer;

import io.rollcall.model.settings.UserError;

/**
 * How many of the synthetic records are not plain logins: fractions of all records, each from 0 to 1 and together at most
 * 1.
 *
 * @param dirty records that break a rule of the contract, of every kind
 * @param late logins 5 to 50 s late, which are still counted
 * @param tooLate logins 70 to 300 s late, which are not
 * @param duplicates the newest login again, byte for byte, as when a user retries
 */
public record LoginMix(double dirty, double late, double tooLate, double duplicates) {
    /** Plain logins only. */
    public static final LoginMix PLAIN = new LoginMix(0, 0, 0, 0);

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
