package io.rollcall.jobs.tally;

import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state of one locale: one tally per pane. A login changes one pane. The row of each window that contains the pane is
 * computed from the window's panes when it is returned. Panes are dropped behind the <em>horizon</em>: see {@link
 * HorizonTracker}. Not thread-safe.
 */
public final class LocaleState {
    /** Where the state is kept between batches. Times are ms. */
    public interface Store {
        /** The tally of a pane, in its serialized form; null if there is none. */
        byte[] tally(long pane);

        /** Stores the tally of a pane. */
        void putTally(long pane, byte[] tally);

        /** Drops the tally of a pane. */
        void dropTally(long pane);

        /** The panes that have a tally, in any order; not affected by later calls. */
        List<Long> panes();

        /** The horizon stored last; {@link HorizonTracker#NONE} before any. */
        long horizonMillis();

        /** Stores a horizon. */
        void putHorizon(long millis);
    }

    private final Windowing windowing;
    private final String locale;
    private final Store store;
    private final OpenWindows open;

    /** The state of this locale in this store. */
    public LocaleState(Windowing windowing, String locale, Store store) {
        this(windowing, locale, store, new OpenWindows(windowing));
    }

    /** The state of this locale in this store, with what the batch before has left in memory. */
    public LocaleState(Windowing windowing, String locale, Store store, OpenWindows open) {
        this.windowing = windowing;
        this.locale = locale;
        this.store = store;
        this.open = open;
    }

    /**
     * Adds the logins of a batch, and drops what is behind the horizon.
     *
     * @param arrived tallies by start of their pane, ms; belong to the state afterwards
     * @param horizonMillis the horizon of this batch, ms; {@link HorizonTracker#NONE} while nothing may be dropped
     * @return the rows of the windows that have changed, and the logins that are not counted
     */
    public List<StatsRow> add(Map<Long, LoginTally> arrived, long horizonMillis) {
        long dropBefore = Math.max(store.horizonMillis(), horizonMillis);
        List<StatsRow> out = new ArrayList<>();
        Map<Long, LoginTally> loaded = new HashMap<>();
        TreeMap<Long, LoginTally> added = new TreeMap<>();
        arrived.forEach((pane, tally) -> {
            if (pane == LoginTallies.TOO_FAR_AHEAD) {
                out.add(StatsRow.tooFarAhead(locale, tally));
                return;
            }
            // The oldest window that contains the pane ends with it, the newest one a window length after its start.
            if (pane + windowing.slideMillis() <= dropBefore) {
                out.add(StatsRow.behindHorizon(windowing.window(pane), locale, tally));
            }
            if (pane + windowing.lengthMillis() <= dropBefore) {
                return;
            }
            LoginTally known = load(pane);
            if (known == null) {
                known = tally;
            } else if (!known.unite(tally)) {
                return;
            }
            store.putTally(pane, known.toBytes());
            loaded.put(pane, known);
            added.put(pane, tally);
        });
        TreeSet<Long> starts = new TreeSet<>();
        added.keySet().forEach(pane -> windowing.windowsOf(pane).forEach(w -> starts.add(w.startMillis())));
        WindowUnion union = new WindowUnion(windowing, pane -> loaded.computeIfAbsent(pane, this::load), open, added);
        for (long start : starts.descendingSet()) {
            if (start + windowing.lengthMillis() > dropBefore) {
                out.add(union.of(start, locale));
            } else {
                open.forget(start);
            }
        }
        evict(dropBefore);
        return out;
    }

    private LoginTally load(long pane) {
        byte[] bytes = store.tally(pane);
        return bytes == null ? null : LoginTally.fromBytes(bytes);
    }

    /** Drops panes behind the horizon. Scans them only when the horizon has passed another pane since the last scan. */
    private void evict(long dropBefore) {
        if (dropBefore == HorizonTracker.NONE || dropBefore < store.horizonMillis() + windowing.slideMillis()) {
            return;
        }
        for (long pane : store.panes()) {
            if (pane + windowing.lengthMillis() <= dropBefore) {
                store.dropTally(pane);
            }
        }
        store.putHorizon(dropBefore);
    }
}
