package io.rollcall.jobs.spark;

import io.rollcall.model.login.RawRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A raw value in the form in which it passes through Spark. Almost every value is carried as it is. One longer than
 * {@link RawRecord#MAX_VALUE_BYTES} is cut, as the rules need no more of it. A long one is compressed: what takes much
 * memory although it took little of the topic can be compressed well.
 *
 * <p>The two other forms begin with a mark that is not UTF-8. A value that begins with the mark is carried compressed.
 */
public final class CarriedValue {
    /** The longest value that is carried as it is, bytes. */
    static final int MAX_PLAIN_BYTES = 128 * 1024;

    private static final byte[] MARK = {(byte) 0xFF, 'R', 'V'};
    /** Mark, length of the whole value, length of what is kept of it. */
    private static final int HEADER_BYTES = MARK.length + 2 * Integer.BYTES;

    private CarriedValue() {}

    /** Whether a value is carried in another form than its own. */
    static boolean differs(ByteBuffer value) {
        return value.remaining() > MAX_PLAIN_BYTES || isMarked(value);
    }

    private static boolean isMarked(ByteBuffer value) {
        if (value.remaining() < MARK.length || value.get(value.position()) != MARK[0]) {
            return false;
        }
        byte[] start = new byte[MARK.length];
        value.get(value.position(), start);
        return Arrays.equals(start, MARK);
    }

    /** The other form of a value that {@link #differs}. Does not move its position. */
    static byte[] carry(ByteBuffer value) {
        int length = value.remaining();
        int kept = length > RawRecord.MAX_VALUE_BYTES ? RawRecord.KEPT_BYTES : length;
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).put(MARK).putInt(length).putInt(kept);
        ByteArrayOutputStream out = new ByteArrayOutputStream(kept / 8 + HEADER_BYTES);
        out.write(header.array(), 0, HEADER_BYTES);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(value.slice(value.position(), kept));
            deflater.finish();
            byte[] chunk = new byte[16 * 1024];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** Length of the raw value, bytes. @param carried a value from {@link KafkaSource}, not null */
    public static int length(byte[] carried) {
        return isMarked(ByteBuffer.wrap(carried)) ? ByteBuffer.wrap(carried).getInt(MARK.length) : carried.length;
    }

    /** What is carried of the raw value: all, or its beginning. @param carried a value from {@link KafkaSource} */
    public static byte[] value(byte[] carried) {
        if (carried == null || !isMarked(ByteBuffer.wrap(carried))) {
            return carried;
        }
        byte[] value = new byte[ByteBuffer.wrap(carried).getInt(MARK.length + Integer.BYTES)];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(carried, HEADER_BYTES, carried.length - HEADER_BYTES);
            for (int read = 0; read < value.length; ) {
                read += inflater.inflate(value, read, value.length - read);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException("a carried value is damaged", e);
        } finally {
            inflater.end();
        }
        return value;
    }
}
