package io.rollcall.dashboard.board;

import io.rollcall.model.login.EventId;
import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recognises elements of raw records, as {@link DistinctRecords} does whole records. A block of 65,536 offsets without
 * recent elements takes about three bytes per record with one element. Times are Kafka timestamps, ms since the epoch. Not
 * thread-safe.
 */
final class DistinctElements {
    private static final int BLOCK_BITS = 16;
    private static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;

    /** The blocks of each partition, by offset / 65,536. */
    private final Map<Integer, Map<Long, Block>> partitions = new HashMap<>();

    /** The elements by offset in a block: open while elements come, and packed later. */
    private static final class Block {
        private TreeMap<Integer, BitSet> open = new TreeMap<>();
        /**
         * Of each record the distance to the offset before, how many elements, and the distances between them. Null while
         * the block is open.
         */
        private byte[] packed;

        private long newestMillis = Long.MIN_VALUE;
        private int size;

        boolean add(int offset, int element, long timestampMillis) {
            newestMillis = Math.max(newestMillis, timestampMillis);
            unpack();
            BitSet elements = open.computeIfAbsent(offset, o -> new BitSet());
            if (elements.get(element)) {
                return false;
            }
            elements.set(element);
            size++;
            return true;
        }

        void pack() {
            if (packed != null) {
                return;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(3 * open.size());
            int before = 0;
            for (Map.Entry<Integer, BitSet> record : open.entrySet()) {
                PackedInts.write(record.getKey() - before, bytes);
                before = record.getKey();
                PackedInts.write(record.getValue().cardinality(), bytes);
                int last = 0;
                for (int e = record.getValue().nextSetBit(0);
                        e >= 0;
                        e = record.getValue().nextSetBit(e + 1)) {
                    PackedInts.write(e - last, bytes);
                    last = e;
                }
            }
            packed = bytes.toByteArray();
            open = null;
        }

        private void unpack() {
            if (packed == null) {
                return;
            }
            open = new TreeMap<>();
            PackedInts ints = new PackedInts(packed);
            int offset = 0;
            while (ints.hasNext()) {
                offset += ints.next();
                BitSet elements = new BitSet();
                int element = 0;
                for (int left = ints.next(); left > 0; left--) {
                    element += ints.next();
                    elements.set(element);
                }
                open.put(offset, elements);
            }
            packed = null;
        }
    }

    /** Returns false if the element was added before, and is not forgotten. */
    boolean add(EventId id, long timestampMillis) {
        return partitions
                .computeIfAbsent(id.partition(), partition -> new HashMap<>())
                .computeIfAbsent(id.offset() >> BLOCK_BITS, number -> new Block())
                .add((int) (id.offset() & BLOCK_MASK), id.element(), timestampMillis);
    }

    /** Forgets the blocks without elements since one time, and packs those without elements since another. */
    void tidy(long forgetBeforeMillis, long packBeforeMillis) {
        for (Map<Long, Block> blocks : partitions.values()) {
            blocks.values().removeIf(block -> block.newestMillis < forgetBeforeMillis);
            blocks.values().stream()
                    .filter(block -> block.newestMillis < packBeforeMillis)
                    .forEach(Block::pack);
        }
        partitions.values().removeIf(Map::isEmpty);
    }

    /** How many elements it knows. */
    int size() {
        return partitions.values().stream()
                .flatMap(blocks -> blocks.values().stream())
                .mapToInt(block -> block.size)
                .sum();
    }

    void clear() {
        partitions.clear();
    }
}
