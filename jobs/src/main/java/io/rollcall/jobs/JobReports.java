package io.rollcall.jobs;

import io.rollcall.jobs.progress.ProgressPublisher;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The progress reports of a job. They go on while its query has failed and waits for the next try, and say why. Confined to
 * the thread that runs the job.
 */
final class JobReports implements AutoCloseable {
    private static final long LAST_REPORT_MILLIS = 5_000;

    /** Null before the first query. */
    private ProgressPublisher publisher;

    /** Reports on another query from now on. */
    void begin(ProgressPublisher next) {
        if (publisher != null) {
            publisher.failure().ifPresent(next::failedBefore);
        }
        close();
        publisher = next;
        next.start();
    }

    /** Reports that the query has failed, and will be started again. */
    void failed(String sentence) {
        if (publisher != null) {
            publisher.failed(sentence);
        }
    }

    /** Reports that the job ends. Waits up to 5 s until that is published. */
    void ended(String sentence) {
        if (publisher == null) {
            return;
        }
        try {
            publisher.failed(sentence).toCompletableFuture().get(LAST_REPORT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Kafka cannot be reached: the silence of the job says it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (publisher != null) {
            publisher.close();
        }
    }
}
