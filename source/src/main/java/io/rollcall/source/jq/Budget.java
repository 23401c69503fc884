package io.rollcall.source.jq;

/**
 * What all expressions together may spend on one record. It counts steps and memory instead of looking at a clock, so that
 * the outcome depends on the record alone. Used by one thread.
 */
public final class Budget {
    /** Steps for any record; one takes some tens of nanoseconds. */
    static final long BASE_STEPS = 200_000;
    /** Further steps for each byte of the record. */
    static final long STEPS_PER_BYTE = 16;
    /** Estimated bytes that may be allocated for any record. */
    static final long BASE_BYTES = 16L * 1024 * 1024;
    /** Further bytes for each byte of the record. */
    static final long BYTES_PER_BYTE = 16;
    /** Expressions within expressions, at run time. Each takes about 500 bytes of the thread's stack. */
    static final int MAX_DEPTH = 600;

    private long steps;
    private long bytes;
    private int depth;

    /** The budget of a record of this many bytes. */
    public Budget(int recordBytes) {
        reset(recordBytes);
    }

    /** Begins another record. */
    public void reset(int recordBytes) {
        steps = BASE_STEPS + STEPS_PER_BYTE * recordBytes;
        bytes = BASE_BYTES + BYTES_PER_BYTE * recordBytes;
        depth = 0;
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new LimitException("it calls itself, or nests, deeper than " + MAX_DEPTH + " levels");
        }
        steps(1);
    }

    int depth() {
        return depth;
    }

    void leaveTo(int outerDepth) {
        depth = outerDepth;
    }

    void leave() {
        depth--;
    }

    /** Pays for one more element of an array that is built. */
    public void element() {
        steps(1);
        bytes(Values.ELEMENT_BYTES);
    }

    void steps(long count) {
        steps -= count;
        if (steps < 0) {
            throw new LimitException("it takes too many steps: it loops, or is too slow for a record of this size");
        }
    }

    /** Is called before the memory is allocated. */
    void bytes(long count) {
        bytes -= count;
        if (bytes < 0) {
            throw new LimitException("it needs too much memory: it builds too large a value");
        }
        steps(count >> 5);
    }
}
