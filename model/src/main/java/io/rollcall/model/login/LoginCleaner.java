package io.rollcall.model.login;

import io.rollcall.model.text.WhiteSpace;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Decides what becomes of a raw login: clean, late or rejected. A pure function of the record (its bytes, its partition
 * and offset, its Kafka timestamp) and the settings, so that a rebuild years later decides the same. Never throws.
 *
 * @param latenessMillis a login whose event time is more than this (ms) before its Kafka timestamp is late
 * @param futureToleranceMillis one more than this (ms) after its Kafka timestamp is rejected; below the lateness
 */
public record LoginCleaner(long latenessMillis, long futureToleranceMillis) implements Serializable {
    /** One minute late, thirty seconds ahead. */
    public static final LoginCleaner DEFAULT = new LoginCleaner(60_000, 30_000);

    /** Locale of logins that have none. */
    public static final String UNKNOWN_LOCALE = "UNK";

    private static final int MAX_FIELD_LENGTH = 4_096;
    /** No login is older: a time before 2000-01-01T00:00:00Z (ms since the epoch) is a mistake. */
    public static final long YEAR_2000_MILLIS = 946_684_800_000L;

    public LoginCleaner {
        if (futureToleranceMillis < 0 || futureToleranceMillis >= latenessMillis) {
            throw new IllegalArgumentException("the future tolerance must be below the lateness");
        }
    }

    /** Decides about one record. */
    public CleaningOutcome clean(RawRecord raw) {
        if (raw.value() == null) {
            return rejected(RejectReason.TOMBSTONE, "The record has no value.");
        }
        RawLogin login;
        try {
            login = RawLoginParser.parse(raw.value());
        } catch (RawLoginParser.MalformedException e) {
            return rejected(RejectReason.MALFORMED_JSON, e.getMessage());
        }
        if (isBlank(login.userId())) {
            return rejected(RejectReason.MISSING_USER_ID, "user_id is missing or blank.");
        }
        String broken = brokenField(login);
        if (broken != null) {
            return rejected(RejectReason.INVALID_FIELD, broken);
        }
        if (isBlank(login.timestamp())) {
            return rejected(RejectReason.MISSING_TIMESTAMP, "timestamp is missing or blank.");
        }
        return judgeTime(raw, login);
    }

    @SuppressWarnings("ReferenceEquality") // NOT_TEXT is a marker, not a text
    private CleaningOutcome judgeTime(RawRecord raw, RawLogin login) {
        OptionalLong parsed = login.timestamp() == RawLogin.NOT_TEXT
                ? OptionalLong.empty()
                : UnixTime.parseMillis(WhiteSpace.trim(login.timestamp()));
        if (parsed.isEmpty()) {
            return rejected(RejectReason.INVALID_TIMESTAMP, "timestamp is not a Unix time in seconds or milliseconds.");
        }
        long time = parsed.getAsLong();
        if (time < YEAR_2000_MILLIS) {
            return rejected(RejectReason.INVALID_TIMESTAMP, "timestamp is before the year 2000.");
        }
        long kafkaTime = raw.kafkaTimestampMillis();
        if (time - futureToleranceMillis > kafkaTime) {
            return rejected(
                    RejectReason.FUTURE_TIMESTAMP,
                    "timestamp is more than "
                            + Duration.ofMillis(futureToleranceMillis).toSeconds()
                            + " s after the record reached Kafka.");
        }
        CleanLogin clean = normalized(raw.id(), login, time);
        return kafkaTime - latenessMillis > time ? new CleaningOutcome.Late(clean) : new CleaningOutcome.Clean(clean);
    }

    private static CleanLogin normalized(EventId id, RawLogin login, long time) {
        String locale = isBlank(login.locale())
                ? UNKNOWN_LOCALE
                : WhiteSpace.trim(login.locale()).toUpperCase(Locale.ROOT);
        String deviceType = login.deviceType() == null
                ? null
                : WhiteSpace.removeAll(login.deviceType().toLowerCase(Locale.ROOT));
        return new CleanLogin(
                id,
                WhiteSpace.trim(login.userId()),
                login.appVersion(),
                deviceType,
                login.ip(),
                locale,
                login.deviceId(),
                time);
    }

    private static String brokenField(RawLogin login) {
        String broken = brokenField("user_id", login.userId());
        broken = broken != null ? broken : brokenField("app_version", login.appVersion());
        broken = broken != null ? broken : brokenField("device_type", login.deviceType());
        broken = broken != null ? broken : brokenField("ip", login.ip());
        broken = broken != null ? broken : brokenField("locale", login.locale());
        return broken != null ? broken : brokenField("device_id", login.deviceId());
    }

    @SuppressWarnings("ReferenceEquality") // NOT_TEXT is a marker, not a text
    private static String brokenField(String name, String text) {
        if (text == RawLogin.NOT_TEXT) {
            return name + " holds an object or an array.";
        }
        boolean tooLong = text != null
                && text.length() > MAX_FIELD_LENGTH
                && text.codePointCount(0, text.length()) > MAX_FIELD_LENGTH;
        return tooLong ? name + " is longer than 4,096 characters." : null;
    }

    private static boolean isBlank(String text) {
        return text == null || WhiteSpace.trim(text).isEmpty();
    }

    private static CleaningOutcome rejected(RejectReason reason, String detail) {
        return new CleaningOutcome.Rejected(reason, detail);
    }
}
