package io.rollcall.jobs.checkpoint;

import io.rollcall.model.process.MachineLimit;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;

/** The files of one job's checkpoint, and the errors that name them. */
final class CheckpointFiles {
    /** The command that computes everything anew from the raw topic. */
    static final String RESET_ALL = "`rollcall reset --job clean`";

    /** The file of a checkpoint whose deletion has begun. */
    private static final String DELETED = "deleted";

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

    /**
     * Deletes the checkpoint, if there is one. It no longer counts from the first moment on: an interrupted deletion is
     * completed by {@link #completeDeletion}.
     *
     * @throws UserError if it cannot be deleted
     */
    void delete() {
        try {
            if (!fileSystem.exists(root)) {
                return;
            }
            fileSystem.create(path(DELETED), true).close();
            for (FileStatus entry : fileSystem.listStatus(root)) {
                if (!entry.getPath().getName().equals(DELETED)) {
                    fileSystem.delete(entry.getPath(), true);
                }
            }
            if (!fileSystem.delete(root, true)) {
                throw new IOException(root + " stays");
            }
        } catch (IOException | FSError e) {
            throw new UserError(
                    "cannot delete the checkpoint of " + job + " in " + root.getParent() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Deletes the rest of a checkpoint whose deletion was interrupted.
     *
     * @throws UserError if it cannot be deleted
     * @throws UncheckedIOException if that could not be read now
     */
    void completeDeletion() {
        try {
            if (fileSystem.exists(path(DELETED))) {
                delete();
            }
        } catch (IOException | FSError e) {
            throw notNow("read", path(DELETED), e);
        }
    }

    /**
     * The content of a file; empty if there is no such file.
     *
     * @throws UserError if its checksum is wrong
     * @throws UncheckedIOException if it could not be read now
     */
    Optional<byte[]> read(Path file) {
        try (var in = fileSystem.open(file)) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException e) {
            confirmMissing(file, e);
            return Optional.empty();
        } catch (ChecksumException e) {
            throw damaged(file.toString(), e);
        } catch (IOException | FSError e) {
            throw notNow("read", file, e);
        }
    }

    /** The operating system's "too many open files" and "permission denied" arrive as FileNotFoundException, too. */
    private void confirmMissing(Path file, FileNotFoundException said) {
        try {
            if (fileSystem.exists(file)) {
                throw notNow("read", file, said);
            }
            Path folder = file.getParent();
            if (!file.equals(root) && fileSystem.exists(folder)) {
                fileSystem.listStatus(folder); // fails if the folder hides what is in it
            } else if (!file.equals(root)) {
                confirmMissing(folder, said);
            }
        } catch (IOException e) {
            throw notNow("read", file, e);
        }
    }

    /** Hadoop reports errors of a local disk by an {@link FSError}. */
    private static UncheckedIOException notNow(String what, Path file, Throwable e) {
        return new UncheckedIOException(
                "cannot " + what + " " + file + " now", e instanceof IOException io ? io : new IOException(e));
    }

    /**
     * Replaces a file in one step: after a crash it has either the old bytes or the new ones.
     *
     * @throws UserError if the location cannot be written
     * @throws UncheckedIOException if it could not be written now
     */
    void replace(Path file, byte[] bytes) {
        try {
            CancellableFSDataOutputStream out =
                    CheckpointFileManager.create(root, hadoop).createAtomic(file, true);
            try {
                out.write(bytes);
            } catch (IOException | FSError e) {
                out.cancel();
                throw e;
            }
            out.close();
        } catch (FileNotFoundException | AccessDeniedException | AccessControlException e) {
            if (MachineLimit.of(e).isPresent()) {
                throw notNow("write", file, e);
            }
            throw unusable(e);
        } catch (IOException | FSError e) {
            throw notNow("write", file, e);
        }
    }

    /**
     * Deletes a file, if it is there.
     *
     * @throws UncheckedIOException if that fails now
     */
    void delete(Path file) {
        try {
            fileSystem.delete(file, false);
        } catch (IOException | FSError e) {
            throw notNow("delete", file, e);
        }
    }

    /**
     * The files of a folder that Spark names by a batch number, as these numbers; none if there is no such folder.
     *
     * @throws UncheckedIOException if it could not be read now
     */
    LongStream batchesIn(Path folder) {
        return timesIn(folder).keySet().stream().mapToLong(Long::longValue);
    }

    /** As {@link #batchesIn}, with the time (ms) at which each file was written. */
    Map<Long, Long> timesIn(Path folder) {
        try {
            return Arrays.stream(fileSystem.listStatus(folder))
                    .filter(file -> file.getPath().getName().matches("[0-9]+"))
                    .collect(Collectors.toMap(
                            file -> Long.valueOf(file.getPath().getName()), FileStatus::getModificationTime));
        } catch (FileNotFoundException e) {
            confirmMissing(folder, e);
            return Map.of();
        } catch (IOException e) {
            throw notNow("read", folder, e);
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

    /** The error for a file that is missing or has a wrong content. @param cause may be null */
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
