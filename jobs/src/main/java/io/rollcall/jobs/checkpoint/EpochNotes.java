package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * By partition of the input topic, the leader epoch and the offset of one moment: the leader of this epoch held all records
 * below the offset, and the job had processed them. If a broker loses some of them and others take their offsets, those have
 * a newer epoch. Thread-safe.
 */
public final class EpochNotes {
    private static final String NOTE = "epochs.json";
    private static final String EPOCH = "epoch";
    private static final String OFFSET = "offset";

    private final NoteStore notes;
    private final Map<Integer, Processed> processed = new TreeMap<>();
    private Map<Integer, Processed> saved;

    private record Processed(int epoch, long offset) {}

    /**
     * Reads the note of a checkpoint.
     *
     * @throws io.rollcall.model.settings.UserError if the note is damaged
     */
    public EpochNotes(Checkpoint checkpoint) {
        this(checkpoint.notes());
    }

    /** Reads the note in this store. */
    public EpochNotes(NoteStore notes) {
        this.notes = notes;
        notes.read(NOTE).ifPresent(note -> note.properties()
                .forEach(noted -> processed.put(Integer.valueOf(noted.getKey()), read(noted.getValue()))));
        this.saved = Map.copyOf(processed);
    }

    private static Processed read(JsonNode noted) {
        return new Processed(noted.path(EPOCH).asInt(), noted.path(OFFSET).asLong());
    }

    /** The epochs by partition. */
    public synchronized Map<Integer, Integer> epochs() {
        return processed.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, noted -> noted.getValue()
                .epoch()));
    }

    /** The offset after the last record that was processed by then; 0 for a partition that is not known. */
    public synchronized long offset(int partition) {
        Processed noted = processed.get(partition);
        return noted == null ? 0 : noted.offset();
    }

    /**
     * Notes the present, and saves it if an epoch has changed.
     *
     * @param epochs the newest epochs, by partition
     * @param offsets next offset to process, by partition
     */
    public synchronized void note(Map<Integer, Integer> epochs, Map<Integer, Long> offsets) {
        boolean changed = epochs.entrySet().stream()
                .anyMatch(now -> !processed.containsKey(now.getKey())
                        || processed.get(now.getKey()).epoch() != now.getValue());
        epochs.forEach((partition, epoch) ->
                processed.put(partition, new Processed(epoch, offsets.getOrDefault(partition, 0L))));
        if (changed) {
            save();
        }
    }

    /** Writes the note, if it has changed since it was written. */
    public synchronized void save() {
        if (!processed.equals(saved)) {
            ObjectNode note = Json.object();
            processed.forEach((partition, now) ->
                    note.putObject(partition.toString()).put(EPOCH, now.epoch()).put(OFFSET, now.offset()));
            notes.write(NOTE, note);
            saved = Map.copyOf(processed);
        }
    }
}
