package io.rollcall.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A job's checkpoint as seen from outside: which batches were begun, and which were committed. */
record CheckpointLog(Path folder) {
    /** Number of the last batch begun, -1 before the first. */
    long begun() {
        return latest("offsets");
    }

    /** Number of the last batch committed, -1 before the first. */
    long committed() {
        return latest("commits");
    }

    /** Whether a batch is begun and not committed. */
    boolean isInBatch() {
        return begun() > committed();
    }

    private long latest(String log) {
        try (Stream<Path> files = Files.list(folder.resolve(log))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(-1);
        } catch (IOException notYet) {
            return -1;
        }
    }
}
