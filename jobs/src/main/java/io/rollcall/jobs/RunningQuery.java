package io.rollcall.jobs;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * A started query and what it writes through.
 *
 * @param query the query
 * @param sink to be closed after the query, may be null
 * @param realTime whether it runs in Real-Time Mode
 * @param mode the same for a person, with what is missing where it was to
 */
record RunningQuery(StreamingQuery query, StatsPublisher sink, boolean realTime, String mode) {
    static final String MICRO_BATCHES = "micro-batches";

    /** The same in micro-batches, as they are meant to be. */
    RunningQuery(StreamingQuery query, StatsPublisher sink) {
        this(query, sink, false, MICRO_BATCHES);
    }

    /** Stops at once: what it cuts is replayed at the next start. */
    void stop() throws TimeoutException {
        try {
            query.stop();
        } finally {
            closeSink();
        }
    }

    void closeSink() {
        if (sink != null) {
            sink.close();
        }
    }
}
