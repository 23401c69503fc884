package io.rollcall.jobs.checkpoint;

import io.rollcall.model.process.ProcessLock;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits one process at a time to the checkpoints of jobs in a local folder: whoever runs a job, and {@code rollcall
 * reset}. The file {@code JOB.lock} lies beside the job's checkpoint, because a reset deletes that.
 */
public final class CheckpointLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointLock.class);

    private final List<ProcessLock> locks = new ArrayList<>();

    private CheckpointLock() {}

    /**
     * Takes the locks of these jobs, until it is closed or this process ends. Takes none where the location is not a local
     * folder, or its file system has no locks.
     *
     * @param location folder or URL under which each job has its checkpoint
     * @throws UserError if another process holds one of them, or the location cannot be one
     */
    public static CheckpointLock take(String location, Collection<String> jobs) {
        CheckpointLock taken = new CheckpointLock();
        CheckpointLocation.localFolder(location).ifPresent(folder -> {
            for (String job : jobs) {
                try {
                    taken.take(folder, job, location);
                } catch (RuntimeException e) {
                    taken.close();
                    throw e;
                }
            }
        });
        return taken;
    }

    /** As {@link #take}, but only the locks of those jobs that have run there: creates nothing. */
    public static CheckpointLock takeExisting(String location, Collection<String> jobs) {
        List<String> known = CheckpointLocation.localFolder(location)
                .map(folder -> jobs.stream()
                        .filter(job -> Files.exists(lockFile(folder, job)))
                        .toList())
                .orElse(List.of());
        return take(location, known);
    }

    private static Path lockFile(Path folder, String job) {
        return folder.resolve(job + ".lock");
    }

    private void take(Path folder, String job, String location) {
        Path file = lockFile(folder, job);
        try {
            Files.createDirectories(folder);
            Optional<ProcessLock> lock = ProcessLock.take(file);
            if (lock.isEmpty()) {
                throw new UserError(job + " runs already with its checkpoint in " + location + " (pid "
                        + ProcessLock.holder(file) + "): stop it first");
            }
            locks.add(lock.get());
        } catch (IOException e) {
            LOG.warn("cannot lock {}, so a second {} would not be noticed: {}", file, job, e.toString());
        }
    }

    @Override
    public void close() {
        locks.forEach(ProcessLock::close);
    }
}
