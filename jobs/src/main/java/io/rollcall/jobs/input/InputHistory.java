package io.rollcall.jobs.input;

import io.rollcall.jobs.checkpoint.NextOffsets;
import io.rollcall.jobs.checkpoint.OffsetRange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the offsets of a topic say about the records that a job reads next. All maps are by partition. Public for the
 * simulation.
 */
public final class InputHistory {
    private InputHistory() {}

    /** Whether records were deleted that the job has not read. */
    public static boolean recordsAreMissing(Map<Integer, Long> committed, Map<Integer, Long> beginnings) {
        return NextOffsets.withNewPartitions(committed, beginnings.keySet()).entrySet().stream()
                .anyMatch(next -> beginnings.getOrDefault(next.getKey(), 0L) > next.getValue());
    }

    /** The offsets whose records must not be processed from now on, as they have the ids of lost ones. */
    public static Map<Integer, OffsetRange> skipped(Map<Integer, OffsetRange> truncated, Map<Integer, Long> committed) {
        Map<Integer, OffsetRange> skipped = new TreeMap<>(truncated);
        skipped.entrySet().removeIf(range -> range.getValue().to() <= committed.getOrDefault(range.getKey(), 0L));
        return skipped;
    }

    /** A partition that ends before the offset up to which it was processed, or planned to be. */
    public static Optional<Integer> endingEarlier(Map<Integer, Long> planned, Map<Integer, Long> ends) {
        return planned.entrySet().stream()
                .filter(next -> ends.get(next.getKey()) < next.getValue())
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
