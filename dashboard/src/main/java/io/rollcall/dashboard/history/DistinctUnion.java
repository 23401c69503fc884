package io.rollcall.dashboard.history;

import io.rollcall.dashboard.history.SketchSet.Sketches;
import io.rollcall.model.stats.DistinctSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;

/** Users and devices united from many sketches. Not safe for several threads. */
final class DistinctUnion {
    private final Union users = DistinctSketch.union();
    private final Union devices = DistinctSketch.union();

    /** Adds the ids of compact sketches; those that are not sketches add nothing. @return whether they were sketches */
    boolean addReadable(Sketches sketches) {
        HllSketch moreUsers;
        HllSketch moreDevices;
        try {
            moreUsers = heapify(sketches.users());
            moreDevices = heapify(sketches.devices());
        } catch (RuntimeException notSketches) {
            return false;
        }
        if (moreUsers != null) {
            users.update(moreUsers);
        }
        if (moreDevices != null) {
            devices.update(moreDevices);
        }
        return true;
    }

    private static HllSketch heapify(byte[] compact) {
        return compact == null ? null : DistinctSketch.heapify(compact);
    }

    /** The numbers of this many logins. */
    Totals totals(long logins) {
        return new Totals(logins, count(users, logins), count(devices, logins));
    }

    Sketches compact() {
        return new Sketches(DistinctSketch.compact(users), DistinctSketch.compact(devices));
    }

    /** An estimate may lie above what is possible. */
    private static long count(Union union, long logins) {
        return Math.min(logins, DistinctSketch.count(union));
    }
}
