package io.rollcall.geo;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the values of a section, without making objects of them, and refuses what the library would fail on, or would
 * never come to an end with: values outside of the section, circles, and more values than any record has.
 */
final class DataSection {
    private static final int POINTER = 1;
    private static final int STRING = 2;
    private static final int BYTES = 4;
    private static final int MAP = 7;
    private static final int ARRAY = 11;
    private static final int BOOLEAN = 14;
    /** Payload of each type of a fixed or a limited size; types 0 to 15. */
    private static final int[] MAX_BYTES = {-1, 0, 0, 8, 0, 2, 4, 0, 4, 8, 16, 0, -1, -1, 0, 4};

    private static final int DOUBLE = 3;
    private static final int FLOAT = 15;
    /** Where the pointers of 1 to 4 bytes begin to count. */
    private static final int[] POINTER_BASE = {0, 2_048, 526_336, 0};

    private static final int MAX_DEPTH = 16;
    private static final int MAX_VALUES = 2_000;
    /** A few seconds. Databases of cities with names in eight languages have some ten millions. */
    private static final long MAX_VALUES_OF_ALL = 400_000_000L;

    private final ByteBuffer file;
    private final int start;
    private final int end;
    private long allValues;
    private int values;

    /** A section from {@code start} to before {@code end} (offsets in the file). */
    DataSection(ByteBuffer file, int start, int end) {
        this.file = file;
        this.start = start;
        this.end = end;
    }

    /** Checks the record at an offset in the file. */
    void check(int offset) throws DamagedException {
        values = 0;
        int record = type(offset) == POINTER ? target(offset) : offset;
        if (type(record) != MAP) {
            throw new DamagedException("a record of it is not a map");
        }
        skip(offset, 0);
        allValues += values;
        if (allValues > MAX_VALUES_OF_ALL) {
            throw new DamagedException("it has more values than a database of places");
        }
    }

    /** Whether a checked record is a map with one of these keys, as bytes. */
    boolean hasKey(int offset, byte[]... keys) throws DamagedException {
        int at = offset;
        if (type(at) == POINTER) {
            at = target(at);
        }
        if (type(at) != MAP) {
            return false;
        }
        int entries = size(at);
        at = payload(at);
        for (int i = 0; i < entries; i++) {
            int text = type(at) == POINTER ? target(at) : at;
            for (byte[] key : keys) {
                if (isText(text, key)) {
                    return true;
                }
            }
            values = 0;
            at = skip(skip(at, 0), 0);
        }
        return false;
    }

    private boolean isText(int at, byte[] expected) throws DamagedException {
        if (type(at) != STRING || size(at) != expected.length) {
            return false;
        }
        int payload = payload(at);
        for (int i = 0; i < expected.length; i++) {
            if (file.get(payload + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** The offset after the value at an offset. */
    private int skip(int at, int depth) throws DamagedException {
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            throw new DamagedException("a record of it has no end");
        }
        int type = type(at);
        if (type == POINTER) {
            int target = target(at);
            if (type(target) == POINTER) {
                throw new DamagedException("a pointer of it leads to a pointer");
            }
            skip(target, depth + 1);
            return at + 2 + (unsigned(at) >> 3 & 3);
        }
        int size = size(at);
        int payload = payload(at);
        return switch (type) {
            case MAP -> skipEntries(payload, size, depth, true);
            case ARRAY -> skipEntries(payload, size, depth, false);
            case BOOLEAN -> within(payload, size <= 1 ? 0 : -1);
            case STRING -> checkText(payload, within(payload, size));
            case BYTES -> within(payload, size);
            case DOUBLE, FLOAT -> within(payload, size == MAX_BYTES[type] ? size : -1);
            default -> within(payload, type < MAX_BYTES.length && size <= MAX_BYTES[type] ? size : -1);
        };
    }

    private int skipEntries(int payload, int entries, int depth, boolean map) throws DamagedException {
        int at = payload;
        for (int i = 0; i < entries; i++) {
            if (map) {
                int key = type(at) == POINTER ? target(at) : at;
                if (type(key) != STRING) {
                    throw new DamagedException("a key of it is not a text");
                }
                at = skip(at, depth + 1);
            }
            at = skip(at, depth + 1);
        }
        return at;
    }

    private int within(int payload, int bytes) throws DamagedException {
        if (bytes < 0 || bytes > end - payload) {
            throw new DamagedException("a value of it has an impossible size");
        }
        return payload + bytes;
    }

    /** Returns the end. */
    private int checkText(int from, int to) throws DamagedException {
        for (int i = from; i < to; i++) {
            if (file.get(i) < 0) {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(file.slice(i, to - i));
                } catch (CharacterCodingException e) {
                    throw new DamagedException("a text of it is not UTF-8");
                }
                return to;
            }
        }
        return to;
    }

    private int unsigned(int at) throws DamagedException {
        if (at < start || at >= end) {
            throw new DamagedException("a value of it lies outside of its data");
        }
        return file.get(at) & 0xff;
    }

    private int type(int at) throws DamagedException {
        int type = unsigned(at) >> 5;
        if (type > 0) {
            return type;
        }
        int extended = unsigned(at + 1);
        if (extended == 0) {
            throw new DamagedException("a value of it has no type");
        }
        return extended + 7;
    }

    /** The offset of the value that a pointer leads to. */
    private int target(int at) throws DamagedException {
        int control = unsigned(at);
        int length = control >> 3 & 3;
        long value = length == 3 ? 0 : control & 7;
        for (int i = 0; i <= length; i++) {
            value = value << 8 | unsigned(at + 1 + i);
        }
        long target = start + value + POINTER_BASE[length];
        if (target >= end) {
            throw new DamagedException("a pointer of it leads out of its data");
        }
        return (int) target;
    }

    /** How many bytes the size of a value takes, after its type. */
    private int sizeBytes(int at) throws DamagedException {
        return Math.max(0, (unsigned(at) & 0x1f) - 28);
    }

    private int payload(int at) throws DamagedException {
        return at + 1 + (unsigned(at) >> 5 == 0 ? 1 : 0) + sizeBytes(at);
    }

    private int size(int at) throws DamagedException {
        int bytes = sizeBytes(at);
        if (bytes == 0) {
            return unsigned(at) & 0x1f;
        }
        int from = payload(at) - bytes;
        int size = 0;
        for (int i = 0; i < bytes; i++) {
            size = size << 8 | unsigned(from + i);
        }
        return size + (bytes == 1 ? 29 : bytes == 2 ? 285 : 65_821);
    }
}
