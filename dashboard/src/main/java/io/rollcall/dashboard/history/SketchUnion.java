package io.rollcall.dashboard.history;

import io.rollcall.model.stats.DistinctSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;

/** The unions of many rows' sketches. Not thread-safe. */
final class SketchUnion {
    private final Union users = DistinctSketch.union();
    private final Union devices = DistinctSketch.union();
    /** Null while no login failed: most sources do not say. */
    private Union failedUsers;

    /** Adds compact sketches. Returns false, and adds none, if one of them cannot be read. */
    boolean addReadable(Sketches sketches) {
        HllSketch moreUsers;
        HllSketch moreDevices;
        HllSketch moreFailedUsers;
        try {
            moreUsers = heapify(sketches.users());
            moreDevices = heapify(sketches.devices());
            moreFailedUsers = heapify(sketches.failedUsers());
        } catch (RuntimeException unreadable) {
            return false;
        }
        if (moreUsers != null) {
            users.update(moreUsers);
        }
        if (moreDevices != null) {
            devices.update(moreDevices);
        }
        if (moreFailedUsers != null) {
            failedUsers = failedUsers == null ? DistinctSketch.union() : failedUsers;
            failedUsers.update(moreFailedUsers);
        }
        return true;
    }

    private static HllSketch heapify(byte[] compact) {
        return compact == null ? null : DistinctSketch.heapify(compact);
    }

    /** The numbers for this many logins and failed logins. */
    Totals totals(long logins, long failed) {
        long failedUserCount = failedUsers == null ? 0 : count(failedUsers, failed);
        return new Totals(logins, count(users, logins), count(devices, logins), failed, failedUserCount);
    }

    Sketches compact() {
        return new Sketches(
                DistinctSketch.compact(users),
                DistinctSketch.compact(devices),
                failedUsers == null ? null : DistinctSketch.compact(failedUsers));
    }

    /** An estimate may exceed the logins; the true count cannot. */
    private static long count(Union union, long logins) {
        return Math.min(logins, DistinctSketch.count(union));
    }
}
