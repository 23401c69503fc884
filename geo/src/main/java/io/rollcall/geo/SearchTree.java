package io.rollcall.geo;

import com.maxmind.db.Metadata;
import java.nio.ByteBuffer;
import java.util.BitSet;

/** The tree at the beginning of a file: nodes of two records, each a node, nothing, or a place in the data. */
final class SearchTree {
    /** Zeros between the tree and the data. */
    static final int SEPARATOR_BYTES = 16;

    private final ByteBuffer file;
    private final int nodes;
    private final int recordSize;
    private final int dataEnd;

    /** @param dataEnd the offset in the file at which the data ends */
    SearchTree(ByteBuffer file, Metadata metadata, int dataEnd) throws DamagedException {
        this.file = file;
        this.recordSize = metadata.recordSize();
        this.dataEnd = dataEnd;
        long bytes = metadata.nodeCount() * (recordSize / 4);
        if (metadata.nodeCount() < 1 || metadata.nodeCount() > Integer.MAX_VALUE || dataStart(bytes) > dataEnd) {
            throw new DamagedException("its tree of networks is cut");
        }
        this.nodes = (int) metadata.nodeCount();
    }

    private static long dataStart(long treeBytes) {
        return treeBytes + SEPARATOR_BYTES;
    }

    /** The offset in the file at which the data begins. */
    int dataStart() {
        return (int) dataStart((long) nodes * (recordSize / 4));
    }

    /** The offsets in the data to which records lead. */
    BitSet dataOffsets() throws DamagedException {
        BitSet offsets = new BitSet();
        long separator = nodes + (long) SEPARATOR_BYTES;
        for (int node = 0; node < nodes; node++) {
            for (int side = 0; side < 2; side++) {
                long record = record(node, side);
                if (record > nodes) {
                    long offset = record - separator;
                    if (offset < 0 || offset >= dataEnd - dataStart()) {
                        throw new DamagedException("a network of it leads out of its data");
                    }
                    offsets.set((int) offset);
                }
            }
        }
        return offsets;
    }

    private long record(int node, int side) {
        int at = node * (recordSize / 4);
        return switch (recordSize) {
            case 24 -> side == 0 ? file.getInt(at) >>> 8 : file.getInt(at + 2) & 0xff_ffff;
            case 28 -> {
                int middle = file.get(at + 3) & 0xff;
                yield side == 0
                        ? (middle >> 4) << 24 | file.getInt(at) >>> 8
                        : (middle & 0xf) << 24 | file.getInt(at + 3) & 0xff_ffff;
            }
            default -> file.getInt(at + 4 * side) & 0xffff_ffffL;
        };
    }
}
