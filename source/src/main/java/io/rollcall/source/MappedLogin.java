package io.rollcall.source;

import io.rollcall.model.login.LoginOutcome;

/**
 * A login as its source describes it, before the cleaning rules. Texts are trimmed; one that is absent, null or blank is
 * null.
 *
 * @param user who logs in, or null
 * @param timeText the time as the source has it, or null
 * @param timeMillis the event time, ms since the epoch; null if {@code timeText} is no time
 * @param place the locale of the place that the source names: a US region, alpha-3 of a country, or null
 * @param country the country as the source has it, or null
 * @param ip the address: IPv4, or IPv6 without brackets, port and zone; null if the source gives no address
 * @param addresses the text of which {@code ip} is the first address, or null
 * @param device the kind of device, or null
 * @param deviceId which device, or null
 * @param appVersion the version of the application, or null
 * @param outcome how it ended; null if the source does not say
 * @param reason why it failed; null if it did not, or the source does not say
 * @param eventId the source's own id of the event, or null
 */
public record MappedLogin(
        String user,
        String timeText,
        Long timeMillis,
        String place,
        String country,
        String ip,
        String addresses,
        String device,
        String deviceId,
        String appVersion,
        LoginOutcome outcome,
        String reason,
        String eventId) {}
