package io.rollcall.dashboard.history;

import io.rollcall.model.stats.FailureReason;
import io.rollcall.model.stats.Failures;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The current rows of one window, one per locale. If a locale has several rows, the one with the most logins and failed
 * logins together counts; among equal ones, the last.
 *
 * <p>The number of logins of a locale only grows, as that of its failed logins does, so its later sketches contain all ids of its earlier ones. The
 * nationwide union therefore only adds sketches. Those of the locales are kept for ranges.
 *
 * <p>A window that seldom changes is archived: its numbers stay in memory, its sketches move to disk. A further row
 * brings it back into memory. Not thread-safe. Public for the board only.
 */
public final class WindowRows {
    /** The numbers of a locale, why its logins failed and, if they can be read, its sketches. */
    private static final class Row {
        private Totals totals = Totals.ZERO;
        private Failures failures = Failures.NONE;
        private Sketches sketches = Sketches.NONE;
    }

    private final Window window;
    private Totals nationwide = Totals.ZERO;
    private long logins;
    private long failed;

    private Map<String, Row> rows = new HashMap<>();
    /** Locales whose sketches are not in the union yet. */
    private Set<String> notUnited = new HashSet<>();

    private SketchUnion union = new SketchUnion();
    /** The locales that are also counted together, and the union of their sketches. */
    private final LocaleGroup group;

    private SketchUnion groupUnion = new SketchUnion();

    /** The numbers at a moment, to be read without a lock; null if a row has come since. */
    private WindowNumbers numbers;

    /** The position of the sketches while the window is archived, else null. */
    private SketchArchive.Entry archived;

    /** Creates a window without rows. @param group locales that are also counted together */
    WindowRows(Window window, LocaleGroup group) {
        this.window = window;
        this.group = group;
    }

    /** The window. */
    public Window window() {
        return window;
    }

    /**
     * The effect of applying a row.
     *
     * @param changed whether the numbers of its locale changed
     * @param moreLogins by how much its logins grew; negative only if it was counted by other rules before
     */
    record Change(boolean changed, long moreLogins) {
        static final Change NONE = new Change(false, 0);
    }

    /** Applies a row, unless its locale has one with more logins and failed logins together. */
    Change apply(WindowStats stats, Sketches sketches) {
        restore();
        numbers = null;
        Row row = rows.computeIfAbsent(stats.locale(), locale -> new Row());
        if (stats.attempts() < row.totals.attempts()) {
            return Change.NONE;
        }
        long more = stats.logins() - row.totals.logins();
        Totals totals = Totals.of(stats);
        boolean changed = !totals.equals(row.totals) || !stats.failures().equals(row.failures);
        failed += totals.failedLogins() - row.totals.failedLogins();
        row.totals = totals;
        row.failures = stats.failures();
        row.sketches = sketches;
        notUnited.add(stats.locale());
        logins += more;
        return new Change(changed, more);
    }

    /**
     * Removes the row of a locale; returns its logins, 0 if there is none. The nationwide union is made anew from the
     * sketches that are kept; the rows that follow complete it.
     */
    long withdraw(String locale) {
        restore();
        Row row = rows.remove(locale);
        if (row == null) {
            return 0;
        }
        numbers = null;
        logins -= row.totals.logins();
        failed -= row.totals.failedLogins();
        union = new SketchUnion();
        groupUnion = new SketchUnion();
        notUnited = new HashSet<>(rows.keySet());
        nationwide = union.totals(logins, failed);
        return row.totals.logins();
    }

    boolean isEmpty() {
        return !isArchived() && rows.isEmpty();
    }

    /** The numbers as they are now. */
    public WindowNumbers numbers() {
        if (numbers == null) {
            Map<String, Totals> totals = new HashMap<>();
            rows.forEach((locale, row) -> totals.put(locale, row.totals));
            numbers = new WindowNumbers(window, nationwide(), new LocaleTotals(totals), group.name(), groupTotals());
        }
        return numbers;
    }

    /** Calls the action with each locale that has a row, and its numbers. */
    public void forEach(BiConsumer<String, Totals> action) {
        if (isArchived()) {
            numbers.forEach(action);
        } else {
            rows.forEach((locale, row) -> action.accept(locale, row.totals));
        }
    }

    /** Whether a login failed. */
    boolean haveFailed() {
        return failed > 0;
    }

    /** Why logins failed, by locale; those without failed logins are missing. */
    public Map<String, List<FailureReason>> failureReasons() {
        Map<String, List<FailureReason>> reasons = new TreeMap<>();
        if (!haveFailed()) {
            return reasons;
        }
        SketchSet onDisk = isArchived() ? archived.read() : null;
        forEach((locale, totals) -> {
            if (totals.failedLogins() > 0) {
                Failures failures = onDisk == null ? rows.get(locale).failures : onDisk.failuresOf(locale);
                reasons.put(locale, failures.reasons());
            }
        });
        return reasons;
    }

    /** The rows as on the topic. The window must be in memory, or the reasons of failures are missing. */
    public List<WindowStats> rows() {
        List<WindowStats> all = new ArrayList<>();
        forEach((locale, totals) -> {
            List<FailureReason> reasons =
                    isArchived() ? List.of() : rows.get(locale).failures.reasons();
            all.add(new WindowStats(
                    window,
                    locale,
                    totals.logins(),
                    totals.uniqueUsers(),
                    totals.distinctDevices(),
                    totals.failedLogins() == 0
                            ? Failures.NONE
                            : new Failures(totals.failedLogins(), totals.failedUsers(), reasons)));
        });
        return all;
    }

    /** The nationwide numbers. Sketches that cannot be read are left out. */
    public Totals nationwide() {
        if (!isArchived() && !notUnited.isEmpty()) {
            notUnited.forEach(this::unite);
            notUnited.clear();
            nationwide = union.totals(logins, failed);
        }
        return nationwide;
    }

    /** The numbers of the locales that are also counted together; null without a row of one of them. */
    private Totals groupTotals() {
        nationwide();
        long groupLogins = 0;
        long groupFailed = 0;
        boolean hasRow = false;
        for (Map.Entry<String, Row> entry : rows.entrySet()) {
            if (group.contains(entry.getKey())) {
                hasRow = true;
                groupLogins += entry.getValue().totals.logins();
                groupFailed += entry.getValue().totals.failedLogins();
            }
        }
        return hasRow ? groupUnion.totals(groupLogins, groupFailed) : null;
    }

    private void unite(String locale) {
        Row row = rows.get(locale);
        if (!union.addReadable(row.sketches)) {
            row.sketches = Sketches.NONE;
        }
        if (group.contains(locale)) {
            groupUnion.addReadable(row.sketches);
        }
    }

    boolean isArchived() {
        return archived != null;
    }

    /** Moves the sketches to the archive. @throws java.io.UncheckedIOException if that fails; nothing changes then */
    void archive(SketchArchive archive) {
        if (isArchived()) {
            return;
        }
        WindowNumbers kept = numbers();
        archived = archive.write(window.startMillis(), sketches());
        numbers = kept;
        rows = null;
        notUnited = null;
        union = null;
        groupUnion = null;
    }

    /** Brings the sketches back into memory. */
    private void restore() {
        if (!isArchived()) {
            return;
        }
        SketchSet sketches = archived.read();
        rows = new HashMap<>();
        numbers.forEach((locale, totals) -> {
            Row row = new Row();
            row.totals = totals;
            row.failures = sketches.failuresOf(locale);
            row.sketches = sketches.of(locale);
            rows.put(locale, row);
        });
        notUnited = new HashSet<>();
        union = new SketchUnion();
        union.addReadable(sketches.of(SketchSet.NATION));
        groupUnion = new SketchUnion();
        group.locales().forEach(locale -> groupUnion.addReadable(sketches.of(locale)));
        archived = null;
    }

    /** The position of the sketches in the archive, or null if they are in memory. */
    SketchArchive.Entry archived() {
        return archived;
    }

    /** The sketches of a window in memory: nationwide, and of each locale. */
    SketchSet sketches() {
        nationwide();
        SketchSet all = new SketchSet();
        all.put(SketchSet.NATION, union.compact());
        rows.forEach((locale, row) -> {
            all.put(locale, row.sketches);
            all.put(locale, row.failures);
        });
        return all;
    }
}
