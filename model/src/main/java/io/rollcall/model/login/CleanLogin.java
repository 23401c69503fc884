package io.rollcall.model.login;

import io.rollcall.model.place.PlaceSource;

/**
 * A login that passed every rule, clean or late. {@code id} and {@code locale} are always present, and {@code userId}
 * unless the login failed; every other text is null if the raw login does not have it.
 *
 * @param id the position of the raw record, which identifies the login
 * @param userId trimmed, not blank; null only if {@code outcome} is {@link LoginOutcome#FAILURE}
 * @param appVersion as sent, or null
 * @param deviceType in lower case and without any white space, or null
 * @param ip as sent, or null
 * @param locale the code of the place, or what the record says, trimmed and in upper case; {@code UNK} if it is unknown
 * @param deviceId as sent, or null
 * @param timestampMillis event time, ms since the epoch
 * @param outcome how it ended; null if the source does not say, which counts as success
 * @param failureReason why it failed; null if it did not, or the source does not say
 * @param sourceEventId the source's own id of the event, or null
 * @param placeSource what {@code locale} was decided by; null if no address is looked up
 */
public record CleanLogin(
        EventId id,
        String userId,
        String appVersion,
        String deviceType,
        String ip,
        String locale,
        String deviceId,
        long timestampMillis,
        LoginOutcome outcome,
        String failureReason,
        String sourceEventId,
        PlaceSource placeSource) {
    /** A login of a source that tells neither outcomes nor ids. */
    public CleanLogin(
            EventId id,
            String userId,
            String appVersion,
            String deviceType,
            String ip,
            String locale,
            String deviceId,
            long timestampMillis) {
        this(id, userId, appVersion, deviceType, ip, locale, deviceId, timestampMillis, null, null, null, null);
    }

    /** A login whose address is not looked up. */
    public CleanLogin(
            EventId id,
            String userId,
            String appVersion,
            String deviceType,
            String ip,
            String locale,
            String deviceId,
            long timestampMillis,
            LoginOutcome outcome,
            String failureReason,
            String sourceEventId) {
        this(
                id,
                userId,
                appVersion,
                deviceType,
                ip,
                locale,
                deviceId,
                timestampMillis,
                outcome,
                failureReason,
                sourceEventId,
                null);
    }

    /** Whether it counts as failed. */
    public boolean hasFailed() {
        return outcome == LoginOutcome.FAILURE;
    }
}
