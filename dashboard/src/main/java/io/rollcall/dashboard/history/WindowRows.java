package io.rollcall.dashboard.history;

import io.rollcall.dashboard.history.SketchSet.Sketches;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The rows of one window. The row of a locale with the most logins is the truth, the last of equals. Because the logins
 * of a key only grow, its later sketches hold all ids of its earlier ones; so the nationwide union is kept and added to,
 * and the sketches of single locales can be dropped once they are united. A window that will hardly change is packed:
 * its numbers stay, its sketches go to the archive. Not safe for several threads.
 */
public final class WindowRows {
    /** One locale's numbers and, where kept, its sketches. */
    private static final class Row {
        private Totals totals = Totals.ZERO;
        private Sketches sketches = Sketches.NONE;
    }

    private final Window window;
    private final boolean keepSketches;
    private Totals nationwide = Totals.ZERO;
    private long logins;

    private Map<String, Row> rows = new HashMap<>();
    private Set<String> notUnited = new HashSet<>();
    private DistinctUnion union = new DistinctUnion();

    /** While packed: the numbers, and where the sketches are. */
    private LocaleTotals packed;

    private SketchArchive.Place place;

    WindowRows(Window window, boolean keepSketches) {
        this.window = window;
        this.keepSketches = keepSketches;
    }

    public Window window() {
        return window;
    }

    /** What applying a row did. */
    record Change(boolean changed, long moreLogins) {
        static final Change NONE = new Change(false, 0);
    }

    /** Takes a row unless one with more logins is known. Sketches may be null. */
    Change apply(WindowStats stats, byte[] users, byte[] devices) {
        unpack();
        Row row = rows.computeIfAbsent(stats.locale(), locale -> new Row());
        long more = stats.logins() - row.totals.logins();
        if (more < 0) {
            return Change.NONE;
        }
        Totals totals = new Totals(stats.logins(), stats.uniqueUsers(), stats.distinctDevices());
        boolean changed = !totals.equals(row.totals);
        row.totals = totals;
        row.sketches = new Sketches(users, devices);
        notUnited.add(stats.locale());
        logins += more;
        return new Change(changed, more);
    }

    long logins() {
        return logins;
    }

    /** The numbers of a locale, or null. */
    public Totals of(String locale) {
        if (packed != null) {
            return packed.of(locale);
        }
        Row row = rows.get(locale);
        return row == null ? null : row.totals;
    }

    public void forEach(BiConsumer<String, Totals> action) {
        if (packed != null) {
            packed.forEach(action);
        } else {
            rows.forEach((locale, row) -> action.accept(locale, row.totals));
        }
    }

    /** Nationwide numbers. Sketches that cannot be read are left out. */
    public Totals nationwide() {
        if (packed == null && !notUnited.isEmpty()) {
            notUnited.forEach(locale -> unite(rows.get(locale)));
            notUnited.clear();
            nationwide = union.totals(logins);
        }
        return nationwide;
    }

    private void unite(Row row) {
        if (!union.addReadable(row.sketches) || !keepSketches) {
            row.sketches = Sketches.NONE;
        }
    }

    boolean isPacked() {
        return packed != null;
    }

    /** Moves the sketches to the archive. @throws java.io.UncheckedIOException if it cannot: all stays as it was */
    void pack(SketchArchive archive) {
        if (packed != null) {
            return;
        }
        place = archive.write(window.startMillis(), sketches());
        Map<String, Totals> totals = new HashMap<>();
        rows.forEach((locale, row) -> totals.put(locale, row.totals));
        packed = new LocaleTotals(totals);
        rows = null;
        notUnited = null;
        union = null;
    }

    private void unpack() {
        if (packed == null) {
            return;
        }
        SketchSet archived = place.read();
        rows = new HashMap<>();
        packed.forEach((locale, totals) -> {
            Row row = new Row();
            row.totals = totals;
            row.sketches = archived.of(locale);
            rows.put(locale, row);
        });
        notUnited = new HashSet<>();
        union = new DistinctUnion();
        union.addReadable(archived.of(SketchSet.NATION));
        packed = null;
        place = null;
    }

    /** Where the sketches of a packed window are. */
    SketchArchive.Place place() {
        return place;
    }

    /** The sketches of a window that is not packed: nationwide, and of each locale where they are kept. */
    SketchSet sketches() {
        nationwide();
        SketchSet all = new SketchSet();
        all.put(SketchSet.NATION, union.compact());
        if (keepSketches) {
            rows.forEach((locale, row) -> all.put(locale, row.sketches));
        }
        return all;
    }
}
