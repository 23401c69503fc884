package io.rollcall.model.login;

import java.util.Locale;

/**
 * Why a raw login is rejected. If several reasons apply, the first one in this order is given; docs/contract.md has the
 * same order.
 */
public enum RejectReason {
    TOMBSTONE,
    MALFORMED_JSON,
    /** An expression of the source's mapping fails. */
    MAPPING_ERROR,
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
