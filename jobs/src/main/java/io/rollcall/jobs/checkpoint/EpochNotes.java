package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * The leader epoch of each partition of the input topic when it was last known to hold what the job has processed. If a
 * broker loses records and others take their offsets, they have a newer epoch. Thread-safe.
 */
public final class EpochNotes {
    private static final String NOTE = "epochs.json";

    private final NoteStore notes;
    private Map<Integer, Integer> epochs = new TreeMap<>();

    /**
     * Reads the epochs noted in the checkpoint.
     *
     * @throws io.rollcall.model.settings.UserError if the note is damaged
     */
    public EpochNotes(Checkpoint checkpoint) {
        this(checkpoint.notes());
    }

    /** Reads the epochs noted in this store. */
    public EpochNotes(NoteStore notes) {
        this.notes = notes;
        notes.read(NOTE)
                .map(Json::offsets)
                .ifPresent(noted -> noted.forEach((partition, epoch) -> epochs.put(partition, epoch.intValue())));
    }

    /** The epochs by partition. */
    public synchronized Map<Integer, Integer> epochs() {
        return Map.copyOf(epochs);
    }

    /** Notes epochs, if they differ from those noted. */
    public synchronized void note(Map<Integer, Integer> now) {
        Map<Integer, Integer> merged = new TreeMap<>(epochs);
        merged.putAll(now);
        if (!merged.equals(epochs)) {
            ObjectNode note = Json.object();
            merged.forEach((partition, epoch) -> note.put(partition.toString(), epoch));
            notes.write(NOTE, note);
            epochs = merged;
        }
    }
}
