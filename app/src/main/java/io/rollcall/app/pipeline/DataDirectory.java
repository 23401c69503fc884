package io.rollcall.app.pipeline;

import io.rollcall.model.process.ProcessLock;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder in which {@code rollcall up} keeps topics, checkpoints and logs. Its lock admits one process at a time. It may
 * hold other files too: Rollcall notes what it makes, and touches nothing else.
 */
public final class DataDirectory {
    static final String LOCK = "up.lock";

    private final Path path;
    private final DataManifest manifest;

    /** The directory at an absolute path. It need not exist. */
    public DataDirectory(Path path) {
        this.path = path;
        this.manifest = new DataManifest(path);
    }

    /** Where it is; absolute. */
    public Path path() {
        return path;
    }

    /**
     * The directory that these settings name; a relative path is relative to the launcher's folder.
     *
     * @throws UserError if Kafka and Spark cannot use it
     */
    public static DataDirectory of(Settings settings) {
        Path home = Path.of(System.getProperty("rollcall.home", ""));
        Path path = home.resolve(settings.text(SettingKey.DATA_DIR))
                .toAbsolutePath()
                .normalize();
        if (path.toString().contains(",")) {
            throw new UserError(Message.of(
                    "the data directory {} has a comma in its path, which Kafka and Spark take for the end of a path: choose"
                            + " another with {}",
                    path,
                    SettingKey.DATA_DIR));
        }
        return new DataDirectory(path);
    }

    /** The data of the embedded broker. */
    public Path kafka() {
        return path.resolve("kafka");
    }

    /** Temporary files of the processes that use this directory; useless after a stop. See {@link TemporaryFolder}. */
    public Path scratch() {
        return path.resolve("scratch");
    }

    /** The checkpoints, if no other location is configured. */
    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Log files of {@code up}. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** The folder or URL under which each job has its checkpoint: the configured one, or a folder in this directory. */
    public String checkpointLocation(Settings settings) {
        String set = settings.text(SettingKey.CHECKPOINT_LOCATION);
        return set.isEmpty() ? checkpoints().toString() : set;
    }

    /** @throws UserError if it is of a newer version of Rollcall, or cannot be read */
    public void requireKnownFormat() {
        try {
            manifest.names();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether the directory has an embedded Kafka or checkpoints. */
    public boolean holdsRollcallData() {
        return Stream.of("kafka/meta.properties", "checkpoints/" + JobName.CLEAN, "checkpoints/" + JobName.STATS)
                .anyMatch(name -> Files.exists(path.resolve(name)));
    }

    /**
     * Creates the directory if it is missing, and locks it until the lock is closed or this process ends in any way.
     *
     * @throws UserError if another process holds the lock, or the directory cannot be written
     */
    public ProcessLock lock() {
        Path file = path.resolve(LOCK);
        try {
            create();
            manifest.add(LOCK);
            Optional<ProcessLock> lock = ProcessLock.take(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            throw new UserError("data directory " + path + " is in use by another `rollcall up` or `reset` (pid "
                    + ProcessLock.holder(file) + "): stop it, or wait for its end");
        } catch (NoSuchFileException e) {
            throw new UserError(
                    "data directory " + path
                            + " is in use by another `rollcall reset`, which deletes it: wait for its end",
                    e);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * The id of the {@code rollcall up} that runs in this directory, as far as can be told without its lock. Never that of
     * this process: in containers, the one before had the same.
     */
    public Optional<Long> runningProcess() {
        try {
            String holder = ProcessLock.holder(path.resolve(LOCK));
            return holder.matches("\\d{1,18}")
                    ? ProcessHandle.of(Long.parseLong(holder))
                            .filter(process -> !process.equals(ProcessHandle.current()))
                            .filter(process ->
                                    process.info().command().orElse("").endsWith("java"))
                            .map(ProcessHandle::pid)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Some places, such as /proc, answer that there is no such file where nothing can be made. */
    private void createFolder() {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void create() throws IOException {
        if (!Files.exists(path)) {
            createFolder();
            manifest.add(DataManifest.ROOT);
        }
    }

    /**
     * Creates a folder of this directory if it is missing, and notes that Rollcall made it.
     *
     * @throws UserError if there is a folder of this name that Rollcall did not make, or the directory cannot be written
     */
    public Path claim(Path folder) {
        String name = path.relativize(folder).toString();
        try {
            create();
            // In this order: another process that claims the folder notes its name before it makes the folder.
            if (!isMissingOrEmpty(folder) && !manifest.names().contains(name)) {
                throw new UserError(Message.of(
                        "Rollcall did not make {}, and writes nothing into it: choose another data directory with {}",
                        folder,
                        SettingKey.DATA_DIR));
            }
            manifest.add(name);
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Claims the folder of the checkpoints, if they are to lie in this directory. */
    public void claimCheckpoints(Settings settings) {
        if (checkpointLocation(settings).equals(checkpoints().toString())) {
            claim(checkpoints());
        }
    }

    private static boolean isMissingOrEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private UserError unwritable(IOException e) {
        return new UserError(
                Message.of(
                        "cannot write the data directory {}: make it writable, or choose another with {}",
                        path,
                        SettingKey.DATA_DIR),
                e);
    }

    /** The names in this directory, sorted. @param made whether those that Rollcall made, or all others */
    public List<String> names(boolean made) {
        try (Stream<Path> entries = Files.list(path)) {
            Set<String> own = manifest.names();
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> own.contains(name) == made)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether there is nothing in it, or no such folder. */
    public boolean isMissingOrEmpty() {
        try {
            return isMissingOrEmpty(path);
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void deleteIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(path);
        } catch (DirectoryNotEmptyException usedAgain) {
            // Another process has begun to use it.
        }
    }

    private UserError unreadable(IOException e) {
        // Java's message for a file that may not be read is its name alone.
        String reason = e instanceof AccessDeniedException ? "no right to read " + e.getMessage() : e.getMessage();
        return new UserError(
                Message.of(
                        "cannot read the data directory {} ({}): make it readable, or choose another with {}",
                        path,
                        reason,
                        SettingKey.DATA_DIR),
                e);
    }

    /**
     * Deletes what Rollcall made here, and the directory if that leaves it empty and Rollcall made it. Symbolic links are
     * removed, not followed.
     */
    public void delete() {
        try {
            boolean rootToo = manifest.names().contains(DataManifest.ROOT);
            // These two go last, so that an interrupted deletion can be repeated, and nothing starts in between.
            List<String> last = List.of(DataManifest.FILE, LOCK);
            List<String> names = new ArrayList<>(names(true));
            names.removeAll(last);
            names.addAll(last);
            names.forEach(name -> deleteTree(path.resolve(name)));
            if (rootToo && isMissingOrEmpty(path)) {
                deleteIfEmpty();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static void deleteTree(Path root) {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
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
}
