package io.rollcall.model.process;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A limit of the machine that stopped a step. Libraries report it by an exception of their own around the operating
 * system's words, so that it looks like a damaged file, a port in use, or a fault of theirs.
 */
public enum MachineLimit {
    /** The process, or the machine, has no file descriptor left. */
    OPEN_FILES("Too many open files"),
    /** A disk, or the user's share of it, is full. */
    DISK("No space left on device", "Disk quota exceeded"),
    /** The user may not start more threads, or the machine has no memory for their stacks. */
    THREADS("unable to create native thread", "Resource temporarily unavailable"),
    /** A folder from which no library may be loaded, as on a mount with {@code noexec}. */
    LIBRARIES("failed to map segment from shared object", "Cannot unpack lib"),
    /** The heap, or another part of the JVM's memory, is full. */
    MEMORY("Cannot allocate memory");

    private static final long MEGABYTE = 1024 * 1024;

    private final List<String> signs;

    MachineLimit(String... signs) {
        this.signs = List.of(signs);
    }

    /** The limit that a failure, or one of its causes, reports; empty if none does. */
    public static Optional<MachineLimit> of(Throwable failure) {
        return causes(failure).flatMap(MachineLimit::reported).findFirst();
    }

    /** What is wrong and what to do, in one line. */
    public String advice() {
        return switch (this) {
            case OPEN_FILES ->
                "too many open files: raise the limit of this user or service, for example to 65536"
                        + " (`ulimit -Hn`, LimitNOFILE)";
            case DISK ->
                (temporaryFolderIsFull()
                                ? "the disk of " + System.getProperty("java.io.tmpdir") + " is full"
                                : "a disk is full")
                        + ": free some space on it";
            case THREADS ->
                "cannot start another thread: raise the limit on processes of this user or service"
                        + " (`ulimit -Hu`, TasksMax), or free memory";
            case LIBRARIES ->
                "cannot load a native library from "
                        + System.getProperty("java.io.tmpdir")
                        + ": use a folder where that is allowed, with ROLLCALL_JAVA_OPTS=-Djava.io.tmpdir=DIR";
            case MEMORY ->
                "out of memory with a heap of "
                        + heapMegabytes()
                        + " MB: set a larger one, for example ROLLCALL_JAVA_OPTS=-Xmx"
                        + 2 * heapMegabytes()
                        + "m";
        };
    }

    private static long heapMegabytes() {
        return Runtime.getRuntime().maxMemory() / MEGABYTE;
    }

    private static boolean temporaryFolderIsFull() {
        return new File(System.getProperty("java.io.tmpdir")).getUsableSpace() < MEGABYTE;
    }

    private static Stream<MachineLimit> reported(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        Stream<MachineLimit> said =
                Arrays.stream(values()).filter(limit -> limit.signs.stream().anyMatch(text::contains));
        return cause instanceof OutOfMemoryError ? Stream.concat(said, Stream.of(MEMORY)) : said;
    }

    /** Bounded, because a chain of causes may be a circle. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(100);
    }
}
