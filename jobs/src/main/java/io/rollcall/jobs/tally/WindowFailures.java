package io.rollcall.jobs.tally;

import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.FailureReason;
import io.rollcall.model.stats.Failures;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.datasketches.hll.Union;

/** The failed logins of some panes of one locale together. Not thread-safe. */
final class WindowFailures {
    private final DistinctLogins all = new DistinctLogins();
    private final Map<String, DistinctLogins> byReason = new HashMap<>();
    private final Union users = DistinctSketch.union();

    void add(FailedLogins pane) {
        pane.forEach((reason, ids) -> {
            all.add(ids);
            byReason.computeIfAbsent(reason, none -> new DistinctLogins()).add(ids);
        });
        users.update(pane.users().hll());
    }

    Failures failures() {
        long logins = all.count();
        return new Failures(logins, Math.min(logins, DistinctSketch.count(users)), reasons());
    }

    private List<FailureReason> reasons() {
        List<FailureReason> named = new ArrayList<>();
        byReason.forEach((reason, ids) -> {
            if (!reason.equals(Failures.OTHER) && ids.count() > 0) {
                named.add(new FailureReason(reason, ids.count()));
            }
        });
        List<FailureReason> sorted = Failures.mostFirst(named);
        int listed = Math.min(Failures.MAX_REASONS, sorted.size());
        DistinctLogins rest = new DistinctLogins();
        rest.add(byReason.get(Failures.OTHER));
        sorted.subList(listed, sorted.size()).forEach(reason -> rest.add(byReason.get(reason.reason())));
        List<FailureReason> reasons = new ArrayList<>(sorted.subList(0, listed));
        if (rest.count() > 0) {
            reasons.add(new FailureReason(Failures.OTHER, rest.count()));
        }
        return reasons;
    }

    /** The compact sketch of the users. */
    byte[] users() {
        return DistinctSketch.compact(users);
    }
}
