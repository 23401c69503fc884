package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

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
        Path file = files.path(name);
        try {
            return files.read(file).map(bytes -> (ObjectNode) Json.readTree(bytes));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new UserError("cannot read " + file + ": run " + files.resetCommand(), e);
        }
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
