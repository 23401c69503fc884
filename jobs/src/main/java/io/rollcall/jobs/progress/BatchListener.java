package io.rollcall.jobs.progress;

import io.rollcall.jobs.checkpoint.SkippedRows;
import java.util.function.LongUnaryOperator;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/** Passes the batches that a query finishes to its {@link ProgressPublisher}. Spark calls it on its own thread. */
public final class BatchListener extends StreamingQueryListener {
    private final ProgressPublisher publisher;
    private final SkippedRows skipped;
    private final LongUnaryOperator skippedThrough;
    private final String topic;

    /**
     * A listener for one query of a session that runs no other.
     *
     * @param skipped where it adds what the query skips; null if it skips nothing
     * @param skippedThrough takes out what the batches up to a number have skipped
     * @param topic the input topic
     */
    public BatchListener(
            ProgressPublisher publisher, SkippedRows skipped, LongUnaryOperator skippedThrough, String topic) {
        this.publisher = publisher;
        this.skipped = skipped;
        this.skippedThrough = skippedThrough;
        this.topic = topic;
    }

    /** Adds what was skipped up to a batch that has finished: it is committed. Nothing of it if it was added before. */
    public static void addSkipped(
            SkippedRows skipped, LongUnaryOperator skippedThrough, StreamingQueryProgress progress, String topic) {
        BatchReport.of(progress, topic)
                .ifPresent(batch -> skipped.add(() -> skippedThrough.applyAsLong(batch.number()), batch.endOffsets()));
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        if (skipped != null) {
            addSkipped(skipped, skippedThrough, event.progress(), topic);
        }
        publisher.batchFinished(event.progress());
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}
}
