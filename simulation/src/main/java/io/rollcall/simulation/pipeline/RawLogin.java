package io.rollcall.simulation.pipeline;

import java.nio.charset.StandardCharsets;

/**
 * What a producer sends.
 *
 * @param eventMillis event time, ms since the epoch
 * @param user user id
 * @param device device id
 * @param locale locale
 * @param valid whether it is a login at all; else its value is no JSON
 */
public record RawLogin(long eventMillis, String user, String device, String locale, boolean valid) {
    /** The value of the record. */
    public byte[] value() {
        String text = valid
                ? "{\"user_id\":\"" + user + "\",\"device_id\":\"" + device + "\",\"locale\":\"" + locale
                        + "\",\"timestamp\":" + eventMillis + "}"
                : "not a login";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
