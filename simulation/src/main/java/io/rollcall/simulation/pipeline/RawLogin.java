package io.rollcall.simulation.pipeline;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginOutcome;
import java.nio.charset.StandardCharsets;

/**
 * What a producer sends.
 *
 * @param eventMillis event time, ms since the epoch
 * @param user user id
 * @param device device id
 * @param locale locale
 * @param valid whether it is a login at all; else its value is no JSON
 * @param failure why it failed; null if it did not
 * @param sourceEventId the source's own id, or null. The source may send such a login again
 */
public record RawLogin(
        long eventMillis,
        String user,
        String device,
        String locale,
        boolean valid,
        String failure,
        String sourceEventId) {
    /** A clean login of its value, with what a mapping adds: the built-in form has neither outcomes nor this id. */
    CleanLogin mapped(CleanLogin clean, String eventId) {
        return new CleanLogin(
                clean.id(),
                clean.userId(),
                clean.appVersion(),
                clean.deviceType(),
                clean.ip(),
                clean.locale(),
                clean.deviceId(),
                clean.timestampMillis(),
                failure == null ? null : LoginOutcome.FAILURE,
                failure,
                eventId);
    }

    /** The value of the record. */
    public byte[] value() {
        String text = valid
                ? "{\"user_id\":\"" + user + "\",\"device_id\":\"" + device + "\",\"locale\":\"" + locale
                        + "\",\"timestamp\":" + eventMillis + "}"
                : "not a login";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
