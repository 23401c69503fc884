package io.rollcall.model;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far the pipeline as a whole is complete, from what its two jobs report. When the clean job says at time t that it
 * has processed all raw records before X, their clean logins stand on the clean topic before t; once the stats job is
 * complete through later than t, it has counted them. Then no window that ends a lateness before X can change any more:
 * it is final. Not safe for several threads.
 */
public final class Completeness {
    private record Report(long atMillis, long throughMillis) {}

    private final Deque<Report> waiting = new ArrayDeque<>();
    private Long endToEnd;

    /**
     * The clean job reported.
     *
     * @param atMillis Kafka timestamp of the report, ms
     * @param throughMillis every raw record with a Kafka timestamp (ms) before this is on the clean topic
     */
    public void cleanReported(long atMillis, long throughMillis) {
        while (!waiting.isEmpty() && waiting.getLast().atMillis() > atMillis) {
            waiting.removeLast();
        }
        waiting.addLast(new Report(atMillis, throughMillis));
    }

    /** The clean job began anew: what it reported before no longer holds. */
    public void cleanRestarted() {
        waiting.clear();
        endToEnd = null;
    }

    /** The stats job reported that every clean record with a Kafka timestamp (ms) before this is counted. */
    public void statsIsCompleteThrough(long throughMillis) {
        while (!waiting.isEmpty() && waiting.getFirst().atMillis() < throughMillis) {
            endToEnd = waiting.removeFirst().throughMillis();
        }
    }

    /** Every raw record with a Kafka timestamp (ms) before this is counted; null while not known. */
    public Long endToEndMillis() {
        return endToEnd;
    }

    /** Whether nothing can change a window any more. @param latenessMillis how late (ms) logins may be and count */
    public boolean isFinal(Window window, long latenessMillis) {
        return endToEnd != null && endToEnd >= window.endMillis() + latenessMillis;
    }
}
