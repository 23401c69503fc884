package io.rollcall.producer;

import java.nio.charset.StandardCharsets;

/**
 * A raw login before it is written. Each field is a JSON literal, so a text includes its quotes; a null field is left
 * out.
 */
record LoginDraft(
        String userId,
        String appVersion,
        String deviceType,
        String ip,
        String locale,
        String deviceId,
        String timestamp) {
    /** Enough for almost every login, in characters. */
    private static final int TYPICAL_LENGTH = 256;

    LoginDraft withUserId(String literal) {
        return new LoginDraft(literal, appVersion, deviceType, ip, locale, deviceId, timestamp);
    }

    LoginDraft withLocale(String literal) {
        return new LoginDraft(userId, appVersion, deviceType, ip, literal, deviceId, timestamp);
    }

    LoginDraft withDeviceId(String literal) {
        return new LoginDraft(userId, appVersion, deviceType, ip, locale, literal, timestamp);
    }

    LoginDraft withTimestamp(String literal) {
        return new LoginDraft(userId, appVersion, deviceType, ip, locale, deviceId, literal);
    }

    String json() {
        StringBuilder json = new StringBuilder(TYPICAL_LENGTH).append('{');
        append(json, "\"user_id\": ", userId);
        append(json, "\"app_version\": ", appVersion);
        append(json, "\"device_type\": ", deviceType);
        append(json, "\"ip\": ", ip);
        append(json, "\"locale\": ", locale);
        append(json, "\"device_id\": ", deviceId);
        append(json, "\"timestamp\": ", timestamp);
        return json.append('}').toString();
    }

    byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder json, String name, String literal) {
        if (literal != null) {
            json.append(json.length() > 1 ? ", " : "").append(name).append(literal);
        }
    }
}
