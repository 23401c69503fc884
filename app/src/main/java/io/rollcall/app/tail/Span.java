package io.rollcall.app.tail;

/**
 * A range of offsets in a partition.
 *
 * @param from offset of the first record
 * @param to offset after the last record; not below {@code from}
 */
public record Span(long from, long to) {
    public Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("not a span of offsets: " + from + " to " + to);
        }
    }

    /** The number of offsets. There can be fewer records, because of compaction and transaction markers. */
    public long offsets() {
        return to - from;
    }
}
