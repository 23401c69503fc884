package io.rollcall.simulation.check;

import io.rollcall.dashboard.board.WindowTotals;
import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import io.rollcall.simulation.check.Oracle.Count;
import io.rollcall.simulation.pipeline.Dashboard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The invariants. Each method throws a {@link Violation} if one does not hold. */
public final class Audit {
    private final Rules rules;
    private Oracle oracle;
    /** The valid row of each key among those that are visible. */
    private final Map<String, WindowStats> valid = new HashMap<>();

    private final Map<Integer, Long> read = new HashMap<>();
    /** Windows of which a job could not read every record. */
    private final Set<Long> incomplete = new HashSet<>();
    /** Windows of which retention has deleted rows. */
    private final Set<Long> withoutRows = new HashSet<>();

    private long floorMillis = Long.MIN_VALUE;
    private boolean suspended;
    private boolean inputDeleted;
    private boolean progressDeleted;
    private boolean othersDeleted;

    /** Nothing has happened yet. */
    public Audit(Rules rules) {
        this.rules = rules;
        this.oracle = new Oracle(rules);
    }

    /** The oracle. */
    public Oracle oracle() {
        return oracle;
    }

    /** An input topic was created again: until the jobs are reset, nothing is promised but that they refuse to go on. */
    public void inputReplaced(boolean raw) {
        suspended = true;
        if (raw) {
            oracle = new Oracle(rules);
        }
    }

    /** Everything behind the raw topic is made again. */
    public void startsAnew() {
        suspended = false;
        valid.clear();
        read.clear();
        incomplete.clear();
        inputDeleted = false;
        withoutRows.clear();
        progressDeleted = false;
        othersDeleted = false;
        floorMillis = Long.MIN_VALUE;
    }

    /** Windows that start before this time (ms) cannot be rebuilt whole. */
    public void floor(long millis) {
        floorMillis = Math.max(floorMillis, millis);
    }

    /** Retention has deleted input records; from their offsets nobody can tell any more whether they were logins. */
    public void inputDeleted() {
        inputDeleted = true;
    }

    /** A job could not read a login of this event time (ms). */
    public void skipped(long eventMillis) {
        incomplete.addAll(oracle.windowsOf(eventMillis));
    }

    /** Retention has deleted a row. */
    public void rowDeleted(StatsRow row) {
        valid.remove(row.stats().key());
        withoutRows.add(row.stats().window().startMillis());
    }

    /** Retention has deleted reports. */
    public void progressDeleted() {
        progressDeleted = true;
    }

    /** Retention has deleted late or rejected logins. */
    public void othersDeleted() {
        othersDeleted = true;
    }

    /** A row was written; it may still be aborted. */
    public void rowWritten(WindowStats row) {
        Count count = oracle.of(row.window().startMillis(), row.locale());
        if (!suspended
                && (row.logins() > count.logins()
                        || row.uniqueUsers() > count.users()
                        || row.distinctDevices() > count.devices())) {
            throw new Violation("row-above-oracle", row + ", oracle " + describe(count));
        }
    }

    /** Looks at the rows that have become visible. */
    public void readRows(Topic stats) {
        for (int p = 0; p < stats.size(); p++) {
            PartitionLog log = stats.partition(p);
            long end = log.lastStableOffset();
            long from = read.getOrDefault(p, 0L);
            if (from >= end) {
                continue;
            }
            for (Entry entry : log.read(from, end, Integer.MAX_VALUE, true)) {
                WindowStats row = ((StatsRow) entry.content()).stats();
                WindowStats before = valid.get(row.key());
                if (before != null && row.logins() < before.logins() && !suspended) {
                    throw new Violation("row-became-lower", row + " after " + before);
                }
                valid.put(row.key(), row);
            }
            read.put(p, end);
        }
    }

    private boolean isExempt(long start) {
        return start < floorMillis || incomplete.contains(start) || withoutRows.contains(start);
    }

    /** What a dashboard calls final is what the oracle counts. */
    public void check(Dashboard dashboard) {
        if (suspended || !dashboard.knowsTopics()) {
            return;
        }
        Set<Long> shown = new HashSet<>();
        for (WindowTotals window : dashboard.board().history(Long.MIN_VALUE, Long.MAX_VALUE, null)) {
            long start = window.window().startMillis();
            shown.add(start);
            if (window.isFinal() && !isExempt(start)) {
                Count count = oracle.of(start, Oracle.NATION);
                if (window.totals().logins() != count.logins()
                        || window.totals().uniqueUsers() != count.users()
                        || window.totals().distinctDevices() != count.devices()) {
                    throw new Violation("final-differs", window + ", oracle " + describe(count));
                }
            }
        }
        Long through = dashboard.board().current().completeThroughMillis();
        if (through != null) {
            for (long start : oracle.windows()
                    .headMap(through - rules.latenessMillis() - rules.lengthMillis(), true)
                    .keySet()) {
                if (!shown.contains(start) && !isExempt(start)) {
                    throw new Violation("final-without-row", "window from " + start);
                }
            }
        }
    }

    /** Two dashboards that have caught up show the same. */
    public void compare(Dashboard one, Dashboard other) {
        if (suspended || !one.hasCaughtUp() || !other.hasCaughtUp()) {
            return;
        }
        Map<Long, WindowTotals> first = windows(one);
        Map<Long, WindowTotals> second = windows(other);
        first.keySet().retainAll(second.keySet());
        second.keySet().retainAll(first.keySet());
        first.forEach((start, window) -> {
            WindowTotals same = second.get(start);
            if (!window.totals().equals(same.totals()) || (!progressDeleted && window.isFinal() != same.isFinal())) {
                throw new Violation("dashboards-differ", window + " and " + same);
            }
        });
        var counts = one.board().current().counts();
        var others = other.board().current().counts();
        if (!othersDeleted
                && (counts.late() != others.late() || !counts.rejected().equals(others.rejected()))) {
            throw new Violation("dashboards-differ", counts + " and " + others);
        }
    }

    private Map<Long, WindowTotals> windows(Dashboard dashboard) {
        Map<Long, WindowTotals> windows = new TreeMap<>();
        for (WindowTotals window : dashboard.board().history(Long.MIN_VALUE, Long.MAX_VALUE, null)) {
            if (!isExempt(window.window().startMillis())) {
                windows.put(window.window().startMillis(), window);
            }
        }
        return windows;
    }

    /** Whether a dashboard calls every window of the oracle final. */
    public boolean allFinal(Dashboard dashboard) {
        Long through = dashboard.board().current().completeThroughMillis();
        return oracle.windows().isEmpty()
                || (through != null
                        && through >= oracle.windows().lastKey() + rules.lengthMillis() + rules.latenessMillis());
    }

    /** All faults are over, and everything is drained: every row is what the oracle counts, or is counted as lost. */
    public void checkAtRest(List<Dashboard> dashboards, long lost, long dropped) {
        suspended = false;
        if (dropped > 0) {
            throw new Violation("dropped", dropped + " logins, although no clock went back");
        }
        long missing = 0;
        for (Map.Entry<Long, Map<String, Count>> window : oracle.windows().entrySet()) {
            long start = window.getKey();
            if (start < floorMillis || withoutRows.contains(start)) {
                continue;
            }
            for (Map.Entry<String, Count> locale : window.getValue().entrySet()) {
                if (!locale.getKey().equals(Oracle.NATION)) {
                    missing += compare(start, locale.getKey(), locale.getValue());
                }
            }
        }
        if (missing > lost) {
            throw new Violation("skipped-uncounted", missing + " logins are missing, " + lost + " lost");
        }
        if (!inputDeleted && lost > 0) {
            throw new Violation("lost-nothing", lost + " records are said to be lost");
        }
        for (Dashboard dashboard : dashboards) {
            check(dashboard);
            if (!allFinal(dashboard)) {
                throw new Violation(
                        "never-final",
                        "complete through " + dashboard.board().current().completeThroughMillis() + ", newest window "
                                + oracle.windows().lastKey());
            }
        }
    }

    /** Compares the valid row. Returns how many logins it lacks, counted once over all windows. */
    private long compare(long start, String locale, Count count) {
        WindowStats row = valid.values().stream()
                .filter(r -> r.window().startMillis() == start && r.locale().equals(locale))
                .findAny()
                .orElse(null);
        long logins = row == null ? 0 : row.logins();
        boolean same = row != null
                && logins == count.logins()
                && row.uniqueUsers() == count.users()
                && row.distinctDevices() == count.devices();
        if (!same && !incomplete.contains(start)) {
            throw new Violation(
                    "row-differs", "window from " + start + ", " + locale + ": " + row + ", oracle " + describe(count));
        }
        return Math.floorMod(start, rules.lengthMillis()) == 0 ? count.logins() - logins : 0;
    }

    private static String describe(Count count) {
        return count.logins() + " logins, " + count.users() + " users, " + count.devices() + " devices";
    }
}
