package io.rollcall.model.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** A file that one process at a time holds locked. The lock ends with the process, in whatever way that ends. */
public final class ProcessLock implements AutoCloseable {
    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock; creates the file if it is missing, but not its folder. Empty if another process, or another part of
     * this one, holds it.
     *
     * @throws IOException if the file cannot be written, or the file system has no locks
     */
    public static Optional<ProcessLock> take(Path file) throws IOException {
        while (true) {
            Object before = identity(file);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (!locks(channel)) {
                    channel.close();
                    return Optional.empty();
                }
                // The last holder may have deleted the file after it was opened here. Do not open it again to find out:
                // on Unix, closing any channel of a file ends the locks that this process has on it.
                if (before != null && before.equals(identity(file))) {
                    String pid = Long.toString(ProcessHandle.current().pid());
                    channel.truncate(0);
                    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
                    return Optional.of(new ProcessLock(channel));
                }
                channel.close();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        }
    }

    /** What tells this file from another of the same name; null if there is none. */
    private static Object identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key; // not every file system has keys
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * The process id of the last holder; empty if there is no such file. Not for the process that holds the lock: on Unix
     * this would end it.
     */
    public static String holder(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8).trim();
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock ends with the process
        }
    }
}
