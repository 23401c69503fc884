package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Rollcall's own JSON files, next to those that Spark keeps in the checkpoint. */
final class CheckpointNotes implements NoteStore {
    private final CheckpointFiles files;

    CheckpointNotes(CheckpointFiles files) {
        this.files = files;
    }

    /** @throws UserError if it is damaged */
    @Override
    public Optional<ObjectNode> read(String name) {
        Path file = files.path(name);
        try {
            return Optional.of((ObjectNode) Json.readTree(files.read(file)));
        } catch (FileNotFoundException notThere) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("cannot read " + file + ": run " + files.resetCommand(), e);
        }
    }

    /** @throws UserError if it cannot be written */
    @Override
    public void write(String name, ObjectNode content) {
        files.replace(files.path(name), Json.bytes(content));
    }
}
