package io.rollcall.model.login;

/**
 * A login that passed every rule, clean or late. {@code userId} and {@code locale} are always present; every other text
 * is null if the raw login does not have it.
 *
 * @param id the position of the raw record, which identifies the login
 * @param userId trimmed, not blank
 * @param appVersion as sent, or null
 * @param deviceType in lower case and without any white space, or null
 * @param ip as sent, or null
 * @param locale trimmed, in upper case; {@code UNK} if the raw login has none
 * @param deviceId as sent, or null
 * @param timestampMillis event time, ms since the epoch
 */
public record CleanLogin(
        EventId id,
        String userId,
        String appVersion,
        String deviceType,
        String ip,
        String locale,
        String deviceId,
        long timestampMillis) {}
