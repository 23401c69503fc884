package io.rollcall.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.Json;

/**
 * What a job could not count since its checkpoint began. Kept beside the checkpoint, so that no restart hides it, and by
 * batch, so that a batch that is run again adds nothing. Safe for any thread.
 */
final class Losses {
    private static final String FILE = "losses.json";

    private final Checkpoint checkpoint;
    private final ObjectNode counts;

    Losses(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
        this.counts = checkpoint.note(FILE).orElseGet(Json::object);
    }

    /** Logins that came for state already dropped. */
    void dropped(long batch, long logins) {
        add("dropped_rows", batch, logins);
    }

    /** Input records that were deleted before they were read. */
    void lost(long batch, long records) {
        add("lost_rows", batch, records);
    }

    synchronized long droppedRows() {
        return counts.path("dropped_rows").asLong();
    }

    synchronized long lostRows() {
        return counts.path("lost_rows").asLong();
    }

    private synchronized void add(String what, long batch, long count) {
        String lastBatch = what + "_batch";
        if (count > 0 && batch > counts.path(lastBatch).asLong(-1)) {
            counts.put(what, counts.path(what).asLong() + count).put(lastBatch, batch);
            checkpoint.note(FILE, counts);
        }
    }
}
