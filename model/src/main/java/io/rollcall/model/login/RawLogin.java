package io.rollcall.model.login;

/**
 * The fields of a raw login as they stand in its JSON: null where absent or null, numbers and booleans as their literal
 * text.
 *
 * @param timestamp the literal text of a number or string, or null
 */
record RawLogin(
        String userId,
        String appVersion,
        String deviceType,
        String ip,
        String locale,
        String deviceId,
        String timestamp) {
    /** Stands for an object or an array where text is expected; compared by identity. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    static final String NOT_TEXT = new String("an object or an array");
}
