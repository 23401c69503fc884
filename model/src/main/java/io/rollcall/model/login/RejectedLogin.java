package io.rollcall.model.login;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A raw login that violates a rule, with everything needed to find out why and to replay it. Its value is kept as text
 * if the whole raw value is UTF-8, else as bytes. A tombstone has neither.
 *
 * @param reason the first rule that it violates
 * @param detail what is wrong, in one sentence for a person
 * @param topic the topic of the raw record
 * @param id partition and offset of the raw record
 * @param rejectedAtMillis when it was rejected, ms since the epoch
 * @param text the raw value as text, or null
 * @param binary the raw value as bytes, or null
 * @param truncated whether the raw value is longer than {@link #MAX_VALUE_BYTES} and therefore truncated
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the serializer, never compared
public record RejectedLogin(
        RejectReason reason,
        String detail,
        String topic,
        EventId id,
        long rejectedAtMillis,
        String text,
        byte[] binary,
        boolean truncated) {
    /** The maximum number of bytes that are kept of a raw value: 256 KiB. */
    public static final int MAX_VALUE_BYTES = 256 * 1024;

    /** The rejected login to publish for a raw record that was rejected at this time (ms since the epoch). */
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

    /** Whether these bytes are UTF-8. Most values are ASCII and need no decoder. */
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

    /** The largest length, up to the limit, that does not split a character. */
    private static int characterBoundary(byte[] utf8) {
        int end = MAX_VALUE_BYTES;
        while ((utf8[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }
}
