package io.rollcall.jobs.tally;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Where the records lie that hold source events: pairs of a packed position and a hash. One event may have several. Only
 * a tally that the state has not taken in knows them, because they tell a loss from a redelivery. Not thread-safe.
 */
final class SourceEvents {
    /** Alternating: position, hash. */
    private long[] pairs = new long[16];

    private int size;

    void add(long position, long hash) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * pairs.length);
        }
        pairs[size++] = position;
        pairs[size++] = hash;
    }

    void addAll(SourceEvents other) {
        for (int i = 0; i < other.size; i += 2) {
            add(other.pairs[i], other.pairs[i + 1]);
        }
    }

    void addHashesTo(LongSet hashes) {
        for (int i = 0; i < size; i += 2) {
            hashes.add(pairs[i + 1]);
        }
    }

    /** The number of distinct events of which no record lies below these raw offsets by partition. */
    long eventsFrom(Map<Integer, Long> offsets) {
        Set<Long> events = new HashSet<>();
        for (int i = 0; i < size; i += 2) {
            events.add(pairs[i + 1]);
        }
        for (int i = 0; i < size; i += 2) {
            if (!LoginIds.isFrom(pairs[i], offsets)) {
                events.remove(pairs[i + 1]);
            }
        }
        return events.size();
    }

    void writeTo(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(pairs[i]);
        }
    }

    static SourceEvents readFrom(DataInput in) throws IOException {
        SourceEvents read = new SourceEvents();
        int size = in.readInt();
        for (int i = 0; i < size; i += 2) {
            read.add(in.readLong(), in.readLong());
        }
        return read;
    }
}
