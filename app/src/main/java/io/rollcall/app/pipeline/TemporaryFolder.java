package io.rollcall.app.pipeline;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of this process's temporary files, below the data directory: Spark's scratch, the dashboard's archive, and
 * the native libraries that jars unpack. The system's own folder may be small, full, or mounted {@code noexec}, and what
 * a killed process leaves there stays. Here a lock tells which folders belong to a process that runs; the next start
 * deletes the others.
 */
public final class TemporaryFolder implements AutoCloseable {
    private static final String JVM_PROPERTY = "java.io.tmpdir";
    /** From Java 18 on, the JDK's own temporary files ignore a change of the property; these libraries have their own. */
    private static final List<String> PROPERTIES =
            List.of(JVM_PROPERTY, "org.xerial.snappy.tempdir", "ZstdTempFolder", "io.netty.native.workdir");

    private static final String GATE = "gate.lock";
    private static final String PREFIX = "process-";
    private static final String LOCK_SUFFIX = ".lock";

    /** What Rollcall and earlier versions of it, and Spark, make in the parent of such folders. */
    static final String NAMES = "(" + PREFIX + "|spark-|blockmgr-|artifacts-|temporary-|rollcall-).*|gate\\.lock";

    private final Path path;
    private final Path lockFile;
    private final FileChannel lock;

    private TemporaryFolder(Path path, Path lockFile, FileChannel lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Creates a folder of its own for this process, deletes those of processes that have ended, and makes it the folder
     * for everything that asks for a temporary file. Call it before a class that unpacks a native library is loaded.
     *
     * @param parent the folder of all such folders; created if missing
     * @throws UserError if it cannot be written, or neither it nor the system's folder admits native libraries
     */
    public static TemporaryFolder create(Path parent) {
        try {
            Files.createDirectories(parent);
            TemporaryFolder folder;
            try (FileChannel gate = openLock(parent.resolve(GATE))) {
                gate.lock();
                deleteAbandoned(parent);
                folder = createIn(parent);
            }
            folder.use();
            return folder;
        } catch (IOException e) {
            throw new UserError(
                    Message.of(
                            "cannot write temporary files to {}: make it writable, or choose another data directory"
                                    + " with {}",
                            parent,
                            SettingKey.DATA_DIR),
                    e);
        }
    }

    private static TemporaryFolder createIn(Path parent) throws IOException {
        Path path = Files.createTempDirectory(parent, PREFIX);
        Path lockFile = parent.resolve(path.getFileName() + LOCK_SUFFIX);
        FileChannel lock = openLock(lockFile);
        lock.lock();
        return new TemporaryFolder(path, lockFile, lock);
    }

    private static FileChannel openLock(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** All such folders but those whose process holds its lock. The caller holds the gate. */
    private static void deleteAbandoned(Path parent) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(parent)) {
            entries = all.toList();
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            Path lockFile = name.endsWith(LOCK_SUFFIX) ? entry : parent.resolve(name + LOCK_SUFFIX);
            if (name.matches(NAMES) && !name.equals(GATE) && !isLocked(lockFile)) {
                deleteIfPossible(entry);
            }
        }
    }

    private static void deleteIfPossible(Path entry) {
        try {
            DataDirectory.deleteTree(entry);
        } catch (UserError e) {
            // of another user: it is in nobody's way
        }
    }

    private static boolean isLocked(Path lockFile) throws IOException {
        if (!Files.exists(lockFile)) {
            return false;
        }
        try (FileChannel channel = openLock(lockFile);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return true;
        }
    }

    /** A folder from which no library can be loaded, as on a mount with noexec, is of no use to those that unpack one. */
    private void use() throws IOException {
        Path system = Path.of(System.getProperty(JVM_PROPERTY));
        if (isExecutable(path)) {
            PROPERTIES.forEach(property -> System.setProperty(property, path.toString()));
        } else if (!Files.isWritable(system) || !isExecutable(system)) {
            close();
            throw new UserError(Message.of(
                    "native libraries can be loaded neither from {} nor from {}, both are mounted noexec: choose a data"
                            + " directory elsewhere with {}, or another temporary folder with"
                            + " ROLLCALL_JAVA_OPTS=-Djava.io.tmpdir=DIR",
                    path.getParent(),
                    system,
                    SettingKey.DATA_DIR));
        }
    }

    private static boolean isExecutable(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "probe", "");
        try {
            Files.setPosixFilePermissions(probe, PosixFilePermissions.fromString("rwx------"));
            return Files.isExecutable(probe);
        } finally {
            Files.delete(probe);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Deletes it as far as possible; the next start deletes the rest. */
    @Override
    public void close() {
        deleteIfPossible(path);
        deleteIfPossible(lockFile);
        try {
            lock.close();
        } catch (IOException e) {
            // the process ends, and the lock with it
        }
    }
}
