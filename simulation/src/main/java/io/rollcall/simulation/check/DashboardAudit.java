package io.rollcall.simulation.check;

import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.WindowTotals;
import io.rollcall.simulation.check.Oracle.Count;
import io.rollcall.simulation.pipeline.Dashboard;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The invariants of dashboards. */
final class DashboardAudit {
    private static final long HISTORY_MILLIS = 24 * 3_600_000L;

    private final Exemptions exemptions;
    private final KeptIds ids;

    DashboardAudit(Exemptions exemptions, KeptIds ids) {
        this.exemptions = exemptions;
        this.ids = ids;
    }

    /**
     * What a dashboard calls final is what the oracle counts, and it shows and keeps no more than it should.
     *
     * @param newestMillis the latest time of the broker's clock, ms
     */
    void check(Dashboard dashboard, Oracle oracle, Rules rules, long newestMillis) {
        Snapshot current = dashboard.board().current();
        if (dashboard.board().idCount() > ids.most(current.asOfMillis())) {
            throw new Violation("ids-unbounded", dashboard.board().idCount() + " ids at " + current.asOfMillis());
        }
        if (current.window() != null && current.window().startMillis() > newestMillis + rules.toleranceMillis()) {
            throw new Violation("ahead-of-time", current.window() + " at " + newestMillis);
        }
        if (exemptions.suspended || !dashboard.knowsTopics()) {
            return;
        }
        Set<Long> shown = new HashSet<>();
        for (WindowTotals window : dashboard.board().history(Long.MIN_VALUE, Long.MAX_VALUE, null)) {
            long start = window.window().startMillis();
            shown.add(start);
            if (window.isFinal() && !exemptions.isExempt(start)) {
                checkFinal(window, oracle.of(start, Oracle.NATION));
            }
        }
        Long through = current.completeThroughMillis();
        if (through == null) {
            return;
        }
        long newestFinal = through - rules.latenessMillis() - rules.lengthMillis();
        for (long start : oracle.windows().headMap(newestFinal, true).keySet()) {
            boolean isHistory = current.asOfMillis() - start > HISTORY_MILLIS / 2;
            if (!shown.contains(start) && !exemptions.isExempt(start) && !isHistory) {
                throw new Violation("final-without-row", "window from " + start);
            }
        }
    }

    private static void checkFinal(WindowTotals window, Count count) {
        if (window.totals().logins() != count.logins()
                || window.totals().uniqueUsers() != count.users()
                || window.totals().distinctDevices() != count.devices()
                || window.totals().failedLogins() != count.failedLogins()
                || window.totals().failedUsers() != count.failedUsers()) {
            throw new Violation("final-differs", window + ", oracle " + count);
        }
    }

    /** A dashboard with other settings than the jobs draws no conclusions from their reports, once it has read some. */
    void checkOther(Dashboard dashboard) {
        Snapshot current = dashboard.board().current();
        if (!exemptions.suspended && current.completeThroughMillis() != null) {
            throw new Violation("final-by-other-settings", "complete through " + current.completeThroughMillis());
        }
    }

    /** Two dashboards that have caught up show the same. */
    void compare(Dashboard one, Dashboard other) {
        if (exemptions.suspended || !one.hasCaughtUp() || !other.hasCaughtUp()) {
            return;
        }
        Map<Long, WindowTotals> first = windows(one);
        Map<Long, WindowTotals> second = windows(other);
        first.keySet().retainAll(second.keySet());
        second.keySet().retainAll(first.keySet());
        first.forEach((start, window) -> {
            WindowTotals same = second.get(start);
            if (!window.totals().equals(same.totals())
                    || (!exemptions.progressDeleted && window.isFinal() != same.isFinal())) {
                throw new Violation("dashboards-differ", window + " and " + same);
            }
        });
        var counts = one.board().current().counts();
        var others = other.board().current().counts();
        // A record that is delivered again a day later counts where it was forgotten before.
        if (!exemptions.othersDeleted
                && !exemptions.dayPassed
                && (!counts.late().equals(others.late()) || !counts.rejected().equals(others.rejected()))) {
            throw new Violation("dashboards-differ", counts + " and " + others);
        }
    }

    private Map<Long, WindowTotals> windows(Dashboard dashboard) {
        Map<Long, WindowTotals> windows = new TreeMap<>();
        for (WindowTotals window : dashboard.board().history(Long.MIN_VALUE, Long.MAX_VALUE, null)) {
            if (!exemptions.isExempt(window.window().startMillis())) {
                windows.put(window.window().startMillis(), window);
            }
        }
        return windows;
    }

    /** Everything is drained. */
    void checkAtRest(List<Dashboard> dashboards, Oracle oracle, Rules rules, long newestMillis) {
        boolean knowsTotals = !exemptions.othersDeleted
                && !exemptions.inputDeleted
                && !exemptions.rawTruncated
                && !exemptions.othersOfFormerRaw
                && !exemptions.dayPassed;
        for (Dashboard dashboard : dashboards) {
            check(dashboard, oracle, rules, newestMillis);
            if (!allFinal(dashboard, oracle, rules)) {
                throw new Violation(
                        "never-final",
                        "complete through " + dashboard.board().current().completeThroughMillis() + ", newest window "
                                + oracle.windows().lastKey());
            }
            var counts = dashboard.board().current().counts();
            if (knowsTotals && (counts.late() != oracle.late() || counts.rejectedTotal() != oracle.rejected())) {
                throw new Violation(
                        "totals-differ",
                        counts + ", oracle " + oracle.late() + " late, " + oracle.rejected() + " rejected");
            }
        }
    }

    /** Whether a dashboard calls every window of the oracle final. */
    boolean allFinal(Dashboard dashboard, Oracle oracle, Rules rules) {
        Long through = dashboard.board().current().completeThroughMillis();
        return oracle.windows().isEmpty()
                || (through != null
                        && through >= oracle.windows().lastKey() + rules.lengthMillis() + rules.latenessMillis());
    }
}
