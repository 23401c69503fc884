package io.rollcall.dashboard;

import io.rollcall.model.JobName;
import io.rollcall.model.Progress;
import io.rollcall.model.Window;
import java.util.Map;
import java.util.TreeMap;

/**
 * Through when everything is counted, by what both jobs reported. Clean said at time t that it is complete through c:
 * all those logins are on the clean topic with Kafka timestamps up to t; once stats is complete through more than t,
 * they are counted. Not safe for several threads.
 */
final class Finality {
    private static final int MAX_REPORTS = 100_000;

    private final long latenessMillis;
    /** Kafka timestamp of clean's report to the greatest time it had been complete through by then, ms. */
    private final TreeMap<Long, Long> cleanThrough = new TreeMap<>();

    private Long statsThrough;
    private Long completeThrough;

    Finality(long latenessMillis) {
        this.latenessMillis = latenessMillis;
    }

    /** Takes a progress record that has this Kafka timestamp (ms). */
    void apply(Progress progress, long timestampMillis) {
        Long through = progress.completeThroughMillis();
        if (through == null) {
            return;
        }
        if (progress.job().equals(JobName.CLEAN)) {
            applyClean(timestampMillis, through);
        } else if (progress.job().equals(JobName.STATS)) {
            statsThrough = through;
        }
        Map.Entry<Long, Long> counted = statsThrough == null ? null : cleanThrough.lowerEntry(statsThrough);
        completeThrough = counted == null ? null : counted.getValue();
    }

    private void applyClean(long timestampMillis, long through) {
        Map.Entry<Long, Long> before = cleanThrough.lastEntry();
        long greatest = through;
        if (before != null) {
            // Falling back further than a restart does means that the job was reset: what it said is void. Falling
            // back less cannot be told from a restart, and does no harm: nothing so young was final.
            if (through < before.getValue() - latenessMillis) {
                cleanThrough.clear();
            } else {
                greatest = Math.max(through, before.getValue());
            }
        }
        cleanThrough.merge(timestampMillis, greatest, Math::max);
        if (cleanThrough.size() > MAX_REPORTS) {
            cleanThrough.pollFirstEntry();
        }
    }

    /** Every raw login with a Kafka timestamp (ms) before this is counted; null if unknown. */
    Long completeThroughMillis() {
        return completeThrough;
    }

    /** Whether no login can be added to this window any more. */
    boolean isFinal(Window window) {
        return completeThrough != null && completeThrough >= window.endMillis() + latenessMillis;
    }
}
