package io.rollcall.simulation.check;

import io.rollcall.model.login.EventId;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import io.rollcall.simulation.check.Oracle.Count;
import io.rollcall.simulation.pipeline.Dashboard;
import io.rollcall.simulation.pipeline.PublishedRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The invariants. Each method throws a {@link Violation} if one does not hold. */
public final class Audit {
    private Rules rules;
    private Oracle oracle;
    /** Committed logins of the raw topic, also deleted ones. */
    private final List<Login> logins = new ArrayList<>();
    /** The valid row of each key among those that are visible. */
    private final Map<String, WindowStats> valid = new HashMap<>();

    private final Map<Integer, Long> read = new HashMap<>();
    private final Exemptions exemptions;
    private final KeptIds ids = new KeptIds();
    private final DashboardAudit dashboards;
    private final Map<String, List<Long>> panes = new HashMap<>();
    private long statsTopic = -1;
    /** The latest time of the broker's clock, ms. */
    private long newestMillis = Long.MIN_VALUE;

    /** Nothing has happened yet. */
    public Audit(Rules rules) {
        this.rules = rules;
        this.oracle = new Oracle(rules);
        this.exemptions = new Exemptions(rules);
        this.dashboards = new DashboardAudit(exemptions, ids);
    }

    /** The broker's clock shows this, ms. */
    public void time(long millis) {
        newestMillis = Math.max(newestMillis, millis);
    }

    /** A login is committed. */
    public void sent(Login login) {
        logins.add(login);
        oracle.add(login);
    }

    /** From now on other settings define the numbers. */
    public void use(Rules others) {
        rules = others;
        exemptions.use(others);
        panes.clear();
        count();
    }

    private void count() {
        oracle = new Oracle(rules);
        logins.forEach(oracle::add);
    }

    /** An input topic was created again: until the jobs are reset, nothing is promised but that they refuse to go on. */
    public void inputReplaced(boolean raw) {
        exemptions.suspended = true;
        if (raw) {
            exemptions.othersOfFormerRaw = true;
            // Rows that a stats job writes until the reset name the new topic, whatever they were counted from.
            logins.forEach(login -> exemptions.untold(login.login().eventMillis()));
            logins.clear();
            count();
        }
    }

    /** Everything behind the raw topic is counted anew. */
    public void startsAnew() {
        panes.clear();
        exemptions.startsAnew();
    }

    /** Windows that start before this time (ms) cannot be rebuilt whole. */
    public void floor(long millis) {
        exemptions.floor(millis);
    }

    /** Retention has deleted records; from their offsets nobody can tell any more whether they were logins. */
    public void recordsDeleted(boolean ofInput, boolean ofProgress, boolean ofOthers) {
        exemptions.inputDeleted |= ofInput;
        exemptions.progressDeleted |= ofProgress;
        exemptions.othersDeleted |= ofOthers;
    }

    /** A job could not read a login of this event time (ms). */
    public void skipped(long eventMillis) {
        exemptions.skipped(eventMillis);
    }

    /** The raw topic has lost these logins. */
    public void truncated(List<Login> lost) {
        exemptions.rawTruncated = true;
        lost.forEach(login -> exemptions.untold(login.login().eventMillis()));
        logins.removeAll(lost);
        count();
    }

    /** The clean topic has lost a login of this event time (ms). */
    public void untold(long eventMillis) {
        exemptions.rawTruncated = true;
        exemptions.untold(eventMillis);
    }

    /** The broker's clock was set back. */
    public void clockSetBack(long before, long after) {
        exemptions.clockSetBack(before, after);
    }

    /** A login of this event time (ms) was sent at a time that the broker's clock has shown before. */
    public void sentInThePast(long eventMillis) {
        exemptions.sentInThePast(eventMillis);
    }

    /** A day has passed. */
    public void dayPassed() {
        exemptions.dayPassed = true;
    }

    /** Retention has deleted a row. */
    public void rowDeleted(WindowStats row) {
        valid.remove(row.key());
        exemptions.rowDeleted(row.window().startMillis());
    }

    /** A late or rejected login was written at this time (ms). */
    public void otherWritten(boolean late, EventId id, long timestampMillis) {
        ids.add(late, id, timestampMillis);
    }

    /** The state holds these panes of a locale after a batch with this horizon (ms). */
    public void stateWritten(String locale, List<Long> kept, long horizonMillis) {
        panes.put(locale, kept);
        for (long pane : kept) {
            // Panes are scanned once the horizon has passed another one.
            if (horizonMillis != Long.MIN_VALUE && pane + rules.lengthMillis() <= horizonMillis - rules.slideMillis()) {
                throw new Violation("state-unbounded", "pane from " + pane + " of " + locale + " at " + horizonMillis);
            }
        }
    }

    /** Every locale has had a login lately: the horizon must have moved on. @param oldestMillis start of the oldest pane */
    public void checkState(long oldestMillis) {
        panes.forEach((locale, kept) -> {
            if (!exemptions.suspended && kept.stream().anyMatch(pane -> pane < oldestMillis)) {
                throw new Violation("state-unbounded", kept + " of " + locale + ", expected from " + oldestMillis);
            }
        });
    }

    /** A row was written; it may still be aborted. */
    public void rowWritten(WindowStats row) {
        Count count = oracle.of(row.window().startMillis(), row.locale());
        if (!exemptions.suspended
                && !exemptions.mayBeHigher(row.window().startMillis())
                && (row.logins() > count.logins()
                        || row.uniqueUsers() > count.users()
                        || row.distinctDevices() > count.devices()
                        || row.failures().logins() > count.failedLogins()
                        || row.failures().users() > count.failedUsers())) {
            throw new Violation("row-above-oracle", row + ", oracle " + count);
        }
    }

    /** Looks at the rows that have become visible. */
    public void readRows(Topic stats) {
        if (stats.id() != statsTopic) {
            statsTopic = stats.id();
            read.clear();
        }
        for (int p = 0; p < stats.size(); p++) {
            PartitionLog log = stats.partition(p);
            long end = log.lastStableOffset();
            long from = read.getOrDefault(p, 0L);
            if (from >= end) {
                continue;
            }
            log.read(from, end, Integer.MAX_VALUE, true).forEach(this::readRow);
            read.put(p, end);
        }
    }

    private void readRow(Entry entry) {
        if (entry.content() == null) {
            valid.remove(entry.key());
            return;
        }
        WindowStats row = ((PublishedRow) entry.content()).row().stats();
        WindowStats before = valid.get(row.key());
        if (before != null
                && row.attempts() < before.attempts()
                && !exemptions.suspended
                && !exemptions.mayBeHigher(row.window().startMillis())) {
            throw new Violation("row-became-lower", row + " after " + before);
        }
        valid.put(row.key(), row);
    }

    /** Checks what a dashboard shows. @param sameSettings whether it has those of the jobs */
    public void check(Dashboard dashboard, boolean sameSettings) {
        if (sameSettings) {
            dashboards.check(dashboard, oracle, rules, newestMillis);
        } else if (dashboard.hasCaughtUp()) {
            dashboards.checkOther(dashboard);
        }
    }

    /** Two dashboards that have caught up show the same. */
    public void compare(Dashboard one, Dashboard other) {
        dashboards.compare(one, other);
    }

    /** Whether a dashboard calls every window of the oracle final. */
    public boolean allFinal(Dashboard dashboard) {
        return dashboards.allFinal(dashboard, oracle, rules);
    }

    /** All faults are over, and everything is drained: every row is what the oracle counts, or is counted as lost. */
    public void checkAtRest(List<Dashboard> all, long lost, long dropped) {
        exemptions.suspended = false;
        if (dropped > 0 && !exemptions.mayDrop()) {
            throw new Violation("dropped", dropped + " logins, although no clock went back");
        }
        long missing = 0;
        for (Map.Entry<Long, Map<String, Count>> window : oracle.windows().entrySet()) {
            long start = window.getKey();
            if (exemptions.isUnknown(start)) {
                continue;
            }
            for (Map.Entry<String, Count> locale : window.getValue().entrySet()) {
                if (!locale.getKey().equals(Oracle.NATION)) {
                    missing += compare(start, locale.getKey(), locale.getValue());
                }
            }
        }
        if (missing > lost + dropped) {
            throw new Violation(
                    "skipped-uncounted",
                    missing + " logins are missing, " + lost + " lost and " + dropped + " dropped");
        }
        if (!exemptions.inputDeleted && !exemptions.rawTruncated && !exemptions.clockWasSetBack() && lost > 0) {
            throw new Violation("lost-nothing", lost + " records are said to be lost");
        }
        dashboards.checkAtRest(all, oracle, rules, newestMillis);
    }

    /** Compares the valid row. Returns how many logins it lacks, counted once over all windows. */
    private long compare(long start, String locale, Count count) {
        WindowStats row = valid.values().stream()
                .filter(r -> r.window().startMillis() == start && r.locale().equals(locale))
                .findAny()
                .orElse(null);
        boolean same = row != null
                && row.logins() == count.logins()
                && row.uniqueUsers() == count.users()
                && row.distinctDevices() == count.devices()
                && row.failures().logins() == count.failedLogins()
                && row.failures().users() == count.failedUsers()
                && reasons(row).equals(count.reasons());
        if (!same && !exemptions.mayBeLower(start)) {
            throw new Violation(
                    "row-differs", "window from " + start + ", " + locale + ": " + row + ", oracle " + count);
        }
        long counted = row == null ? 0 : row.attempts();
        long sent = count.logins() + count.failedLogins();
        return Math.floorMod(start, rules.lengthMillis()) == 0 ? sent - counted : 0;
    }

    private static Map<String, Long> reasons(WindowStats row) {
        Map<String, Long> reasons = new TreeMap<>();
        row.failures().reasons().forEach(reason -> reasons.put(reason.reason(), reason.logins()));
        return reasons;
    }
}
