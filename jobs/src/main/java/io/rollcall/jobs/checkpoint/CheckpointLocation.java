package io.rollcall.jobs.checkpoint;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The folder or URL under which each job has its checkpoint. */
public final class CheckpointLocation {
    private CheckpointLocation() {}

    /**
     * The folder of this machine that a location names; empty if it is on another file system.
     *
     * @throws UserError if it cannot be the location of checkpoints
     */
    public static Optional<Path> localFolder(String location) {
        try {
            // Spark reads and writes checkpoints by Hadoop, whose paths have no escapes.
            URI uri = new org.apache.hadoop.fs.Path(location).toUri();
            if (uri.getScheme() == null) {
                return Optional.of(Path.of(location));
            }
            return uri.getScheme().equals("file") ? Optional.of(Path.of(uri.getPath())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw UserError.usage(Message.of(
                    "{} cannot be the location of checkpoints: name a folder, or a URL with an absolute path such as"
                            + " file:///srv/checkpoints, with {}",
                    location,
                    SettingKey.CHECKPOINT_LOCATION));
        }
    }
}
