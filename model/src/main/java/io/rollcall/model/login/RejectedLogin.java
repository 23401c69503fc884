package io.rollcall.model.login;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A raw login that violates a rule, with everything needed to find out why and to replay it. Its value is kept as text
 * if all of it that is at hand is UTF-8, else as bytes. A tombstone has neither. Of several rejected elements of one
 * record, only the first has the value.
 *
 * <p>Its JSON is shorter than 900 KiB. With a key of up to 64 KiB it fits a topic with Kafka's default limit of 1 MiB.
 *
 * @param reason the first rule that it violates
 * @param detail what is wrong, in one sentence for a person
 * @param topic the topic of the raw record
 * @param id partition and offset of the raw record
 * @param rejectedAtMillis when it was rejected, ms since the epoch
 * @param text the raw value as text, or null
 * @param binary the raw value as bytes, or null
 * @param truncated whether the raw value is longer than what is kept of it
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
    /** The longest text as it stands in JSON, bytes: 800 KiB. Some characters are escaped there. */
    private static final int MAX_JSON_BYTES = 800 * 1024;

    /** The rejected login to publish for a raw record that was rejected at this time (ms since the epoch). */
    public static RejectedLogin of(RawRecord raw, CleaningOutcome.Rejected why, long rejectedAtMillis) {
        byte[] value = raw.value();
        int length = 0;
        String text = null;
        byte[] binary = null;
        if (value != null && isText(raw)) {
            length = textLength(value);
            text = new String(value, 0, length, StandardCharsets.UTF_8);
        } else if (value != null) {
            length = Math.min(value.length, RawRecord.KEPT_BYTES);
            binary = length < value.length ? Arrays.copyOf(value, length) : value;
        }
        boolean truncated = length < raw.valueLength();
        return new RejectedLogin(
                why.reason(), why.detail(), raw.topic(), raw.id(), rejectedAtMillis, text, binary, truncated);
    }

    /** The same without the raw value, which another rejected element of the record holds. */
    public RejectedLogin withoutValue() {
        return new RejectedLogin(reason, detail, topic, id, rejectedAtMillis, null, null, true);
    }

    private static boolean isText(RawRecord raw) {
        byte[] value = raw.value();
        // Of a value too long to be a login the end may be missing, in the middle of a character.
        return raw.valueLength() <= RawRecord.MAX_VALUE_BYTES
                ? isUtf8(value)
                : isUtf8(Arrays.copyOf(value, textLength(value)));
    }

    /** The largest length within both limits that does not split a character. */
    private static int textLength(byte[] utf8) {
        int max = Math.min(utf8.length, RawRecord.KEPT_BYTES);
        int end = 0;
        for (int json = 0; end < max && json + jsonLength(utf8[end]) <= MAX_JSON_BYTES; end++) {
            json += jsonLength(utf8[end]);
        }
        int start = end - 1;
        while (start >= 0 && (utf8[start] & 0xC0) == 0x80) {
            start--;
        }
        return start >= 0 && end - start < characterBytes(utf8[start]) ? start : end;
    }

    /** What a byte adds to the text in JSON, which escapes control characters and those of four bytes. */
    private static int jsonLength(byte b) {
        if ((b & 0xF8) == 0xF0) {
            return 9; // and three more bytes make a surrogate pair, 12 characters
        }
        if (b == '"' || b == '\\' || b == '\n' || b == '\r' || b == '\t' || b == '\b' || b == '\f') {
            return 2;
        }
        return b >= 0 && b < ' ' ? 6 : 1;
    }

    private static int characterBytes(byte first) {
        if (first >= 0) {
            return 1;
        }
        return (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
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
}
