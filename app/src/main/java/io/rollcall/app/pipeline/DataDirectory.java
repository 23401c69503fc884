package io.rollcall.app.pipeline;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder in which {@code rollcall up} keeps topics, checkpoints and logs. Its lock admits one process at a time.
 *
 * @param path absolute
 */
public record DataDirectory(Path path) {
    private static final String LOCK = "up.lock";

    /** The directory that these settings name; a relative path is relative to the launcher's folder. */
    public static DataDirectory of(Settings settings) {
        Path home = Path.of(System.getProperty("rollcall.home", ""));
        return new DataDirectory(home.resolve(settings.text(SettingKey.DATA_DIR))
                .toAbsolutePath()
                .normalize());
    }

    /** The data of the embedded broker. */
    public Path kafka() {
        return path.resolve("kafka");
    }

    /** Temporary files of the processes that use this directory; useless after a stop. See {@link TemporaryFolder}. */
    public Path scratch() {
        return path.resolve("scratch");
    }

    /** Log files of {@code up}. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** The folder or URL under which each job has its checkpoint: the configured one, or a folder in this directory. */
    public String checkpointLocation(Settings settings) {
        String set = settings.text(SettingKey.CHECKPOINT_LOCATION);
        return set.isEmpty() ? path.resolve("checkpoints").toString() : set;
    }

    /** Whether the directory holds data of Rollcall, so that deleting all of it is safe. */
    public boolean holdsRollcallData() {
        return Stream.of(LOCK, "kafka/meta.properties", "checkpoints/" + JobName.CLEAN, "checkpoints/" + JobName.STATS)
                .anyMatch(name -> Files.exists(path.resolve(name)));
    }

    /**
     * Creates the directory if it is missing, and locks it until the lock is closed or this process ends in any way.
     *
     * @throws UserError if another process holds the lock, or the directory cannot be written
     */
    public Lock lock() {
        Path file = path.resolve(LOCK);
        FileChannel channel = null;
        try {
            Files.createDirectories(path);
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new UserError("data directory " + path + " is in use by another `rollcall up` (pid "
                        + Files.readString(file, StandardCharsets.UTF_8).trim() + "): stop it first");
            }
            channel.truncate(0);
            String pid = Long.toString(ProcessHandle.current().pid());
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
            return new Lock(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new UserError(
                    Message.of(
                            "cannot write the data directory {}: make it writable, or choose another with {}",
                            path,
                            SettingKey.DATA_DIR),
                    e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the first failure is reported instead
        }
    }

    /** Deletes the directory and everything in it. Symbolic links are removed, not followed. */
    public void delete() {
        deleteTree(path);
    }

    static void deleteTree(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UserError("cannot delete all of " + root + ": " + e.getMessage(), e);
        }
    }

    /** Holds the lock of the directory until closed. */
    public static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() {
            closeQuietly(channel);
        }
    }
}
