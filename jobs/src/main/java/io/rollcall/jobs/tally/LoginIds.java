package io.rollcall.jobs.tally;

import io.rollcall.model.login.EventId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The identities of distinct logins. A login is identified by the {@link StableHash} of its source's own id; without one,
 * by the position of its raw record and, where a record holds several logins, its place in it. Uniting is idempotent. Not
 * thread-safe.
 */
final class LoginIds {
    /** A position is packed into one non-negative number: 15 bits of partition, then 48 bits of offset. */
    private static final int OFFSET_BITS = 48;

    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

    /** An element is packed into one number, too: 15 bits of partition, 34 of the offset, 14 of its place. */
    private static final int LOW_OFFSET_BITS = 34;

    private static final int PLACE_BITS = 14;
    private static final long LOW_OFFSET_MASK = (1L << LOW_OFFSET_BITS) - 1;

    /** Parts of the serialized form. */
    private static final int HASHES = 1;

    private static final int EVENTS = 2;

    /** Logins that are whole records. */
    private final Roaring64Bitmap records;
    /** Logins that are elements of records, by the high bits of their offset; null without any. */
    private TreeMap<Integer, Roaring64Bitmap> elements;
    /** Hashes of logins that the source identifies; null without any. */
    private LongSet hashes;
    /** Where these lie; null without any, and in the state, which has no use for it. */
    private SourceEvents events;

    LoginIds() {
        this(new Roaring64Bitmap());
    }

    LoginIds(Roaring64Bitmap records) {
        this.records = records;
    }

    /**
     * Adds a login.
     *
     * @param sourceEventId null if the source gives none
     * @throws IllegalArgumentException if its place in the record is beyond what a mapping gives
     */
    void add(EventId id, String sourceEventId) {
        add(
                id.partition(),
                id.offset(),
                id.element(),
                sourceEventId == null ? null : sourceEventId.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a login.
     *
     * @param element its place in the record, or {@link EventId#WHOLE}
     * @param sourceEventId in UTF-8; null if the source gives none
     * @throws IllegalArgumentException if its place in the record is beyond what a mapping gives
     */
    void add(int partition, long offset, int element, byte[] sourceEventId) {
        long position = ((long) partition << OFFSET_BITS) | offset;
        if (sourceEventId != null) {
            addEvent(position, StableHash.of(sourceEventId));
        } else if (element == EventId.WHOLE) {
            records.addLong(position);
        } else {
            addElement(partition, offset, element);
        }
    }

    private void addEvent(long position, long hash) {
        if (hashes == null) {
            hashes = new LongSet();
            events = new SourceEvents();
        }
        hashes.add(hash);
        events.add(position, hash);
    }

    private void addElement(int partition, long offset, int element) {
        if (element >= 1 << PLACE_BITS) {
            throw new IllegalArgumentException("no record has so many logins: " + element);
        }
        if (elements == null) {
            elements = new TreeMap<>();
        }
        long low = ((long) partition << LOW_OFFSET_BITS) | (offset & LOW_OFFSET_MASK);
        elements.computeIfAbsent((int) (offset >>> LOW_OFFSET_BITS), high -> new Roaring64Bitmap())
                .addLong((low << PLACE_BITS) | element);
    }

    /** Adds all of another set. Returns whether one of them is new. */
    boolean unite(LoginIds other) {
        boolean more = unite(records, other.records);
        if (other.elements != null) {
            elements = elements == null ? new TreeMap<>() : elements;
            for (Map.Entry<Integer, Roaring64Bitmap> chunk : other.elements.entrySet()) {
                more |= unite(
                        elements.computeIfAbsent(chunk.getKey(), high -> new Roaring64Bitmap()), chunk.getValue());
            }
        }
        if (other.hashes != null) {
            hashes = hashes == null ? new LongSet() : hashes;
            more |= hashes.unite(other.hashes);
        }
        if (other.events != null) {
            events = events == null ? new SourceEvents() : events;
            events.addAll(other.events);
        }
        return more;
    }

    private static boolean unite(Roaring64Bitmap all, Roaring64Bitmap more) {
        long before = all.getLongCardinality();
        all.or(more);
        return all.getLongCardinality() > before;
    }

    /** The number of distinct logins. */
    long count() {
        return ofRecords() + (hashes == null ? 0 : hashes.size());
    }

    /** The number of those that are identified by their record. Such a login lies in one pane only. */
    long ofRecords() {
        long count = records.getLongCardinality();
        if (elements != null) {
            for (Roaring64Bitmap chunk : elements.values()) {
                count += chunk.getLongCardinality();
            }
        }
        return count;
    }

    /** The hashes of those that the source identifies, or null. An event that comes with two times lies in two panes. */
    LongSet hashes() {
        return hashes;
    }

    /** Whether all are whole records. */
    boolean areRecords() {
        return elements == null && hashes == null;
    }

    Roaring64Bitmap records() {
        return records;
    }

    /** The number of logins at or above these raw offsets by partition; in other partitions every login counts. */
    long countFrom(Map<Integer, Long> offsets) {
        long count = records.stream().filter(id -> isFrom(id, offsets)).count();
        if (elements != null) {
            for (Map.Entry<Integer, Roaring64Bitmap> chunk : elements.entrySet()) {
                long high = (long) chunk.getKey() << LOW_OFFSET_BITS;
                count += chunk.getValue().stream()
                        .map(id -> position(id >>> PLACE_BITS, high))
                        .filter(position -> isFrom(position, offsets))
                        .count();
            }
        }
        return count + (events == null ? 0 : events.eventsFrom(offsets));
    }

    private static long position(long low, long highOffset) {
        return ((low >>> LOW_OFFSET_BITS) << OFFSET_BITS) | highOffset | (low & LOW_OFFSET_MASK);
    }

    static boolean isFrom(long position, Map<Integer, Long> offsets) {
        return (position & OFFSET_MASK) >= offsets.getOrDefault((int) (position >>> OFFSET_BITS), 0L);
    }

    /** Writes everything but {@link #records()}. @param withPlaces whether to write where the source's events lie */
    void writeRest(DataOutput out, boolean withPlaces) throws IOException {
        out.writeInt(elements == null ? 0 : elements.size());
        if (elements != null) {
            for (Map.Entry<Integer, Roaring64Bitmap> chunk : elements.entrySet()) {
                out.writeInt(chunk.getKey());
                write(chunk.getValue(), out);
            }
        }
        if (hashes == null) {
            out.writeByte(0);
        } else if (withPlaces && events != null) {
            out.writeByte(EVENTS);
            events.writeTo(out);
        } else {
            out.writeByte(HASHES);
            hashes.writeTo(out);
        }
    }

    void writeTo(DataOutput out, boolean withPlaces) throws IOException {
        write(records, out);
        writeRest(out, withPlaces);
    }

    private static void write(Roaring64Bitmap ids, DataOutput out) throws IOException {
        ids.runOptimize();
        ids.serialize(out);
    }

    /** Reads what {@link #writeRest} has written. */
    void readRest(DataInput in) throws IOException {
        int chunks = in.readInt();
        elements = chunks == 0 ? null : new TreeMap<>();
        for (int i = 0; i < chunks; i++) {
            elements.put(in.readInt(), read(in));
        }
        switch (in.readByte()) {
            case HASHES -> hashes = LongSet.readFrom(in);
            case EVENTS -> {
                events = SourceEvents.readFrom(in);
                hashes = new LongSet();
                events.addHashesTo(hashes);
            }
            default -> hashes = null;
        }
    }

    /** Reads what {@link #writeTo} has written. */
    static LoginIds readFrom(DataInput in) throws IOException {
        LoginIds ids = new LoginIds(read(in));
        ids.readRest(in);
        return ids;
    }

    private static Roaring64Bitmap read(DataInput in) throws IOException {
        Roaring64Bitmap ids = new Roaring64Bitmap();
        ids.deserialize(in);
        return ids;
    }
}
