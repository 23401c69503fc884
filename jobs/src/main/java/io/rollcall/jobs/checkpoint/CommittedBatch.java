package io.rollcall.jobs.checkpoint;

import java.util.Map;

/**
 * The last batch that a checkpoint has committed.
 *
 * @param number its number, -1 before the first
 * @param nextOffsets next offset of the input topic after it, by partition; empty before the first
 */
public record CommittedBatch(long number, Map<Integer, Long> nextOffsets) {
    /** No batch was committed yet. */
    public static final CommittedBatch NONE = new CommittedBatch(-1, Map.of());

    /** Keeps a copy of the offsets. */
    public CommittedBatch {
        nextOffsets = Map.copyOf(nextOffsets);
    }
}
