package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.progress.JobName;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stops a job that runs: a reset, another copy or a backup may follow at once. */
class StoppedJobIT {
    @TempDir
    private Path folder;

    @Test
    void closedJob_hasNoThreadThatWritesToItsCheckpointOrToKafka() {
        try (TestPipeline pipeline = TestPipeline.start(folder)) {
            pipeline.startClean();
            Set<String> before = threadsOfTheJob();
            Set<String> left = new HashSet<>();

            // The job waits for answers that do not come.
            pipeline.restartBroker(brokerFolder -> {
                pipeline.stopJobs();
                left.addAll(threadsOfTheJob());
            });

            assertThat(before).contains(JobName.CLEAN, "input-watch-" + JobName.CLEAN, "progress-" + JobName.CLEAN);
            assertThat(left).isEmpty();
        }
    }

    private static Set<String> threadsOfTheJob() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.endsWith(JobName.CLEAN))
                .collect(Collectors.toSet());
    }
}
