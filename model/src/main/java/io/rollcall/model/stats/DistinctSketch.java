package io.rollcall.model.stats;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * How Rollcall counts distinct ids: Apache DataSketches HLL with 2^12 registers. The standard error of a union is 1.04
 * / sqrt(4096) = 1.6 % (Flajolet et al., "HyperLogLog", 2007). Up to a few hundred ids the sketch keeps the hashes
 * themselves and is exact, apart from hash collisions.
 */
public final class DistinctSketch {
    /** Binary logarithm of the number of registers. */
    public static final int LG_K = 12;

    /**
     * One byte per register. Unions work in this form; any other form would be unpacked and packed again for each
     * union.
     */
    private static final TgtHllType FORM = TgtHllType.HLL_8;

    static {
        SketchMemory.initialize();
    }

    private DistinctSketch() {}

    /** A new, empty sketch. */
    public static HllSketch empty() {
        return new HllSketch(LG_K, FORM);
    }

    /** A new, empty union. */
    public static Union union() {
        return new Union(LG_K);
    }

    /**
     * The sketch with these compact bytes.
     *
     * @throws RuntimeException if they are not a sketch
     */
    public static HllSketch heapify(byte[] compact) {
        return HllSketch.heapify(Memory.wrap(compact));
    }

    /** The sketch of a union; later changes of the union do not change it. */
    public static HllSketch sketch(Union union) {
        return union.getResult(FORM);
    }

    /** The compact bytes of a union: at most about 4 KiB. */
    public static byte[] compact(Union union) {
        return sketch(union).toCompactByteArray();
    }

    /**
     * The number of distinct ids, rounded. Uses the composite estimate, which depends on the ids only: the default estimate
     * also depends on the order in which they came, so two dashboards would show different numbers for the same rows.
     */
    public static long count(HllSketch sketch) {
        return Math.round(sketch.getCompositeEstimate());
    }

    /** The number of distinct ids in a union, rounded. Does not depend on the order of uniting. */
    public static long count(Union union) {
        return Math.round(union.getCompositeEstimate());
    }
}
