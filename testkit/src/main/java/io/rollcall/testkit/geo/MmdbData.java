package io.rollcall.testkit.geo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A data section: values one after the other. A text or record that occurs again is a pointer to the first one. */
final class MmdbData {
    private static final int STRING = 2;
    private static final int DOUBLE = 3;
    private static final int UINT32 = 6;
    private static final int MAP = 7;
    private static final int UINT64 = 9;
    private static final int ARRAY = 11;
    private static final int BOOLEAN = 14;
    private static final int SMALL_SIZE = 29;
    private static final int SMALL_POINTER = 2_048;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<Object, Integer> offsets = new HashMap<>();

    /** Adds a record, unless it is there. Returns its offset in the section. */
    int add(Object record) {
        Integer known = offsets.get(record);
        if (known != null) {
            return known;
        }
        int offset = out.size();
        offsets.put(record, offset);
        write(record);
        return offset;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void write(Object value) {
        if (value instanceof Map<?, ?> map) {
            control(MAP, map.size());
            map.forEach((key, element) -> {
                writeText((String) key);
                write(element);
            });
        } else if (value instanceof List<?> list) {
            control(ARRAY, list.size());
            list.forEach(this::write);
        } else if (value instanceof String text) {
            writeText(text);
        } else if (value instanceof Boolean flag) {
            control(BOOLEAN, flag ? 1 : 0);
        } else if (value instanceof Double number) {
            control(DOUBLE, Double.BYTES);
            out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(number).array());
        } else if (value instanceof Integer number) {
            control(UINT32, Integer.BYTES);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        } else if (value instanceof Long number) {
            control(UINT64, Long.BYTES);
            out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        } else {
            throw new IllegalArgumentException("no value of a database: " + value);
        }
    }

    private void writeText(String text) {
        Integer known = offsets.get(text);
        if (known != null && known < SMALL_POINTER) {
            out.write(0x20 | known >> 8);
            out.write(known);
            return;
        }
        offsets.putIfAbsent(text, out.size());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        control(STRING, bytes.length);
        out.writeBytes(bytes);
    }

    private void control(int type, int size) {
        int bits = Math.min(size, SMALL_SIZE + (size < SMALL_SIZE + 256 ? 0 : 1));
        out.write((type < 8 ? type << 5 : 0) | bits);
        if (type >= 8) {
            out.write(type - 7);
        }
        if (bits == SMALL_SIZE) {
            out.write(size - SMALL_SIZE);
        } else if (bits > SMALL_SIZE) {
            out.write(size - 285 >> 8);
            out.write(size - 285);
        }
    }
}
