package io.rollcall.model.login;

import io.rollcall.model.place.PlaceSource;

/**
 * Writes clean and late logins. {@link LoginJson} defines the result; this class only gives it sooner where all texts are
 * printable ASCII without escapes. Used by one thread.
 */
public final class CleanLoginWriter {
    private static final byte[] USER_ID = CleanBytes.member("user_id");
    private static final byte[] APP_VERSION = CleanBytes.member("app_version");
    private static final byte[] DEVICE_TYPE = CleanBytes.member("device_type");
    private static final byte[] IP = CleanBytes.member("ip");
    private static final byte[] LOCALE = CleanBytes.member("locale");
    private static final byte[] DEVICE_ID = CleanBytes.member("device_id");
    private static final byte[] TIMESTAMP = CleanBytes.member("timestamp");
    private static final byte[] OUTCOME = CleanBytes.member("outcome");
    private static final byte[] FAILURE_REASON = CleanBytes.member("failure_reason");
    private static final byte[] SOURCE_EVENT_ID = CleanBytes.member("source_event_id");
    private static final byte[] PLACE_SOURCE = CleanBytes.member("place_source");

    private final CleanBytes out = new CleanBytes();

    /** A writer without a record yet. */
    public CleanLoginWriter() {}

    /** A clean or late login as JSON. */
    public byte[] write(CleanLogin login) {
        return put(login) ? out.end() : LoginJson.write(login);
    }

    /** Returns whether all of it is usual. */
    private boolean put(CleanLogin login) {
        EventId id = login.id();
        LoginOutcome outcome = login.outcome();
        PlaceSource place = login.placeSource();
        out.begin(id.partition(), id.offset(), id.element());
        return put(USER_ID, login.userId())
                && put(APP_VERSION, login.appVersion())
                && put(DEVICE_TYPE, login.deviceType())
                && put(IP, login.ip())
                && put(LOCALE, login.locale())
                && put(DEVICE_ID, login.deviceId())
                && putTime(login.timestampMillis())
                && put(OUTCOME, outcome == null ? null : outcome.wireName())
                && put(FAILURE_REASON, login.failureReason())
                && put(SOURCE_EVENT_ID, login.sourceEventId())
                && put(PLACE_SOURCE, place == null ? null : place.jsonName());
    }

    private boolean put(byte[] member, String text) {
        if (text == null) {
            return true;
        }
        out.put(member);
        return out.put(text);
    }

    private boolean putTime(long millis) {
        out.put(TIMESTAMP);
        return out.putTime(millis);
    }
}
