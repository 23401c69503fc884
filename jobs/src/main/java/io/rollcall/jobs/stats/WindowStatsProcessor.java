package io.rollcall.jobs.stats;

import io.rollcall.jobs.progress.StatsHorizon;
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
 * The state of {@code user_login_stats}, one locale a key: a tally a pane. Each login updates one pane; the rows of the
 * windows around it are united from their panes as they are given out.
 *
 * <p>Panes are dropped behind the <em>horizon</em>, an event time that the driver hands in with each batch (see {@link
 * StatsHorizon}). It has no Spark watermark, which could cost logins when partitions drift apart.
 */
final class WindowStatsProcessor extends StatefulProcessor<String, PaneTally, Row> {
    private static final long serialVersionUID = 1L;

    private final long lengthMillis;
    private final long slideMillis;
    private transient MapState<Long, byte[]> panes;
    private transient ValueState<Long> horizon;

    WindowStatsProcessor(Windowing windowing) {
        this.lengthMillis = windowing.lengthMillis();
        this.slideMillis = windowing.slideMillis();
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        panes = getHandle().getMapState("panes", Encoders.LONG(), Encoders.BINARY(), TTLConfig.NONE());
        horizon = getHandle().getValueState("horizon", Encoders.LONG(), TTLConfig.NONE());
    }

    @Override
    public Iterator<Row> handleInputRows(String locale, Iterator<PaneTally> rows, TimerValues timers) {
        Windowing windowing = new Windowing(lengthMillis, slideMillis);
        long dropBefore = Math.max(storedHorizon(), StatsHorizon.ofTask(TaskContext.get()));
        List<Row> out = new ArrayList<>();
        Map<Long, LoginTally> loaded = new HashMap<>();
        TreeSet<Long> changed = new TreeSet<>();
        arrived(rows).forEach((pane, tally) -> {
            if (pane + slideMillis <= dropBefore) {
                out.add(tooLate(windowing.window(pane), locale, tally));
            }
            if (pane + lengthMillis <= dropBefore) {
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
            if (start + lengthMillis > dropBefore) {
                out.add(union.of(start, locale).toRow());
            }
        }
        evict(dropBefore);
        return CollectionConverters.asScala(out.iterator());
    }

    private static Map<Long, LoginTally> arrived(Iterator<PaneTally> rows) {
        Map<Long, LoginTally> arrived = new TreeMap<>();
        while (rows.hasNext()) {
            PaneTally row = rows.next();
            LoginTally tally = LoginTally.fromBytes(row.getTally());
            LoginTally first = arrived.putIfAbsent(row.getPane(), tally);
            if (first != null) {
                first.unite(tally);
            }
        }
        return arrived;
    }

    private static Row tooLate(Window window, String locale, LoginTally tally) {
        return new StatsRow(new WindowStats(window, locale, 0, 0, 0), null, null, tally.toBytes()).toRow();
    }

    private LoginTally load(long pane) {
        byte[] bytes = panes.getValue(pane);
        return bytes == null ? null : LoginTally.fromBytes(bytes);
    }

    private long storedHorizon() {
        return horizon.exists() ? horizon.get() : Long.MIN_VALUE;
    }

    /** Looks through the panes only when the horizon has passed another one. */
    private void evict(long dropBefore) {
        if (dropBefore == Long.MIN_VALUE || dropBefore < storedHorizon() + slideMillis) {
            return;
        }
        List<Long> closed = new ArrayList<>();
        Iterator<Long> keys = panes.keys();
        while (keys.hasNext()) {
            long pane = keys.next();
            if (pane + lengthMillis <= dropBefore) {
                closed.add(pane);
            }
        }
        closed.forEach(panes::removeKey);
        horizon.update(dropBefore);
    }
}
