package io.rollcall.model.login;

import io.rollcall.model.text.WhiteSpace;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The cleaning rules: decides whether a raw login is clean, late or rejected. The decision depends only on the record
 * (its bytes, partition, offset and Kafka timestamp) and these settings, never on the clock, so a rebuild years later
 * decides the same. Never throws.
 *
 * @param latenessMillis a login is late if its event time is more than this (ms) before its Kafka timestamp
 * @param futureToleranceMillis a login is rejected if its event time is more than this (ms) after its Kafka timestamp;
 *     below the lateness
 */
public record LoginCleaner(long latenessMillis, long futureToleranceMillis) implements Serializable {
    /** Lateness 60 s, future tolerance 30 s. */
    public static final LoginCleaner DEFAULT = new LoginCleaner(60_000, 30_000);

    /** The locale of a clean login whose raw login has none. */
    public static final String UNKNOWN_LOCALE = "UNK";

    /** 2000-01-01T00:00:00Z, ms since the epoch. An earlier timestamp is considered a mistake. */
    public static final long YEAR_2000_MILLIS = 946_684_800_000L;

    /** In Unicode characters (code points). */
    private static final int MAX_FIELD_LENGTH = 4_096;

    private static final Set<RawField> TEXT_FIELDS = EnumSet.complementOf(EnumSet.of(RawField.TIMESTAMP));

    public LoginCleaner {
        if (futureToleranceMillis < 0 || futureToleranceMillis >= latenessMillis) {
            throw new IllegalArgumentException("the future tolerance must be below the lateness");
        }
    }

    /** Applies the rules, in the order of docs/contract.md, to one record. */
    public CleaningOutcome clean(RawRecord raw) {
        if (raw.value() == null) {
            return rejected(RejectReason.TOMBSTONE, "The record has no value.");
        }
        if (raw.valueLength() > RawRecord.MAX_VALUE_BYTES) {
            return rejected(
                    RejectReason.MALFORMED_JSON, "The value is longer than 1 MiB: " + raw.valueLength() + " bytes.");
        }
        RawLogin login;
        try {
            login = RawLoginParser.parse(raw.value());
        } catch (MalformedJsonException e) {
            return rejected(RejectReason.MALFORMED_JSON, RejectionDetail.malformed(raw.value(), e));
        }
        if (login.isMissing(RawField.USER_ID)) {
            return rejected(
                    RejectReason.MISSING_USER_ID, RejectionDetail.missing(RawField.USER_ID, raw.value(), login));
        }
        String invalid = invalidField(login);
        if (invalid != null) {
            return rejected(RejectReason.INVALID_FIELD, invalid);
        }
        if (login.isMissing(RawField.TIMESTAMP)) {
            return rejected(
                    RejectReason.MISSING_TIMESTAMP, RejectionDetail.missing(RawField.TIMESTAMP, raw.value(), login));
        }
        return checkTime(raw, login);
    }

    private CleaningOutcome checkTime(RawRecord raw, RawLogin login) {
        String timestamp = login.text(RawField.TIMESTAMP); // null if it is an object or an array
        OptionalLong parsed =
                timestamp == null ? OptionalLong.empty() : UnixTime.parseMillis(WhiteSpace.trim(timestamp));
        if (parsed.isEmpty()) {
            return rejected(RejectReason.INVALID_TIMESTAMP, RejectionDetail.invalidTimestamp(timestamp));
        }
        long time = parsed.getAsLong();
        if (time < YEAR_2000_MILLIS) {
            return rejected(RejectReason.INVALID_TIMESTAMP, RejectionDetail.tooOld(timestamp));
        }
        long kafkaTime = raw.kafkaTimestampMillis();
        if (time - futureToleranceMillis > kafkaTime) {
            return rejected(
                    RejectReason.FUTURE_TIMESTAMP,
                    RejectionDetail.inTheFuture(timestamp, time, kafkaTime, futureToleranceMillis));
        }
        CleanLogin clean = normalized(raw.id(), login, time);
        return kafkaTime - latenessMillis > time ? new CleaningOutcome.Late(clean) : new CleaningOutcome.Clean(clean);
    }

    private static CleanLogin normalized(EventId id, RawLogin login, long time) {
        String locale = login.isMissing(RawField.LOCALE)
                ? UNKNOWN_LOCALE
                : WhiteSpace.trim(login.text(RawField.LOCALE)).toUpperCase(Locale.ROOT);
        String deviceType = login.text(RawField.DEVICE_TYPE);
        return new CleanLogin(
                id,
                WhiteSpace.trim(login.text(RawField.USER_ID)),
                login.text(RawField.APP_VERSION),
                deviceType == null ? null : WhiteSpace.removeAll(deviceType.toLowerCase(Locale.ROOT)),
                login.text(RawField.IP),
                locale,
                login.isMissing(RawField.DEVICE_ID) ? null : login.text(RawField.DEVICE_ID),
                time);
    }

    /** What is wrong with the first invalid field, in one sentence; null if all are valid. */
    private static String invalidField(RawLogin login) {
        for (RawField field : TEXT_FIELDS) {
            if (login.structures().contains(field)) {
                return field.jsonName() + " holds an object or an array.";
            }
            if (isTooLong(login.text(field))) {
                return RejectionDetail.tooLong(field, login.text(field));
            }
        }
        return null;
    }

    private static boolean isTooLong(String text) {
        return text != null
                && text.length() > MAX_FIELD_LENGTH // rules out almost every text without counting
                && text.codePointCount(0, text.length()) > MAX_FIELD_LENGTH;
    }

    private static CleaningOutcome rejected(RejectReason reason, String detail) {
        return new CleaningOutcome.Rejected(reason, detail);
    }
}
