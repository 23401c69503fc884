package io.rollcall.jobs.checkpoint;

import java.io.Serializable;

/**
 * Offsets of one partition.
 *
 * @param from the first
 * @param to the one after the last
 */
public record OffsetRange(long from, long to) implements Serializable {
    /** Whether the offset is one of them. */
    public boolean contains(long offset) {
        return from <= offset && offset < to;
    }
}
