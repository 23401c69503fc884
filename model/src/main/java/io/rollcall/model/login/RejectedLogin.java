package io.rollcall.model.login;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A raw login that broke a rule, with what a person needs to find out why. Its value is kept as text where all of the
 * raw value is UTF-8, else as bytes; a tombstone has neither.
 *
 * @param reason the first rule it broke
 * @param detail one sentence for a person
 * @param topic topic of the raw record
 * @param id partition and offset of the raw record
 * @param rejectedAtMillis when it was rejected, ms since the epoch
 * @param text the raw value as text, or null
 * @param binary the raw value as bytes, or null
 * @param truncated whether the raw value was longer than {@link #MAX_VALUE_BYTES} and is cut
 */
@SuppressWarnings("ArrayRecordComponent") // passed straight to the serializer
public record RejectedLogin(
        RejectReason reason,
        String detail,
        String topic,
        EventId id,
        long rejectedAtMillis,
        String text,
        byte[] binary,
        boolean truncated) {
    /** How much of a raw value is kept: 256 KiB. */
    public static final int MAX_VALUE_BYTES = 256 * 1024;

    /** What to publish of a raw record that was rejected at that time (ms since the epoch). */
    public static RejectedLogin of(RawRecord raw, CleaningOutcome.Rejected why, long rejectedAtMillis) {
        byte[] value = raw.value();
        boolean truncated = value != null && value.length > MAX_VALUE_BYTES;
        String text = null;
        byte[] binary = null;
        if (value != null && isUtf8(value)) {
            int length = truncated ? characterBoundary(value) : value.length;
            text = new String(value, 0, length, StandardCharsets.UTF_8);
        } else if (value != null) {
            binary = truncated ? Arrays.copyOf(value, MAX_VALUE_BYTES) : value;
        }
        return new RejectedLogin(
                why.reason(), why.detail(), raw.topic(), raw.id(), rejectedAtMillis, text, binary, truncated);
    }

    static boolean isUtf8(byte[] value) {
        int i = 0;
        while (i < value.length && value[i] >= 0) {
            i++;
        }
        if (i == value.length) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value, i, value.length - i));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    private static int characterBoundary(byte[] utf8) {
        int end = MAX_VALUE_BYTES;
        while ((utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }
}
