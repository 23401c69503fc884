package io.rollcall.model.progress;

import java.time.Duration;

/**
 * The limits beyond which a job needs attention. {@code model.health.Judgement} judges by them, and the alert rules in {@code
 * deploy/alerts.yaml} use the same numbers. A value equal to its limit is healthy.
 */
public final class HealthLimits {
    /** Longest pause between two reports of a job. A job reports at least every 10 s, so three are missing then. */
    public static final Duration MAX_SILENCE = Duration.ofSeconds(30);

    /**
     * Longest time that a job with lag may be behind, or go without processing its oldest record. No batch of a job that
     * keeps up takes this long.
     */
    public static final Duration MAX_DELAY = Duration.ofSeconds(60);

    /** How far a Kafka timestamp may be ahead of the clock of the machine that judges. */
    public static final Duration MAX_AHEAD = Duration.ofSeconds(30);

    /**
     * Largest share of rejected logins, 0 to 1. A larger share suggests a producer that breaks the cleaning rules
     * rather than a few bad records.
     */
    public static final double MAX_REJECTED_SHARE = 0.05;

    private HealthLimits() {}

    /** Whether a job whose last report is this old (ms) is silent. */
    public static boolean isSilent(long reportAgeMillis) {
        return reportAgeMillis > MAX_SILENCE.toMillis();
    }

    /** Whether a job with lag is behind, if its oldest record has waited this long (ms). */
    public static boolean isBehind(long delayMillis) {
        return delayMillis > MAX_DELAY.toMillis();
    }

    /** Whether a Kafka timestamp is so far (ms) ahead of this machine's clock that one of the clocks is wrong. */
    public static boolean isAhead(long aheadMillis) {
        return aheadMillis > MAX_AHEAD.toMillis();
    }

    /** Whether too many logins are rejected. The rates may be in any unit, the same for both. */
    public static boolean isTooManyRejected(double rejectedRate, double inputRate) {
        return rejectedRate > inputRate * MAX_REJECTED_SHARE && rejectedRate > 0;
    }
}
