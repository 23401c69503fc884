package io.rollcall.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which batches of a job have begun and which are committed, according to the files of its checkpoint. */
record CheckpointLog(Path folder) {
    /** The number of the last batch that has begun; -1 before the first. */
    long begun() {
        return latest("offsets");
    }

    /** The number of the last batch that is committed; -1 before the first. */
    long committed() {
        return latest("commits");
    }

    /** Whether a batch has begun and is not yet committed. */
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
