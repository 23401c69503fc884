package io.rollcall.dashboard.history;

import io.rollcall.dashboard.history.SketchSet.Sketches;
import io.rollcall.model.stats.DistinctSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;

/** The union of many user sketches, and that of the device sketches with them. Not thread-safe. */
final class SketchUnion {
    private final Union users = DistinctSketch.union();
    private final Union devices = DistinctSketch.union();

    /** Adds compact sketches. Returns false, and adds neither, if one of them cannot be read. */
    boolean addReadable(Sketches sketches) {
        HllSketch moreUsers;
        HllSketch moreDevices;
        try {
            moreUsers = heapify(sketches.users());
            moreDevices = heapify(sketches.devices());
        } catch (RuntimeException unreadable) {
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

    /** The numbers for this many logins. */
    Totals totals(long logins) {
        return new Totals(logins, count(users, logins), count(devices, logins));
    }

    Sketches compact() {
        return new Sketches(DistinctSketch.compact(users), DistinctSketch.compact(devices));
    }

    /** An estimate may exceed the logins; the true count cannot. */
    private static long count(Union union, long logins) {
        return Math.min(logins, DistinctSketch.count(union));
    }
}
