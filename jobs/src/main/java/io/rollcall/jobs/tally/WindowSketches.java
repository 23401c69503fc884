package io.rollcall.jobs.tally;

import io.rollcall.model.stats.DistinctSketch;
import org.apache.datasketches.hll.Union;

/** Sketches of the users and devices of a window. Not thread-safe. */
final class WindowSketches {
    private final Union users = DistinctSketch.union();
    private final Union devices = DistinctSketch.union();

    void add(LoginTally tally) {
        users.update(tally.users().hll());
        devices.update(tally.devices().hll());
    }

    WindowSketches copy() {
        WindowSketches copy = new WindowSketches();
        copy.users.update(DistinctSketch.sketch(users));
        copy.devices.update(DistinctSketch.sketch(devices));
        return copy;
    }

    Union users() {
        return users;
    }

    Union devices() {
        return devices;
    }
}
