package io.rollcall.jobs.tally;

import io.rollcall.model.stats.DistinctSketch;
import java.util.Arrays;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;

/** A sketch that stays in its serialized form until it has to change. Not thread-safe. */
final class Sketch {
    private byte[] compact;
    private HllSketch hll;

    Sketch() {
        hll = DistinctSketch.empty();
    }

    Sketch(byte[] compact) {
        this.compact = compact;
    }

    void add(String id) {
        hll().update(id);
        compact = null;
    }

    /** Adds an id in UTF-8. */
    void add(byte[] id) {
        hll().update(id);
        compact = null;
    }

    HllSketch hll() {
        if (hll == null) {
            hll = DistinctSketch.heapify(compact);
        }
        return hll;
    }

    void unite(Sketch other) {
        Union union = DistinctSketch.union();
        union.update(hll());
        union.update(other.hll());
        hll = null;
        compact = DistinctSketch.compact(union);
    }

    /** Adds all of another sketch. Returns whether any of it is new; if none is, this one does not change. */
    boolean uniteIfNew(Sketch other) {
        Union union = DistinctSketch.union();
        union.update(hll());
        // The bytes also tell whether sketches were united, so that both forms must be of united ones.
        union.update(hll());
        byte[] before = DistinctSketch.compact(union);
        union.update(other.hll());
        byte[] after = DistinctSketch.compact(union);
        if (Arrays.equals(before, after)) {
            return false;
        }
        hll = null;
        compact = after;
        return true;
    }

    byte[] toBytes() {
        if (compact == null) {
            compact = hll.toCompactByteArray();
        }
        return compact;
    }
}
