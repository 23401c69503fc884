package io.rollcall.jobs.progress;

import org.apache.spark.sql.streaming.StreamingQueryListener;

/** Passes the batches that a query finishes to its {@link ProgressPublisher}. Spark calls it on its own thread. */
public final class BatchListener extends StreamingQueryListener {
    private final ProgressPublisher publisher;

    /** A listener for one query of a session that runs no other. */
    public BatchListener(ProgressPublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        publisher.batchFinished(event.progress());
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}
}
