package io.rollcall.model.login;

/** The fields of a raw login, in the order in which they are checked. All other fields of its JSON are ignored. */
enum RawField {
    USER_ID("user_id"),
    APP_VERSION("app_version"),
    DEVICE_TYPE("device_type"),
    IP("ip"),
    LOCALE("locale"),
    DEVICE_ID("device_id"),
    TIMESTAMP("timestamp");

    private final String jsonName;

    RawField(String jsonName) {
        this.jsonName = jsonName;
    }

    /** The name in JSON, for example {@code user_id}. */
    String jsonName() {
        return jsonName;
    }

    /** The field with this name in JSON, or null if there is none. */
    static RawField named(String jsonName) {
        return switch (jsonName) {
            case "user_id" -> USER_ID;
            case "app_version" -> APP_VERSION;
            case "device_type" -> DEVICE_TYPE;
            case "ip" -> IP;
            case "locale" -> LOCALE;
            case "device_id" -> DEVICE_ID;
            case "timestamp" -> TIMESTAMP;
            default -> null;
        };
    }
}
