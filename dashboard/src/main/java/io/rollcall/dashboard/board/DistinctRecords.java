package io.rollcall.dashboard.board;

import io.rollcall.model.login.EventId;
import java.io.ByteArrayOutputStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Recognises raw records by their partition and offset: the clean job writes at least once, so its topics may contain a
 * record several times. Offsets are kept in blocks of 65,536, each with the time of its newest record. A block without
 * recent records takes about a byte per offset; one whose records have left the counts is forgotten. Times are Kafka
 * timestamps, ms since the epoch. Not thread-safe.
 */
final class DistinctRecords {
    private static final int BLOCK_BITS = 16;
    private static final int BLOCK_MASK = (1 << BLOCK_BITS) - 1;

    /** The blocks of each partition, by offset / 65,536. */
    private final Map<Integer, Map<Long, Block>> partitions = new HashMap<>();

    private final DistinctElements elements = new DistinctElements();

    /** The offsets of a block: open while records come, and packed later. */
    private static final class Block {
        private BitSet open = new BitSet();
        /** The distances between the offsets, as {@link PackedInts}; null while the block is open. */
        private byte[] packed;

        private long newestMillis = Long.MIN_VALUE;
        private int size;

        private boolean add(int offset, long timestampMillis) {
            newestMillis = Math.max(newestMillis, timestampMillis);
            unpack();
            if (open.get(offset)) {
                return false;
            }
            open.set(offset);
            size++;
            return true;
        }

        private void pack() {
            if (packed != null) {
                return;
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(open.cardinality());
            int before = 0;
            for (int offset = open.nextSetBit(0); offset >= 0; offset = open.nextSetBit(offset + 1)) {
                PackedInts.write(offset - before, bytes);
                before = offset;
            }
            packed = bytes.toByteArray();
            open = null;
        }

        private void unpack() {
            if (packed == null) {
                return;
            }
            open = new BitSet();
            PackedInts distances = new PackedInts(packed);
            int offset = 0;
            while (distances.hasNext()) {
                offset += distances.next();
                open.set(offset);
            }
            packed = null;
        }
    }

    /** Returns false if the record, or the element of it, was added before, and is not forgotten. */
    boolean add(EventId id, long timestampMillis) {
        if (id.element() != EventId.WHOLE) {
            return elements.add(id, timestampMillis);
        }
        return partitions
                .computeIfAbsent(id.partition(), partition -> new HashMap<>())
                .computeIfAbsent(id.offset() >> BLOCK_BITS, number -> new Block())
                .add((int) (id.offset() & BLOCK_MASK), timestampMillis);
    }

    /** Forgets the blocks without records since one time, and packs those without records since another. */
    void tidy(long forgetBeforeMillis, long packBeforeMillis) {
        for (Map<Long, Block> blocks : partitions.values()) {
            blocks.values().removeIf(block -> block.newestMillis < forgetBeforeMillis);
            blocks.values().stream()
                    .filter(block -> block.newestMillis < packBeforeMillis)
                    .forEach(Block::pack);
        }
        partitions.values().removeIf(Map::isEmpty);
        elements.tidy(forgetBeforeMillis, packBeforeMillis);
    }

    /** How many records and elements it knows. */
    int size() {
        return elements.size()
                + partitions.values().stream()
                        .flatMap(blocks -> blocks.values().stream())
                        .mapToInt(block -> block.size)
                        .sum();
    }

    void clear() {
        partitions.clear();
        elements.clear();
    }
}
