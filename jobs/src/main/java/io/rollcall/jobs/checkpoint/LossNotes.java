package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job could not count since its checkpoint began. It is kept in a note of the checkpoint, so it survives
 * restarts. Reporting the same loss again adds nothing: dropped logins are identified by their batch, lost records by
 * their offsets. Thread-safe; every method that records a new loss writes the note before it returns.
 */
public final class LossNotes {
    private static final String NOTE = "losses.json";
    private static final String DROPPED = "dropped_rows";
    private static final String DROPPED_BATCH = "dropped_rows_batch";
    private static final String AHEAD = "ahead_rows";
    private static final String AHEAD_BATCH = "ahead_rows_batch";
    private static final String LOST = "lost_rows";
    private static final String LOST_BEFORE = "lost_rows_before";

    private static final String TRUNCATED = "truncated";

    private final NoteStore notes;
    private final ObjectNode counts;

    /**
     * Reads the losses noted so far in the checkpoint.
     *
     * @throws io.rollcall.model.settings.UserError if the note is damaged
     */
    public LossNotes(Checkpoint checkpoint) {
        this(checkpoint.notes());
    }

    /** Reads the losses noted so far in this store. */
    public LossNotes(NoteStore notes) {
        this.notes = notes;
        this.counts = notes.read(NOTE).orElseGet(Json::object);
    }

    /** Records logins that arrived for state already dropped. A batch that is run again adds nothing. */
    public synchronized void recordDropped(long batch, long logins) {
        record(DROPPED, DROPPED_BATCH, batch, logins);
    }

    /** Records logins that are too far ahead of the broker's clock. A batch that is run again adds nothing. */
    public synchronized void recordAhead(long batch, long logins) {
        record(AHEAD, AHEAD_BATCH, batch, logins);
    }

    private void record(String count, String lastBatch, long batch, long logins) {
        if (logins > 0 && batch > counts.path(lastBatch).asLong(-1)) {
            counts.put(count, counts.path(count).asLong() + logins).put(lastBatch, batch);
            notes.write(NOTE, counts);
        }
    }

    /**
     * Records that input records were deleted before the job read them. Offsets that were recorded before add nothing.
     *
     * @param from offset of the first deleted record, by partition
     * @param to the offset after the last one, by partition; if it is not above {@code from}, no record was lost
     * @param max upper bound of the number of lost records; some offsets are not records
     */
    public synchronized void recordLost(Map<Integer, Long> from, Map<Integer, Long> to, long max) {
        Map<Integer, Long> recordedBefore = Json.offsets(counts.path(LOST_BEFORE));
        Map<Integer, Long> recordedNow = new TreeMap<>(recordedBefore);
        long lost = 0;
        long known = 0;
        for (Map.Entry<Integer, Long> start : from.entrySet()) {
            int partition = start.getKey();
            long first = start.getValue();
            long end = to.getOrDefault(partition, first);
            if (end > first) {
                lost += end - first;
                known += Math.max(0, Math.min(end, recordedBefore.getOrDefault(partition, first)) - first);
                recordedNow.merge(partition, end, Math::max);
            }
        }
        long more = Math.min(lost, max) - known;
        if (more > 0) {
            counts.put(LOST, lostRows() + more);
            ObjectNode before = counts.putObject(LOST_BEFORE);
            recordedNow.forEach((partition, offset) -> before.put(partition.toString(), offset));
            notes.write(NOTE, counts);
        }
    }

    /**
     * Records that a partition lost records that the job had processed, and that the records which take their offsets will
     * not be processed. The same truncation counts once, also if it is found again, or goes further.
     *
     * @param offsets of those records: from the first offset that the partition lost, to the offset up to which the job
     *     had processed the partition
     */
    public synchronized void recordTruncated(int partition, OffsetRange offsets) {
        OffsetRange noted = truncated().get(partition);
        boolean isNew = noted == null || noted.to() != offsets.to();
        long more = isNew ? offsets.to() - offsets.from() : noted.from() - offsets.from();
        if (more > 0) {
            counts.put(LOST, lostRows() + more);
            counts.withObjectProperty(TRUNCATED)
                    .putObject(Integer.toString(partition))
                    .put("from", offsets.from())
                    .put("to", offsets.to());
            notes.write(NOTE, counts);
        }
    }

    /** The last range of offsets of each partition whose records are not processed, because the partition lost others. */
    public synchronized Map<Integer, OffsetRange> truncated() {
        Map<Integer, OffsetRange> truncated = new TreeMap<>();
        counts.path(TRUNCATED)
                .properties()
                .forEach(range -> truncated.put(
                        Integer.valueOf(range.getKey()),
                        new OffsetRange(
                                range.getValue().path("from").asLong(),
                                range.getValue().path("to").asLong())));
        return truncated;
    }

    /** The number of logins that arrived for state already dropped. */
    public synchronized long droppedRows() {
        return counts.path(DROPPED).asLong();
    }

    /** The number of logins that are too far ahead of the broker's clock. */
    public synchronized long aheadRows() {
        return counts.path(AHEAD).asLong();
    }

    /** The number of input records that the job will never read. */
    public synchronized long lostRows() {
        return counts.path(LOST).asLong();
    }
}
