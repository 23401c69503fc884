package io.rollcall.jobs.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * What the state returned for a batch.
 *
 * @param rows the rows to publish
 * @param behindHorizon tallies of logins that arrived for state already dropped
 */
public record BatchOutput(List<StatsRow> rows, List<LoginTally> behindHorizon) {
    /** Keeps copies of the lists. */
    public BatchOutput {
        rows = List.copyOf(rows);
        behindHorizon = List.copyOf(behindHorizon);
    }

    /**
     * Sorts what the state returned.
     *
     * @param counts whether the job counts the window that starts at a time (ms). Logins of which it counts no window
     *     are left out: they belong to rows that stay as they are.
     */
    public static BatchOutput of(List<StatsRow> returned, LongPredicate counts) {
        List<StatsRow> rows = new ArrayList<>();
        List<LoginTally> behindHorizon = new ArrayList<>();
        for (StatsRow row : returned) {
            if (row.behindHorizon() == null) {
                rows.add(row);
            } else if (counts.test(row.stats().window().startMillis())) {
                behindHorizon.add(LoginTally.fromBytes(row.behindHorizon()));
            }
        }
        return new BatchOutput(rows, behindHorizon);
    }

    /**
     * The number of logins that are dropped and were never counted. A login that the pipeline has counted before is a
     * redelivery, not a loss.
     *
     * @param countedOffsets the raw offset below which every record was counted, by partition
     */
    public long dropped(Map<Integer, Long> countedOffsets) {
        return behindHorizon.stream()
                .mapToLong(tally -> tally.loginsFrom(countedOffsets))
                .sum();
    }
}
