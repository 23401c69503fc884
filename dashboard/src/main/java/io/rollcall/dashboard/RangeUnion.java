package io.rollcall.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Windows united: first all that is needed is gathered, which is quick, then it is united, which may take a second for
 * a day and needs no lock.
 */
final class RangeUnion {
    private static final class Part {
        private final List<byte[][]> sketches = new ArrayList<>();
        private long logins;

        private void add(byte[][] usersAndDevices, long more) {
            sketches.add(usersAndDevices);
            logins += more;
        }

        private Totals totals() {
            DistinctUnion union = new DistinctUnion();
            for (byte[][] usersAndDevices : sketches) {
                union.add(usersAndDevices[0], usersAndDevices[1]);
            }
            return union.totals(logins);
        }
    }

    private final Part nationwide = new Part();
    private final Map<String, Part> locales = new TreeMap<>();

    void add(WindowRows window) {
        nationwide.add(window.nationwideSketches(), window.nationwide().logins());
        window.localeSketches().forEach((locale, sketches) -> locales.computeIfAbsent(locale, l -> new Part())
                .add(sketches, window.of(locale).logins()));
    }

    /** The same snapshot with the numbers of the united windows. */
    Snapshot fill(Snapshot around) {
        Map<String, Snapshot.State> states = new TreeMap<>();
        around.states().forEach(state -> states.put(state.locale(), state));
        locales.forEach((locale, part) -> states.merge(
                locale,
                new Snapshot.State(locale, part.totals(), 0),
                (known, united) -> new Snapshot.State(locale, united.totals(), known.visits())));
        return new Snapshot(
                around.window(),
                around.isFinal(),
                around.asOfMillis(),
                around.completeThroughMillis(),
                nationwide.totals(),
                around.visits(),
                around.visitsSinceMillis(),
                around.rejected(),
                around.late(),
                List.copyOf(states.values()),
                around.latest());
    }
}
