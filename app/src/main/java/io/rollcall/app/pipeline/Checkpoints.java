package io.rollcall.app.pipeline;

import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Deletes checkpoints, from a local folder or any Hadoop file system. */
public final class Checkpoints {
    private Checkpoints() {}

    /** Deletes the job's checkpoint under this location, if there is one. @throws UserError if it cannot be deleted */
    public static void delete(String location, String job) {
        if (!location.contains(":/")) {
            DataDirectory.deleteTree(java.nio.file.Path.of(location, job));
            return;
        }
        try {
            Path checkpoint = new Path(new Path(URI.create(location)), job);
            checkpoint.getFileSystem(new Configuration()).delete(checkpoint, true);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError(
                    "cannot delete the checkpoint of " + job + " in " + location + ": " + e.getMessage(), e);
        }
    }
}
