package io.rollcall.model.login;

/**
 * A login that passed every rule. Text fields are null where the raw login had none, but for {@code userId} and
 * {@code locale}, which are always there.
 *
 * @param id identity of the raw record
 * @param userId trimmed, not blank
 * @param appVersion as sent, or null
 * @param deviceType lower case without any white space, or null
 * @param ip as sent, or null
 * @param locale trimmed and upper-cased; {@code UNK} where the raw login had none
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
