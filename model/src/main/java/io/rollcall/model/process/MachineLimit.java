package io.rollcall.model.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A limit of the machine that stopped a step. Libraries report it by an exception of their own around the operating
 * system's words, so that it looks like a damaged file or a fault of theirs.
 */
public enum MachineLimit {
    /** The process, or the machine, has no file descriptor left. */
    OPEN_FILES(
            "too many open files: raise the limit with `ulimit -n 65536` before the start (LimitNOFILE= of a service)",
            "Too many open files"),
    /** A disk, or the user's share of it, is full. */
    DISK("a disk is full: free some space on it", "No space left on device", "Disk quota exceeded"),
    /** The heap, or another part of the JVM's memory, is full. */
    MEMORY(
            "out of memory: give the JVM more with ROLLCALL_JAVA_OPTS=-Xmx..., or lower the load",
            "Cannot allocate memory",
            "unable to create native thread");

    private final String advice;
    private final List<String> signs;

    MachineLimit(String advice, String... signs) {
        this.advice = advice;
        this.signs = List.of(signs);
    }

    /** The limit that a failure, or one of its causes, reports; empty if none does. */
    public static Optional<MachineLimit> of(Throwable failure) {
        return causes(failure).flatMap(MachineLimit::reported).findFirst();
    }

    /** What is wrong and what to do, in one line. */
    public String advice() {
        return advice;
    }

    private static Stream<MachineLimit> reported(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return Stream.of(MEMORY);
        }
        String text = String.valueOf(cause.getMessage());
        return Arrays.stream(values()).filter(limit -> limit.signs.stream().anyMatch(text::contains));
    }

    /** Bounded, because a chain of causes may be a circle. */
    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(100);
    }
}
