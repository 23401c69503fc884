package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.settings.UserError;
import java.util.Optional;

/** Stores notes by name, as JSON. Public for the simulation, which keeps them in memory. */
public interface NoteStore {
    /** Reads a note; empty if there is none of that name. */
    Optional<ObjectNode> read(String name);

    /** The error for a note whose content cannot be used. @param name of the note */
    default UserError unreadable(String name, Exception cause) {
        return new UserError("cannot read " + name, cause);
    }

    /** Writes a note in one step: a crash leaves the old one or the new one. */
    void write(String name, ObjectNode content);
}
