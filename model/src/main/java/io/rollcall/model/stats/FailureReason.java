package io.rollcall.model.stats;

/**
 * How many logins failed for one reason.
 *
 * @param reason the reason as the source gives it, or one of the two names of {@link Failures}
 * @param logins number of distinct failed logins; exact
 */
public record FailureReason(String reason, long logins) {}
