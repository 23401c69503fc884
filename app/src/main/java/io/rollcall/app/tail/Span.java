package io.rollcall.app.tail;

/**
 * A stretch of a partition.
 *
 * @param from offset of the first record
 * @param to offset behind the last one; not below {@code from}
 */
public record Span(long from, long to) {
    public Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("not a span of offsets: " + from + " to " + to);
        }
    }

    /** How many offsets it covers; compaction and transactions may leave fewer records. */
    public long offsets() {
        return to - from;
    }
}
