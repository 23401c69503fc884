package io.rollcall.jobs.checkpoint;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;

/** The files of one job's checkpoint, and the errors that name them. */
final class CheckpointFiles {
    private final String job;
    private final Path root;
    private final Configuration hadoop;
    private final FileSystem fileSystem;

    /** @throws UserError if there is no such file system */
    CheckpointFiles(String job, String location, Configuration hadoop) {
        this.job = job;
        this.root = new Path(location);
        this.hadoop = hadoop;
        try {
            this.fileSystem = root.getFileSystem(hadoop);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    String job() {
        return job;
    }

    /** A file or folder of the checkpoint. @param name relative to the checkpoint's folder */
    Path path(String name) {
        return new Path(root, name);
    }

    /** @throws UserError if the folder cannot be created */
    void createFolder() {
        try {
            fileSystem.mkdirs(root);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Deletes the checkpoint, if there is one. @throws UserError if it cannot be deleted */
    void delete() {
        try {
            if (fileSystem.exists(root) && !fileSystem.delete(root, true)) {
                throw new IOException(root + " stays");
            }
        } catch (IOException e) {
            throw new UserError(
                    "cannot delete the checkpoint of " + job + " in " + root.getParent() + ": " + e.getMessage(), e);
        }
    }

    /** @throws java.io.FileNotFoundException if there is no such file */
    byte[] read(Path file) throws IOException {
        try (var in = fileSystem.open(file)) {
            return in.readAllBytes();
        }
    }

    /**
     * Replaces a file in one step: after a crash it has either the old bytes or the new ones.
     *
     * @throws UserError if it cannot be written
     */
    void replace(Path file, byte[] bytes) {
        try {
            CancellableFSDataOutputStream out =
                    CheckpointFileManager.create(root, hadoop).createAtomic(file, true);
            try {
                out.write(bytes);
            } catch (IOException e) {
                out.cancel();
                throw e;
            }
            out.close();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The files of a folder that Spark names by a batch number, as these numbers; none if there is no such folder. */
    LongStream batchesIn(Path folder) {
        try {
            return Arrays.stream(fileSystem.listStatus(folder))
                    .map(FileStatus::getPath)
                    .map(Path::getName)
                    .filter(name -> name.matches("[0-9]+"))
                    .mapToLong(Long::parseLong);
        } catch (IOException notThere) {
            return LongStream.empty();
        }
    }

    /** The first file of this checkpoint that a message names, or the folder of the state if none does. */
    String fileNamedIn(Stream<String> messages) {
        Pattern file = Pattern.compile(Pattern.quote(root.toUri().getPath()) + "/[^\\s,;:'\"\\])}]+");
        return messages.filter(Objects::nonNull)
                .map(file::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse(path("state").toString());
    }

    /** The command that deletes the checkpoint, so that the job makes a new one. */
    String resetCommand() {
        return "`rollcall reset --job " + (job.equals(JobName.CLEAN) ? "clean" : "stats") + "`";
    }

    /** The error for a file that is missing or cannot be read. @param cause may be null */
    UserError damaged(String file, Throwable cause) {
        return new UserError(
                "the checkpoint of " + job + " is damaged, " + file + " cannot be read: run " + resetCommand()
                        + " to compute everything anew",
                cause);
    }

    private UserError unusable(Exception e) {
        return new UserError(
                Message.of("cannot use the checkpoint location {}: check {}", root, SettingKey.CHECKPOINT_LOCATION), e);
    }
}
