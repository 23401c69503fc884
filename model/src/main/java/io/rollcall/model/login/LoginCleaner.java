package io.rollcall.model.login;

import io.rollcall.model.text.WhiteSpace;
import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalLong;

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

    /** 2000-01-01T00:00:00Z, ms since the epoch. An earlier timestamp is considered a mistake. */
    public static final long YEAR_2000_MILLIS = 946_684_800_000L;

    /** In Unicode characters (code points). */
    private static final int MAX_FIELD_LENGTH = 4_096;

    public LoginCleaner {
        if (futureToleranceMillis < 0 || futureToleranceMillis >= latenessMillis) {
            throw new IllegalArgumentException("the future tolerance must be below the lateness");
        }
    }

    /** Applies the rules, in the order of docs/contract.md, to one record in the built-in form. */
    public CleaningOutcome clean(RawRecord raw) {
        CleaningOutcome unreadable = unreadable(raw);
        if (unreadable != null) {
            return unreadable;
        }
        RawLogin login;
        try {
            login = RawLoginParser.parse(raw.value());
        } catch (MalformedJsonException e) {
            return malformed(raw, e);
        }
        return judge(login, raw);
    }

    /** The rules about the record as a whole, which come first; null if it breaks none of them. */
    public CleaningOutcome unreadable(RawRecord raw) {
        if (raw.value() == null) {
            return rejected(RejectReason.TOMBSTONE, "The record has no value.");
        }
        return raw.valueLength() > RawRecord.MAX_VALUE_BYTES
                ? rejected(
                        RejectReason.MALFORMED_JSON, "The value is longer than 1 MiB: " + raw.valueLength() + " bytes.")
                : null;
    }

    /** The outcome of a record that is not the JSON that it must be. */
    public CleaningOutcome malformed(RawRecord raw, MalformedJsonException why) {
        return rejected(RejectReason.MALFORMED_JSON, RejectionDetail.malformed(raw.value(), why));
    }

    /**
     * The rules about a login, whatever form its record has.
     *
     * @param raw the record that the login comes from, whose id is that of the login
     */
    public CleaningOutcome judge(UnjudgedLogin login, RawRecord raw) {
        String problem = login.missingUser(raw);
        if (problem != null) {
            return rejected(RejectReason.MISSING_USER_ID, problem);
        }
        problem = login.invalidField();
        if (problem != null) {
            return rejected(RejectReason.INVALID_FIELD, problem);
        }
        problem = login.missingTime(raw);
        if (problem != null) {
            return rejected(RejectReason.MISSING_TIMESTAMP, problem);
        }
        return checkTime(login, raw);
    }

    private CleaningOutcome checkTime(UnjudgedLogin login, RawRecord raw) {
        OptionalLong parsed = login.timeMillis();
        if (parsed.isEmpty()) {
            return rejected(RejectReason.INVALID_TIMESTAMP, login.invalidTime());
        }
        long time = parsed.getAsLong();
        if (time < YEAR_2000_MILLIS) {
            return rejected(RejectReason.INVALID_TIMESTAMP, RejectionDetail.tooOld(login.timeName(), login.timeText()));
        }
        long kafkaTime = raw.kafkaTimestampMillis();
        if (time - futureToleranceMillis > kafkaTime) {
            return rejected(
                    RejectReason.FUTURE_TIMESTAMP,
                    RejectionDetail.inTheFuture(
                            login.timeName(), login.timeText(), time - kafkaTime, futureToleranceMillis));
        }
        CleanLogin clean = login.normalized(raw.id(), time);
        return kafkaTime - latenessMillis > time ? new CleaningOutcome.Late(clean) : new CleaningOutcome.Clean(clean);
    }

    /** Whether a text is longer than any field may be: 4,096 characters (code points). Null is not. */
    public static boolean isTooLong(String text) {
        return text != null
                && text.length() > MAX_FIELD_LENGTH // rules out almost every text without counting
                && text.codePointCount(0, text.length()) > MAX_FIELD_LENGTH;
    }

    /** The form of a kind of device in a clean login: lower case, without white space. Null remains null. */
    public static String deviceType(String text) {
        return text == null ? null : WhiteSpace.removeAll(text.toLowerCase(Locale.ROOT));
    }

    private static CleaningOutcome rejected(RejectReason reason, String detail) {
        return new CleaningOutcome.Rejected(reason, detail);
    }
}
