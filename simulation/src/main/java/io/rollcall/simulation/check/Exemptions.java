package io.rollcall.simulation.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is not promised, because of what was done to topics and clocks. Windows are named by their starts, times are ms. */
final class Exemptions {
    private Rules rules;
    /** Logins of these times were skipped, so that their windows may lack them; the jobs must count them as lost. */
    private final List<Long> skipped = new ArrayList<>();

    private Set<Long> incomplete = new HashSet<>();
    /** Logins of these times are gone without anybody being able to tell whether they were counted. */
    private final List<Long> untold = new ArrayList<>();

    private Set<Long> uncertain = new HashSet<>();
    private final Set<Long> withoutRows = new HashSet<>();
    private long floor = Long.MIN_VALUE;
    /** What lies between the times of a clock before and after it was set back. */
    private long setBackFrom = Long.MAX_VALUE;

    private long setBackTo = Long.MIN_VALUE;
    private boolean sentInThePast;

    boolean suspended;
    boolean inputDeleted;
    boolean progressDeleted;
    boolean othersDeleted;
    boolean rawTruncated;
    /** Late and rejected records of a raw topic that is gone stay until a reset is complete. */
    boolean othersOfFormerRaw;

    boolean dayPassed;

    Exemptions(Rules rules) {
        this.rules = rules;
    }

    void use(Rules others) {
        rules = others;
        incomplete = windowsOf(skipped);
        uncertain = windowsOf(untold);
    }

    private Set<Long> windowsOf(List<Long> events) {
        Set<Long> windows = new HashSet<>();
        events.forEach(event -> windows.addAll(rules.windowsOf(event)));
        return windows;
    }

    /** Everything behind the raw topic is counted anew. */
    void startsAnew() {
        suspended = false;
        skipped.clear();
        incomplete.clear();
        progressDeleted = false;
        othersDeleted = false;
        othersOfFormerRaw = false;
        floor = Long.MIN_VALUE;
    }

    void floor(long millis) {
        floor = Math.max(floor, millis);
    }

    void skipped(long event) {
        skipped.add(event);
        incomplete.addAll(rules.windowsOf(event));
    }

    void untold(long event) {
        untold.add(event);
        uncertain.addAll(rules.windowsOf(event));
    }

    void rowDeleted(long start) {
        withoutRows.add(start);
    }

    void clockSetBack(long before, long after) {
        setBackFrom = Math.min(setBackFrom, after - rules.latenessMillis() - rules.lengthMillis());
        setBackTo = Math.max(setBackTo, before + rules.toleranceMillis());
    }

    /** Whether the clock was set back, so that times do not tell what was before what. */
    boolean clockWasSetBack() {
        return setBackFrom != Long.MAX_VALUE;
    }

    void sentInThePast(long event) {
        sentInThePast = true;
        skipped(event);
    }

    /** Whether logins may be dropped: they are older than what was complete. */
    boolean mayDrop() {
        return sentInThePast;
    }

    /** Whether a row may be higher than what is counted now. */
    boolean mayBeHigher(long start) {
        return uncertain.contains(start) || start < floor;
    }

    /** Whether a row may be lower than what is counted now, if the difference is counted as lost. */
    boolean mayBeLower(long start) {
        return incomplete.contains(start);
    }

    /** Whether nothing is promised of the rows of a window. */
    boolean isUnknown(long start) {
        boolean wasSetBack = start >= setBackFrom && start <= setBackTo;
        return start < floor
                || withoutRows.contains(start)
                || uncertain.contains(start)
                || (inputDeleted && wasSetBack);
    }

    /** Whether a window may differ from what is counted now. */
    boolean isExempt(long start) {
        return isUnknown(start) || incomplete.contains(start);
    }
}
