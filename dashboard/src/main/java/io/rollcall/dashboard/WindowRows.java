package io.rollcall.dashboard;

import io.rollcall.model.Window;
import io.rollcall.model.WindowStats;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The rows of one window. The row of a locale with the most logins is the truth, the last of equals. Because the logins
 * of a key only grow, its later sketches hold all ids of its earlier ones; so the nationwide union is kept and added to,
 * and the sketches of single locales can be dropped once they are united.
 */
final class WindowRows {
    /** One locale's numbers and, where kept, its sketches. */
    private static final class Row {
        private Totals totals = Totals.ZERO;
        private byte[] users;
        private byte[] devices;
    }

    private final Window window;
    private final boolean keepSketches;
    private final Map<String, Row> rows = new HashMap<>();
    private final Set<String> notUnited = new HashSet<>();
    private final DistinctUnion union = new DistinctUnion();
    private Totals nationwide = Totals.ZERO;
    private long logins;

    WindowRows(Window window, boolean keepSketches) {
        this.window = window;
        this.keepSketches = keepSketches;
    }

    Window window() {
        return window;
    }

    /** What applying a row did. */
    record Change(boolean changed, long moreLogins) {
        static final Change NONE = new Change(false, 0);
    }

    /** Takes a row unless one with more logins is known. Sketches may be null. */
    Change apply(WindowStats stats, byte[] users, byte[] devices) {
        Row row = rows.computeIfAbsent(stats.locale(), locale -> new Row());
        long more = stats.logins() - row.totals.logins();
        if (more < 0) {
            return Change.NONE;
        }
        Totals totals = new Totals(stats.logins(), stats.uniqueUsers(), stats.distinctDevices());
        boolean changed = !totals.equals(row.totals);
        row.totals = totals;
        row.users = users;
        row.devices = devices;
        notUnited.add(stats.locale());
        logins += more;
        return new Change(changed, more);
    }

    /** The numbers of a locale, or null. */
    Totals of(String locale) {
        Row row = rows.get(locale);
        return row == null ? null : row.totals;
    }

    void forEach(BiConsumer<String, Totals> action) {
        rows.forEach((locale, row) -> action.accept(locale, row.totals));
    }

    /** Nationwide numbers. Sketches that cannot be read are left out. */
    Totals nationwide() {
        if (!notUnited.isEmpty()) {
            for (String locale : notUnited) {
                unite(rows.get(locale));
            }
            notUnited.clear();
            nationwide = union.totals(logins);
        }
        return nationwide;
    }

    private void unite(Row row) {
        try {
            union.add(row.users, row.devices);
        } catch (RuntimeException notSketches) {
            row.users = null;
            row.devices = null;
        }
        if (!keepSketches) {
            row.users = null;
            row.devices = null;
        }
    }

    /** Takes as little memory as possible until the next row. */
    void pack() {
        nationwide();
        union.pack();
    }

    /** The compact nationwide sketches, users first. */
    byte[][] nationwideSketches() {
        nationwide();
        return new byte[][] {union.compactUsers(), union.compactDevices()};
    }

    /** The compact sketches of each locale, users first; only where they are kept. */
    Map<String, byte[][]> localeSketches() {
        nationwide();
        Map<String, byte[][]> sketches = new HashMap<>();
        rows.forEach((locale, row) -> sketches.put(locale, new byte[][] {row.users, row.devices}));
        return sketches;
    }
}
