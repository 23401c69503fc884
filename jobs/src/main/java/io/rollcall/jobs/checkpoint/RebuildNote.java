package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * From which window on a new checkpoint can count windows whole, and how far that has come. It is kept in a note of the
 * checkpoint, so that a restart knows it. Not thread-safe.
 */
public final class RebuildNote {
    /** How far the rebuild has come. */
    public enum State {
        /** There is no note: the checkpoint is new, or older than these notes. */
        ABSENT,
        /** A reset wrote the floor. Rows of an earlier definition are not withdrawn yet. */
        PLANNED,
        /** The job has begun. Published rows may still have more logins and failed logins than it has counted. */
        BEGUN,
        /** No published row has more logins and failed logins than the job has counted. */
        DONE
    }

    private static final String NOTE = "rebuild.json";
    private static final String FLOOR = "floor";
    private static final String STATE = "state";
    private static final String BEGINS = "begins";

    private final NoteStore notes;
    private State state;
    private OptionalLong floorMillis;
    private Map<Integer, Long> begins;

    /**
     * Reads the note of the checkpoint.
     *
     * @throws io.rollcall.model.settings.UserError if it is damaged
     */
    public RebuildNote(Checkpoint checkpoint) {
        this(checkpoint.notes());
    }

    /**
     * Reads the note in this store.
     *
     * @throws io.rollcall.model.settings.UserError if it is damaged
     */
    public RebuildNote(NoteStore notes) {
        this.notes = notes;
        ObjectNode note = notes.read(NOTE).orElseGet(Json::object);
        try {
            this.state =
                    State.valueOf(note.path(STATE).asText(State.ABSENT.name()).toUpperCase(Locale.ROOT));
            this.floorMillis =
                    note.has(FLOOR) ? OptionalLong.of(Json.time(note.path(FLOOR).asText())) : OptionalLong.empty();
            this.begins = Json.offsets(note.path(BEGINS));
        } catch (IllegalArgumentException e) {
            throw notes.unreadable(NOTE, e);
        }
    }

    /** How far the rebuild has come. */
    public State state() {
        return state;
    }

    /** Start (ms) of the first window that the checkpoint can count whole; empty if it can count all of them. */
    public OptionalLong floorMillis() {
        return floorMillis;
    }

    /**
     * The offset at which each partition of the input began after the reset. Later beginnings show that records were
     * deleted since. Empty in notes of earlier versions, and once the job has begun.
     */
    public Map<Integer, Long> begins() {
        return begins;
    }

    /** Notes what a reset has found. The checkpoint's folder must exist. */
    public void plan(OptionalLong newFloorMillis, Map<Integer, Long> newBegins) {
        write(State.PLANNED, newFloorMillis, newBegins);
    }

    /** Writes the note. The checkpoint's folder must exist. */
    public void write(State newState, OptionalLong newFloorMillis) {
        write(newState, newFloorMillis, Map.of());
    }

    private void write(State newState, OptionalLong newFloorMillis, Map<Integer, Long> newBegins) {
        ObjectNode note = Json.object().put(STATE, newState.name().toLowerCase(Locale.ROOT));
        newFloorMillis.ifPresent(floor -> note.put(FLOOR, IsoTime.format(floor)));
        if (!newBegins.isEmpty()) {
            ObjectNode offsets = note.putObject(BEGINS);
            new TreeMap<>(newBegins).forEach((partition, offset) -> offsets.put(partition.toString(), offset));
        }
        notes.write(NOTE, note);
        state = newState;
        floorMillis = newFloorMillis;
        begins = Map.copyOf(newBegins);
    }
}
