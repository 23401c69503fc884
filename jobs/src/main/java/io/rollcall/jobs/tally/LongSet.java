package io.rollcall.jobs.tally;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A set of longs that are spread evenly, such as hashes: a sorted array, 8 bytes each, which no set of longs without a
 * structure in them takes less than by much. What is added is sorted in when the set is next read. Not thread-safe.
 */
final class LongSet {
    private static final int MIN_CAPACITY = 8;

    private long[] values;
    private int size;
    /** The first values are sorted and distinct; the rest is not yet. */
    private int sorted;

    LongSet() {
        this(new long[MIN_CAPACITY], 0);
    }

    private LongSet(long[] values, int size) {
        this.values = values;
        this.size = size;
        this.sorted = size;
    }

    void add(long value) {
        if (size == values.length) {
            settle();
            if (size > values.length / 2) {
                values = Arrays.copyOf(values, 2 * values.length);
            }
        }
        values[size++] = value;
    }

    int size() {
        settle();
        return size;
    }

    /** Adds all of another set. Returns whether one of them is new. */
    boolean unite(LongSet other) {
        settle();
        other.settle();
        long[] united = new long[Math.max(MIN_CAPACITY, size + other.size)];
        int count = 0;
        int i = 0;
        int j = 0;
        while (i < size || j < other.size) {
            if (j == other.size || (i < size && values[i] <= other.values[j])) {
                if (j < other.size && values[i] == other.values[j]) {
                    j++;
                }
                united[count++] = values[i++];
            } else {
                united[count++] = other.values[j++];
            }
        }
        boolean more = count > size;
        if (more) {
            values = united;
            size = count;
            sorted = count;
        }
        return more;
    }

    private void settle() {
        if (sorted == size) {
            return;
        }
        Arrays.sort(values, 0, size);
        int count = 1;
        for (int i = 1; i < size; i++) {
            if (values[i] != values[i - 1]) {
                values[count++] = values[i];
            }
        }
        size = count;
        sorted = count;
    }

    void writeTo(DataOutput out) throws IOException {
        settle();
        out.writeInt(size);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * size);
        bytes.asLongBuffer().put(values, 0, size);
        out.write(bytes.array());
    }

    static LongSet readFrom(DataInput in) throws IOException {
        int size = in.readInt();
        byte[] bytes = new byte[Long.BYTES * size];
        in.readFully(bytes);
        long[] values = new long[Math.max(MIN_CAPACITY, size)];
        ByteBuffer.wrap(bytes).asLongBuffer().get(values, 0, size);
        return new LongSet(values, size);
    }
}
