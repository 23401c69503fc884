package io.rollcall.simulation.broker;

import io.rollcall.simulation.broker.Transaction.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One partition of a topic, in memory. Offsets have gaps where records were compacted away. Readers see records below the
 * high watermark; those that read committed records only, below the last stable offset.
 */
public final class PartitionLog {
    private final Cluster cluster;
    private final List<Entry> entries = new ArrayList<>();
    /** First offset of each transaction whose marker is missing here. */
    private final Map<Transaction, Long> open = new LinkedHashMap<>();

    private int nextEpoch = 1;
    private long begin;
    private long end;
    private long highWatermark;
    private boolean followerLags;
    /** First offset of each leader epoch. */
    private final TreeMap<Integer, Long> epochs = new TreeMap<>(Map.of(0, 0L));

    PartitionLog(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Offset of the first record that is kept. */
    public long begin() {
        return begin;
    }

    /** The next offset that a reader of uncommitted records cannot see yet. */
    public long highWatermark() {
        return highWatermark;
    }

    /** The next offset that a reader of committed records cannot see yet. */
    public long lastStableOffset() {
        return open.values().stream().mapToLong(Long::longValue).reduce(highWatermark, Math::min);
    }

    /** The end for readers of committed, or of all records. */
    public long end(boolean committed) {
        return committed ? lastStableOffset() : highWatermark;
    }

    /** Offset of the next record that is written. */
    public long logEnd() {
        return end;
    }

    /** Appends a record. @param transaction null without one */
    public Entry append(String key, Object content, long timestampMillis, Transaction transaction) {
        Entry entry = new Entry(end, timestampMillis, key, content, transaction);
        if (transaction != null) {
            open.putIfAbsent(transaction, end);
            transaction.add(this);
        }
        add(entry);
        return entry;
    }

    void appendMarker(Transaction transaction) {
        add(new Entry(end, cluster.nowMillis(), null, null, transaction));
        open.remove(transaction);
    }

    private void add(Entry entry) {
        entries.add(entry);
        end++;
        if (!followerLags) {
            highWatermark = end;
        }
    }

    /** Leaves out offsets, which never had a record: at least up to one. */
    public void skipTo(long offset) {
        end = Math.max(end, offset);
        if (!followerLags) {
            highWatermark = end;
        }
    }

    /** Whether the high watermark stays where it is. */
    public boolean followerLags() {
        return followerLags;
    }

    /** The epoch of its leader. */
    public int epoch() {
        return epochs.lastKey();
    }

    /** The offset after the last record of a leader epoch, or of those before it. */
    public long endOfEpoch(int epoch) {
        Map.Entry<Integer, Long> next = epochs.higherEntry(epoch);
        return next == null ? end : next.getValue();
    }

    /** Whether the high watermark stays where it is when records are appended. */
    public void followerLags(boolean lags) {
        followerLags = lags;
        if (!lags) {
            highWatermark = end;
        }
    }

    /** Whether a record is visible to readers of committed records, given that it lies below the last stable offset. */
    private static boolean isCommitted(Entry entry) {
        return !entry.isMarker()
                && (entry.transaction() == null || entry.transaction().outcome() == Outcome.COMMITTED);
    }

    /** The records from one offset to another, at most some of them; markers are left out. */
    public List<Entry> read(long from, long to, int max, boolean committed) {
        List<Entry> found = new ArrayList<>();
        long limit = Math.min(to, end(committed));
        for (int i = indexOf(from); i < entries.size() && found.size() < max; i++) {
            Entry entry = entries.get(i);
            if (entry.offset() >= limit) {
                break;
            }
            if (committed ? isCommitted(entry) : !entry.isMarker()) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Index of the first entry at or after an offset. */
    private int indexOf(long offset) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Deletes the records before an offset, at most up to the high watermark. */
    public void deleteBefore(long offset) {
        begin = Math.max(begin, Math.min(offset, highWatermark));
        entries.subList(0, indexOf(begin)).clear();
    }

    /** Removes records before an offset that have a newer one with the same key, and those of aborted transactions. */
    public void compactBefore(long offset) {
        long limit = Math.min(offset, lastStableOffset());
        Map<String, Long> newest = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.offset() < lastStableOffset() && isCommitted(entry)) {
                newest.put(entry.key(), entry.offset());
            }
        }
        entries.removeIf(entry -> entry.offset() < limit
                && !entry.isMarker()
                && (!isCommitted(entry) || newest.get(entry.key()) > entry.offset()));
    }

    /** Loses the records from an offset on: a replica without them becomes the leader. Transactions must be over. */
    public void truncate(long offset) {
        if (offset < end) {
            entries.subList(indexOf(offset), entries.size()).clear();
            end = Math.max(offset, begin);
            epochs.values().removeIf(start -> start > end);
            epochs.put(nextEpoch++, end);
            followerLags = false;
            highWatermark = end;
        }
    }

    /** Begins a leader epoch without a loss: the broker starts again, or an in-sync replica becomes the leader. */
    public void elect() {
        epochs.put(nextEpoch++, end);
    }

    /** Whether a transaction has records here whose marker is missing. */
    public boolean hasOpenTransactions() {
        return !open.isEmpty();
    }
}
