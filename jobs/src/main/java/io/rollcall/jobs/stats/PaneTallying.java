package io.rollcall.jobs.stats;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.Region;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
        Map<String, Map<Long, LoginTally>> tallies = new HashMap<>();
        while (values.hasNext()) {
            byte[] value = values.next();
            try {
                CleanLogin login = LoginJson.readClean(value);
                String locale = locales.contains(login.locale()) ? login.locale() : Region.OTHER;
                tallies.computeIfAbsent(locale, l -> new HashMap<>())
                        .computeIfAbsent(windowing.paneOf(login.timestampMillis()), p -> LoginTally.empty())
                        .add(login.id(), login.userId(), login.deviceId());
            } catch (IllegalArgumentException | NullPointerException | java.time.DateTimeException notACleanLogin) {
                unreadable.add(1);
            }
        }
        List<PaneTally> all = new ArrayList<>();
        tallies.forEach((locale, panes) -> panes.forEach((pane, tally) -> all.add(new PaneTally(locale, pane, tally))));
        return all.iterator();
    }
}
