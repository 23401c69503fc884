package io.rollcall.simulation.broker;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A transaction of one producer. Its outcome is decided in one step; the markers that make it visible are written to its
 * partitions one by one, later.
 */
public final class Transaction {
    /** What became of it. */
    enum Outcome {
        OPEN,
        COMMITTED,
        ABORTED
    }

    private final Set<PartitionLog> withoutMarker = new LinkedHashSet<>();
    private Outcome outcome = Outcome.OPEN;

    Outcome outcome() {
        return outcome;
    }

    void add(PartitionLog partition) {
        withoutMarker.add(partition);
    }

    /** Whether its outcome is decided, and not all markers are written. */
    boolean owesMarkers() {
        return outcome != Outcome.OPEN && !withoutMarker.isEmpty();
    }

    /** Decides its outcome. */
    void end(boolean commit) {
        outcome = commit ? Outcome.COMMITTED : Outcome.ABORTED;
    }

    /** Writes the marker of one of its partitions. */
    void writeMarker() {
        PartitionLog next = withoutMarker.iterator().next();
        withoutMarker.remove(next);
        next.appendMarker(this);
    }
}
