package io.rollcall.jobs.stats;

import io.rollcall.jobs.tally.LoginTallies;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.util.LongAccumulator;

/**
 * Tallies the clean logins of one partition of a micro-batch by locale and pane, before anything is shuffled. Each login
 * is processed once, however many windows it belongs to.
 */
final class PaneTallying implements MapPartitionsFunction<byte[], PaneTally> {
    private static final long serialVersionUID = 2L;

    private final Windowing windowing;
    private final Set<String> locales;
    private final LongAccumulator unreadable;

    /** @param unreadable counts records that are not clean logins: only the clean job should write to its topic */
    PaneTallying(Windowing windowing, Set<String> locales, LongAccumulator unreadable) {
        this.windowing = windowing;
        this.locales = Set.copyOf(locales);
        this.unreadable = unreadable;
    }

    @Override
    public Iterator<PaneTally> call(Iterator<byte[]> values) {
        LoginTallies tallies = new LoginTallies(windowing, locales);
        while (values.hasNext()) {
            if (!tallies.add(values.next())) {
                unreadable.add(1);
            }
        }
        List<PaneTally> all = new ArrayList<>();
        tallies.forEach((locale, pane, tally) -> all.add(new PaneTally(locale, pane, tally)));
        return all.iterator();
    }
}
