package io.rollcall.model.login;

import java.nio.ByteBuffer;

/**
 * What a value that is not a raw login looks like, as people send it by mistake. Only for messages: no outcome depends on
 * it. Looks at the beginning of the value alone.
 */
public enum ValueForm {
    /** Nothing that is known. */
    UNKNOWN,
    /** Text in UTF-16, as PowerShell writes it. */
    UTF16,
    /** A zero byte and the id of a schema, then Avro, Protobuf or JSON. */
    SCHEMA_REGISTRY,
    /** Bytes of gzip, zstd, Snappy's or LZ4's frame format. */
    COMPRESSED,
    /** An array of JSON. */
    JSON_ARRAY,
    /** A JSON string whose text is a JSON object. */
    JSON_IN_STRING,
    /** One line of a JSON object that is written over several lines. */
    PART_OF_JSON;

    /** What a Schema Registry client writes before the data: a zero byte and four bytes of schema id. */
    private static final int REGISTRY_PREFIX = 5;

    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b52ffd;
    private static final int LZ4 = 0x04224d18;
    private static final int SNAPPY = 0xff060000;

    /** The form of a value. */
    public static ValueForm of(byte[] value) {
        if (isUtf16(value)) {
            return UTF16;
        }
        if (value.length > REGISTRY_PREFIX && value[0] == 0) {
            return SCHEMA_REGISTRY;
        }
        if (isCompressed(value)) {
            return COMPRESSED;
        }
        int first = skipBlanks(value, 0);
        if (first == value.length) {
            return UNKNOWN;
        }
        return switch (value[first]) {
            case '[' -> JSON_ARRAY;
            case '"' -> ofString(value, first);
            case '{' -> skipBlanks(value, first + 1) == value.length ? PART_OF_JSON : UNKNOWN;
            case '}', ']' -> PART_OF_JSON;
            default -> UNKNOWN;
        };
    }

    /** The schema id in a value of the form {@link #SCHEMA_REGISTRY}. */
    public static long schemaId(byte[] value) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt());
    }

    private static boolean isUtf16(byte[] value) {
        if (value.length < 2) {
            return false;
        }
        int mark = Byte.toUnsignedInt(value[0]) << 8 | Byte.toUnsignedInt(value[1]);
        if (mark == 0xfffe || mark == 0xfeff) {
            return true;
        }
        // Without a mark: every other byte of ASCII text is zero.
        return value.length >= 4
                && (value[0] == 0 && value[1] != 0 && value[2] == 0 && value[3] != 0
                        || value[0] != 0 && value[1] == 0 && value[2] != 0 && value[3] == 0);
    }

    private static boolean isCompressed(byte[] value) {
        if (value.length < Integer.BYTES) {
            return false;
        }
        int start = ByteBuffer.wrap(value).getInt();
        return start >>> 16 == GZIP || start == ZSTD || start == LZ4 || start == SNAPPY;
    }

    private static ValueForm ofString(byte[] value, int quote) {
        int first = skipBlanks(value, quote + 1);
        if (first < value.length && value[first] == '{') {
            return JSON_IN_STRING;
        }
        int end = quote + 1;
        while (end < value.length && value[end] != '"') {
            end += value[end] == '\\' ? 2 : 1;
        }
        int after = skipBlanks(value, Math.min(end + 1, value.length));
        return after < value.length && value[after] == ':' ? PART_OF_JSON : UNKNOWN;
    }

    private static int skipBlanks(byte[] value, int from) {
        int i = from;
        while (i < value.length && (value[i] == ' ' || value[i] == '\t' || value[i] == '\r' || value[i] == '\n')) {
            i++;
        }
        return i;
    }
}
