package io.rollcall.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Damage to one file of a job's checkpoint. The job must not be running.
 *
 * @param file the file to damage
 * @param kind what to do to it
 */
public record CheckpointDamage(Path file, Kind kind) {
    /** What is done to a file. */
    public enum Kind {
        /** Only its first half is left, as after a write that the disk did not finish. */
        CUT,
        /** It is there, with no bytes, as after a power failure. */
        EMPTIED,
        DELETED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The files that are worth damaging: the newest of each kind, ordered by kind. Numbers and random names in a path
     * do not make a kind of their own.
     */
    public static List<Path> newestOfEachKind(Path checkpoint) throws IOException {
        Map<String, Path> newest = new TreeMap<>();
        try (Stream<Path> files = Files.walk(checkpoint)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String kind = checkpoint
                        .relativize(file)
                        .toString()
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "U")
                        .replaceAll("[0-9]+", "N");
                newest.merge(kind, file, (a, b) -> number(a) >= number(b) ? a : b);
            }
        }
        return List.copyOf(newest.values());
    }

    /** The number at the start of a file's name, or -1 if there is none. */
    private static long number(Path file) {
        String digits = file.getFileName().toString().replaceAll("[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }

    /** Damages the file. */
    public void inflict() throws IOException {
        switch (kind) {
            case CUT -> truncate(Files.size(file) / 2);
            case EMPTIED -> truncate(0);
            case DELETED -> Files.delete(file);
        }
    }

    private void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }
}
