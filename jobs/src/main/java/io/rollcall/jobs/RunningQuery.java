package io.rollcall.jobs;

import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.SkippedRows;
import io.rollcall.jobs.checkpoint.SparkOffsets;
import io.rollcall.jobs.progress.BatchListener;
import io.rollcall.jobs.progress.BatchReport;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * A query that was started, and its sink.
 *
 * @param query the query
 * @param closeSink closes the sink of the query; may be called several times
 * @param realTime whether it runs in Real-Time Mode
 * @param mode the mode in words; if Real-Time Mode is requested but not possible, with the reason
 * @param skippedThrough takes out how many records the batches up to a number have skipped, because they are no logins;
 *     null if the job skips none
 */
public record RunningQuery(
        StreamingQuery query, Runnable closeSink, boolean realTime, String mode, LongUnaryOperator skippedThrough) {
    /** The mode of a query that runs in micro-batches. */
    public static final String MICRO_BATCHES = "micro-batches";

    /** A query that is meant to run in micro-batches. */
    public RunningQuery(StreamingQuery query, Runnable closeSink) {
        this(query, closeSink, false, MICRO_BATCHES, null);
    }

    /** Next offset to process after the last batch that the query has finished, by partition. @param last the batch before it */
    Map<Integer, Long> nextOffsets(String topic, CommittedBatch last) {
        StreamingQueryProgress progress = query.lastProgress();
        boolean known = progress != null && progress.sources().length > 0 && progress.sources()[0].endOffset() != null;
        return known ? SparkOffsets.parse(progress.sources()[0].endOffset(), topic) : last.nextOffsets();
    }

    /** Adds what the batches that it has finished have skipped. Batches whose progress was seen before add nothing. */
    void addSkipped(SkippedRows skipped, String topic) {
        for (StreamingQueryProgress progress : query.recentProgress()) {
            BatchListener.addSkipped(skipped, skippedThrough, progress, topic);
        }
    }

    /** Whether its last batch had any input. */
    boolean hasProcessed() {
        StreamingQueryProgress progress = query.lastProgress();
        return progress != null && BatchReport.recordsRead(progress) > 0;
    }

    /**
     * Stops the query at once. The next start repeats the batch that this interrupts.
     *
     * @throws TimeoutException if the query does not stop in time; the sink is closed in any case
     */
    void stop() throws TimeoutException {
        try {
            query.stop();
        } finally {
            closeSink.run();
        }
    }
}
