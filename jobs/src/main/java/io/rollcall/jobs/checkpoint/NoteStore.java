package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Stores notes by name, as JSON. Public for the simulation, which keeps them in memory. */
public interface NoteStore {
    /** Reads a note; empty if there is none of that name. */
    Optional<ObjectNode> read(String name);

    /** Writes a note in one step: a crash leaves the old one or the new one. */
    void write(String name, ObjectNode content);
}
