package io.rollcall.dashboard;

import io.rollcall.model.Completeness;
import io.rollcall.model.JobName;
import io.rollcall.model.Progress;
import io.rollcall.model.Window;

/**
 * Through when everything is counted, from progress records whose jobs may stand on different partitions, so that the
 * one's may be read long before the other's. Not safe for several threads.
 */
final class Finality {
    private final long latenessMillis;
    private final Completeness completeness = new Completeness();
    private Long cleanThrough;
    private Long statsThrough;

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
        if (statsThrough != null) {
            completeness.statsIsCompleteThrough(statsThrough);
        }
    }

    private void applyClean(long timestampMillis, long through) {
        // Falling back further than a restart does means that the job began anew. Falling back less cannot be told
        // from a restart, and does no harm: what was said before still holds.
        if (cleanThrough != null && through < cleanThrough - latenessMillis) {
            completeness.cleanRestarted();
            cleanThrough = null;
        }
        cleanThrough = cleanThrough == null ? through : Math.max(through, cleanThrough);
        completeness.cleanReported(timestampMillis, cleanThrough);
    }

    /** Every raw login with a Kafka timestamp (ms) before this is counted; null if unknown. */
    Long completeThroughMillis() {
        return completeness.endToEndMillis();
    }

    /** Whether no login can be added to this window any more. */
    boolean isFinal(Window window) {
        return completeness.isFinal(window, latenessMillis);
    }
}
