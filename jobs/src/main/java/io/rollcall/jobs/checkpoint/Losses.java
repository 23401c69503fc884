package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job could not count since its checkpoint began. Kept beside the checkpoint, so that no restart hides it, and so
 * that telling of the same loss again adds nothing: dropped logins are known by their batch, lost records by their
 * offsets. Safe for any thread.
 */
public final class Losses {
    private static final String FILE = "losses.json";
    private static final String DROPPED = "dropped_rows";
    private static final String DROPPED_BATCH = "dropped_rows_batch";
    private static final String LOST = "lost_rows";
    private static final String LOST_BEFORE = "lost_rows_before";

    private final Checkpoint checkpoint;
    private final ObjectNode counts;

    public Losses(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.counts = checkpoint.note(FILE).orElseGet(Json::object);
    }

    /** Logins that came for state already dropped. */
    public synchronized void dropped(long batch, long logins) {
        if (logins > 0 && batch > counts.path(DROPPED_BATCH).asLong(-1)) {
            counts.put(DROPPED, droppedRows() + logins).put(DROPPED_BATCH, batch);
            checkpoint.note(FILE, counts);
        }
    }

    /**
     * Input records that were deleted before they were read.
     *
     * @param from first of them by partition
     * @param to the offset after the last of them by partition; where it is not beyond {@code from}, none was lost
     * @param most how many they can be in all, some offsets being no records
     */
    public synchronized void lost(Map<Integer, Long> from, Map<Integer, Long> to, long most) {
        Map<Integer, Long> countedBefore = Json.offsets(counts.path(LOST_BEFORE));
        Map<Integer, Long> countedNow = new TreeMap<>(countedBefore);
        long lost = 0;
        long known = 0;
        for (Map.Entry<Integer, Long> start : from.entrySet()) {
            int partition = start.getKey();
            long first = start.getValue();
            long end = to.getOrDefault(partition, first);
            if (end > first) {
                lost += end - first;
                known += Math.max(0, Math.min(end, countedBefore.getOrDefault(partition, first)) - first);
                countedNow.merge(partition, end, Math::max);
            }
        }
        long more = Math.min(lost, most) - known;
        if (more > 0) {
            counts.put(LOST, lostRows() + more);
            ObjectNode before = counts.putObject(LOST_BEFORE);
            countedNow.forEach((partition, offset) -> before.put(partition.toString(), offset));
            checkpoint.note(FILE, counts);
        }
    }

    public synchronized long droppedRows() {
        return counts.path(DROPPED).asLong();
    }

    public synchronized long lostRows() {
        return counts.path(LOST).asLong();
    }
}
