package io.rollcall.jobs;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * A started query and what it writes through.
 *
 * @param query the query
 * @param sink to be closed after the query, may be null
 * @param realTime whether it runs in Real-Time Mode
 */
record RunningQuery(StreamingQuery query, StatsPublisher sink, boolean realTime) {
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
