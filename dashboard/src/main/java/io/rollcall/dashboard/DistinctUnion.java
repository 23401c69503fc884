package io.rollcall.dashboard;

import io.rollcall.model.DistinctSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.Union;

/**
 * Users and devices united from many sketches. Packs itself into compact bytes while nothing is added, because a live
 * union takes several times the memory. Not safe for several threads.
 */
final class DistinctUnion {
    private Union users = DistinctSketch.union();
    private Union devices = DistinctSketch.union();
    private byte[] packedUsers;
    private byte[] packedDevices;

    /**
     * Adds the ids of compact sketches; null adds nothing.
     *
     * @throws RuntimeException if they are not sketches
     */
    void add(byte[] usersSketch, byte[] devicesSketch) {
        HllSketch moreUsers = usersSketch == null ? null : DistinctSketch.heapify(usersSketch);
        HllSketch moreDevices = devicesSketch == null ? null : DistinctSketch.heapify(devicesSketch);
        unpack();
        if (moreUsers != null) {
            users.update(moreUsers);
        }
        if (moreDevices != null) {
            devices.update(moreDevices);
        }
    }

    Totals totals(long logins) {
        unpack();
        return new Totals(logins, count(users, logins), count(devices, logins));
    }

    void pack() {
        if (users != null) {
            packedUsers = DistinctSketch.compact(users);
            packedDevices = DistinctSketch.compact(devices);
            users = null;
            devices = null;
        }
    }

    byte[] compactUsers() {
        return users == null ? packedUsers : DistinctSketch.compact(users);
    }

    byte[] compactDevices() {
        return devices == null ? packedDevices : DistinctSketch.compact(devices);
    }

    private void unpack() {
        if (users == null) {
            users = DistinctSketch.union();
            devices = DistinctSketch.union();
            users.update(DistinctSketch.heapify(packedUsers));
            devices.update(DistinctSketch.heapify(packedDevices));
            packedUsers = null;
            packedDevices = null;
        }
    }

    /** An estimate may lie above what is possible. */
    private static long count(Union union, long logins) {
        return Math.min(logins, DistinctSketch.count(union));
    }
}
