package io.rollcall.jobs;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * A query that was started, and its sink.
 *
 * @param query the query
 * @param closeSink closes what the query writes through; may be called again
 * @param realTime whether it runs in Real-Time Mode
 * @param mode the mode in words, with what is missing if Real-Time Mode was asked for in vain
 */
public record RunningQuery(StreamingQuery query, Runnable closeSink, boolean realTime, String mode) {
    /** The mode of a query that runs in micro-batches. */
    public static final String MICRO_BATCHES = "micro-batches";

    /** A query that runs in micro-batches, as it should. */
    public RunningQuery(StreamingQuery query, Runnable closeSink) {
        this(query, closeSink, false, MICRO_BATCHES);
    }

    /**
     * Stops the query at once. The next start repeats the batch that this cuts.
     *
     * @throws TimeoutException if the query does not stop in time; the sink is closed all the same
     */
    void stop() throws TimeoutException {
        try {
            query.stop();
        } finally {
            closeSink.run();
        }
    }
}
