package io.rollcall.model.login;

import java.util.Locale;

/** Why a raw login is rejected. The order is the contract's: where several apply, the first wins. */
public enum RejectReason {
    TOMBSTONE,
    MALFORMED_JSON,
    MISSING_USER_ID,
    INVALID_FIELD,
    MISSING_TIMESTAMP,
    INVALID_TIMESTAMP,
    FUTURE_TIMESTAMP;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON, for example {@code missing_user_id}. */
    public String wireName() {
        return wireName;
    }
}
