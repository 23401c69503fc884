package io.rollcall.jobs;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * A started query and what it writes through.
 *
 * @param query the query
 * @param closeSink closes what the query writes through
 * @param realTime whether it runs in Real-Time Mode
 * @param mode the same for a person, with what is missing where it was to
 */
public record RunningQuery(StreamingQuery query, Runnable closeSink, boolean realTime, String mode) {
    public static final String MICRO_BATCHES = "micro-batches";

    /** The same in micro-batches, as they are meant to be. */
    public RunningQuery(StreamingQuery query, Runnable closeSink) {
        this(query, closeSink, false, MICRO_BATCHES);
    }

    /** Stops at once: what it cuts is replayed at the next start. */
    void stop() throws TimeoutException {
        try {
            query.stop();
        } finally {
            closeSink.run();
        }
    }
}
