package io.rollcall.jobs.progress;

import java.util.Map;

/** Tells whether a job still processes the records that existed when it started. Not thread-safe. */
final class Backlog {
    private Map<Integer, Long> endOffsetsAtStart;
    private boolean catchingUp = true;

    /** Whether some of these records are left; once false, it stays false. The first call defines the backlog. */
    boolean isCatchingUp(InputPosition now) {
        if (endOffsetsAtStart == null) {
            endOffsetsAtStart = now.endOffsets();
        }
        catchingUp &= endOffsetsAtStart.entrySet().stream()
                .anyMatch(end -> now.nextOffsets().getOrDefault(end.getKey(), 0L) < end.getValue());
        return catchingUp;
    }
}
