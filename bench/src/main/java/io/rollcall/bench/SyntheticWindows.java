package io.rollcall.bench;

import io.rollcall.model.place.Country;
import io.rollcall.model.place.Region;
import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;

/**
 * The rows that the stats job would publish at a given rate, computed without the jobs. The logins are spread over the
 * places in proportion to the inhabitants, and their rate rises and falls within minutes. The same seed gives the same
 * rows. Event time only advances. For one thread.
 */
final class SyntheticWindows {
    private static final Windowing WINDOWING = Windowing.DEFAULT;
    private static final int USERS = 400_000;
    /** Logins from places that are not known. */
    private static final double UNKNOWN_SHARE = 0.01;
    /** How far the rate rises above and falls below the mean, as a share of it. */
    private static final double SWING = 0.25;
    /** The period of rising and falling. */
    private static final double SWING_MILLIS = 400_000;

    private final double rate;
    private final SplittableRandom random;
    private final List<String> locales = new ArrayList<>();
    private final double[] shares;
    private final TreeMap<Long, Map<String, Tally>> open = new TreeMap<>();
    private long now;

    /** A row and its compact sketches. */
    @SuppressWarnings("ArrayRecordComponent") // handed to Kafka's client, never compared
    record Row(WindowStats stats, byte[] users, byte[] devices) {}

    private static final class Tally {
        private final HllSketch users = DistinctSketch.empty();
        private final HllSketch devices = DistinctSketch.empty();
        private long logins;
        private boolean changed;
    }

    /** Windows of the United States with this many logins per second, from this time (ms) on. */
    SyntheticWindows(long seed, double rate, long fromMillis) {
        this(seed, rate, fromMillis, List.of());
    }

    /** Windows of the United States and these countries. */
    SyntheticWindows(long seed, double rate, long fromMillis, List<Country> countries) {
        this.rate = rate;
        random = new SplittableRandom(seed);
        now = fromMillis;
        List<Long> inhabitants = new ArrayList<>();
        for (Region region : Region.values()) {
            locales.add(region.name());
            inhabitants.add((long) region.population());
        }
        for (Country country : countries) {
            locales.add(country.locale());
            inhabitants.add((long) country.population());
        }
        double all = inhabitants.stream().mapToLong(Long::longValue).sum();
        locales.add(Region.UNKNOWN);
        shares = new double[locales.size()];
        for (int i = 0; i < inhabitants.size(); i++) {
            shares[i] = (1 - UNKNOWN_SHARE) * inhabitants.get(i) / all;
        }
        shares[inhabitants.size()] = UNKNOWN_SHARE;
    }

    /** Advances to this time (ms); returns every row that has changed, once. */
    List<Row> until(long timeMillis) {
        while (now < timeMillis) {
            long pane = WINDOWING.paneOf(now);
            long end = Math.min(timeMillis, pane + WINDOWING.slideMillis());
            addLogins(pane, now, end);
            now = end;
        }
        List<Row> rows = new ArrayList<>();
        open.forEach((start, tallies) -> tallies.forEach((locale, tally) -> {
            if (tally.changed) {
                tally.changed = false;
                rows.add(row(start, locale, tally));
            }
        }));
        open.headMap(WINDOWING.paneOf(now) - WINDOWING.lengthMillis() + WINDOWING.slideMillis())
                .clear();
        return rows;
    }

    private void addLogins(long pane, long from, long to) {
        double swing = 1 + SWING * Math.sin(from / SWING_MILLIS * 2 * Math.PI);
        List<Map<String, Tally>> windows = new ArrayList<>();
        for (Window window : WINDOWING.windowsOf(pane)) {
            windows.add(open.computeIfAbsent(window.startMillis(), start -> new TreeMap<>()));
        }
        for (int i = 0; i < shares.length; i++) {
            double due = rate * swing * shares[i] * (to - from) / 1000;
            long logins = (long) due + (random.nextDouble() < due - (long) due ? 1 : 0);
            if (logins > 0) {
                addLogins(windows, i, logins);
            }
        }
    }

    private void addLogins(List<Map<String, Tally>> windows, int locale, long logins) {
        List<Tally> tallies = new ArrayList<>();
        for (Iterator<Map<String, Tally>> all = windows.iterator(); all.hasNext(); ) {
            Tally tally = all.next().computeIfAbsent(locales.get(locale), l -> new Tally());
            tally.logins += logins;
            tally.changed = true;
            tallies.add(tally);
        }
        long people = Math.max(1, Math.round(USERS * shares[locale]));
        for (long i = 0; i < logins; i++) {
            long user = ((long) locale << 32) + random.nextLong(people);
            long device = 2 * user + random.nextInt(2);
            for (Tally tally : tallies) {
                tally.users.update(user);
                tally.devices.update(device);
            }
        }
    }

    private static Row row(long start, String locale, Tally tally) {
        WindowStats stats = new WindowStats(
                WINDOWING.window(start),
                locale,
                tally.logins,
                Math.min(tally.logins, DistinctSketch.count(tally.users)),
                Math.min(tally.logins, DistinctSketch.count(tally.devices)));
        return new Row(stats, tally.users.toCompactByteArray(), tally.devices.toCompactByteArray());
    }
}
