package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.util.Optional;

/** Rollcall's own JSON files, next to those that Spark keeps in the checkpoint. */
final class CheckpointNotes implements NoteStore {
    private final CheckpointFiles files;

    CheckpointNotes(CheckpointFiles files) {
        this.files = files;
    }

    /**
     * @throws UserError if it is damaged
     * @throws java.io.UncheckedIOException if it could not be read now
     */
    @Override
    public Optional<ObjectNode> read(String name) {
        try {
            return files.read(files.path(name)).map(bytes -> (ObjectNode) Json.readTree(bytes));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public UserError unreadable(String name, Exception cause) {
        return new UserError("cannot read " + files.path(name) + ": run " + files.resetCommand(), cause);
    }

    /**
     * @throws UserError if the checkpoint's location cannot be written
     * @throws java.io.UncheckedIOException if it could not be written now
     */
    @Override
    public void write(String name, ObjectNode content) {
        files.replace(files.path(name), Json.bytes(content));
    }
}
