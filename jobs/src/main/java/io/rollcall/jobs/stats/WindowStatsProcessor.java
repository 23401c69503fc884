package io.rollcall.jobs.stats;

import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.MapState;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.StatefulProcessor;
import org.apache.spark.sql.streaming.TTLConfig;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.TimerValues;
import org.apache.spark.sql.streaming.ValueState;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The state of {@code user_login_stats}: keyed by locale, with one tally per pane. A login changes one pane. The row of
 * each window that contains the pane is computed from the window's panes when it is returned.
 *
 * <p>Panes are dropped behind the <em>horizon</em>, which the driver passes to each batch: see {@link HorizonTracker}.
 * Spark's own watermark is not used, because it would drop logins when partitions drift apart.
 */
final class WindowStatsProcessor extends StatefulProcessor<String, PaneTally, Row> {
    private static final long serialVersionUID = 2L;

    private final Windowing windowing;
    private transient MapState<Long, byte[]> panes;
    private transient ValueState<Long> horizon;

    WindowStatsProcessor(Windowing windowing) {
        this.windowing = windowing;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        panes = getHandle().getMapState("panes", Encoders.LONG(), Encoders.BINARY(), TTLConfig.NONE());
        horizon = getHandle().getValueState("horizon", Encoders.LONG(), TTLConfig.NONE());
    }

    @Override
    public Iterator<Row> handleInputRows(String locale, Iterator<PaneTally> rows, TimerValues timers) {
        long dropBefore = Math.max(storedHorizon(), BatchHorizon.of(TaskContext.get()));
        List<Row> out = new ArrayList<>();
        Map<Long, LoginTally> loaded = new HashMap<>();
        TreeSet<Long> changed = new TreeSet<>();
        unitedByPane(rows).forEach((pane, tally) -> {
            if (pane == PaneTally.TOO_FAR_AHEAD) {
                out.add(behindHorizon(windowing.window(0), locale, tally));
                return;
            }
            // The oldest window that contains the pane ends with it, the newest one a window length after its start.
            if (pane + windowing.slideMillis() <= dropBefore) {
                out.add(behindHorizon(windowing.window(pane), locale, tally));
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
            panes.updateValue(pane, known.toBytes());
            loaded.put(pane, known);
            changed.add(pane);
        });
        TreeSet<Long> starts = new TreeSet<>();
        changed.forEach(pane -> windowing.windowsOf(pane).forEach(w -> starts.add(w.startMillis())));
        WindowUnion union = new WindowUnion(windowing, pane -> loaded.computeIfAbsent(pane, this::load));
        for (long start : starts.descendingSet()) {
            if (start + windowing.lengthMillis() > dropBefore) {
                out.add(union.of(start, locale).toRow());
            }
        }
        evict(dropBefore);
        return CollectionConverters.asScala(out.iterator());
    }

    /** The tallies that have arrived, by start of their pane: those of several map tasks are united. */
    private static Map<Long, LoginTally> unitedByPane(Iterator<PaneTally> rows) {
        Map<Long, LoginTally> united = new TreeMap<>();
        while (rows.hasNext()) {
            PaneTally row = rows.next();
            LoginTally tally = LoginTally.fromBytes(row.getTally());
            LoginTally first = united.putIfAbsent(row.getPane(), tally);
            if (first != null) {
                first.unite(tally);
            }
        }
        return united;
    }

    private static Row behindHorizon(Window window, String locale, LoginTally tally) {
        return new StatsRow(new WindowStats(window, locale, 0, 0, 0), null, null, tally.toBytes()).toRow();
    }

    private LoginTally load(long pane) {
        byte[] bytes = panes.getValue(pane);
        return bytes == null ? null : LoginTally.fromBytes(bytes);
    }

    private long storedHorizon() {
        return horizon.exists() ? horizon.get() : HorizonTracker.NONE;
    }

    /** Drops panes behind the horizon. Scans them only when the horizon has passed another pane since the last scan. */
    private void evict(long dropBefore) {
        if (dropBefore == HorizonTracker.NONE || dropBefore < storedHorizon() + windowing.slideMillis()) {
            return;
        }
        List<Long> dropped = new ArrayList<>();
        Iterator<Long> keys = panes.keys();
        while (keys.hasNext()) {
            long pane = keys.next();
            if (pane + windowing.lengthMillis() <= dropBefore) {
                dropped.add(pane);
            }
        }
        dropped.forEach(panes::removeKey);
        horizon.update(dropBefore);
    }
}
