package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * How many records, or elements of records, a job has skipped since its checkpoint began, because they are no logins. A
 * note of the checkpoint holds the number, with the offsets before which everything is counted. A job that was killed
 * between the commit of a batch and the note counts what lies between the two again. Thread-safe.
 */
public final class SkippedRows {
    private static final String NOTE = "skipped.json";
    private static final String SKIPPED = "skipped_rows";
    private static final String BEFORE = "skipped_rows_before";

    private final NoteStore notes;
    private final Map<Integer, Long> before;
    private long rows;
    private boolean isNoted = true;

    /**
     * Reads what is noted in the checkpoint.
     *
     * @throws io.rollcall.model.settings.UserError if the note is damaged
     */
    public SkippedRows(Checkpoint checkpoint) {
        this(checkpoint.notes());
    }

    /** Reads what is noted in this store. */
    SkippedRows(NoteStore notes) {
        this.notes = notes;
        ObjectNode note = notes.read(NOTE).orElseGet(Json::object);
        this.rows = note.path(SKIPPED).asLong();
        this.before = new HashMap<>(Json.offsets(note.path(BEFORE)));
    }

    /**
     * By partition, the offsets of the input that are committed but not counted.
     *
     * @param initial the first offsets that the checkpoint has read, by partition
     * @param last the last batch that it has committed
     */
    public synchronized Map<Integer, OffsetRange> uncounted(Map<Integer, Long> initial, CommittedBatch last) {
        Map<Integer, OffsetRange> ranges = new TreeMap<>();
        last.nextOffsets().forEach((partition, next) -> {
            long from = before.getOrDefault(partition, initial.getOrDefault(partition, 0L));
            if (from < next) {
                ranges.put(partition, new OffsetRange(from, next));
            }
        });
        return ranges;
    }

    /**
     * Adds what was skipped before these offsets, of batches that are committed. {@link #note} writes it down.
     *
     * @param more called once, while no other thread can come between the number and the offsets
     */
    public synchronized void add(LongSupplier more, Map<Integer, Long> nextOffsets) {
        rows += more.getAsLong();
        nextOffsets.forEach((partition, next) -> before.merge(partition, next, Math::max));
        isNoted = false;
    }

    /**
     * Writes down what was added.
     *
     * @return the number that is written down
     */
    public synchronized long note() {
        if (!isNoted) {
            ObjectNode note = Json.object().put(SKIPPED, rows);
            ObjectNode offsets = note.putObject(BEFORE);
            new TreeMap<>(before).forEach((partition, offset) -> offsets.put(partition.toString(), offset));
            notes.write(NOTE, note);
            isNoted = true;
        }
        return rows;
    }
}
