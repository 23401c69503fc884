package io.rollcall.jobs.stats;

import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.jobs.tally.LocaleState;
import io.rollcall.jobs.tally.LoginTally;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * Keeps the state of {@code user_login_stats} in Spark's state store: one {@link LocaleState} per locale. The driver passes
 * the horizon to each batch. Spark's own watermark is not used, because it would drop logins when partitions drift apart.
 */
final class WindowStatsProcessor extends StatefulProcessor<String, PaneTally, Row> {
    private static final long serialVersionUID = 2L;

    private final Windowing windowing;
    private transient MapState<Long, byte[]> panes;
    private transient ValueState<Long> horizon;
    /** Null outside tasks. */
    private transient StateMemory memory;

    WindowStatsProcessor(Windowing windowing) {
        this.windowing = windowing;
    }

    @Override
    public void init(OutputMode outputMode, TimeMode timeMode) {
        panes = getHandle().getMapState("panes", Encoders.LONG(), Encoders.BINARY(), TTLConfig.NONE());
        horizon = getHandle().getValueState("horizon", Encoders.LONG(), TTLConfig.NONE());
        TaskContext task = TaskContext.get();
        if (task != null) {
            memory = StateMemory.take(getHandle().getQueryInfo(), task.partitionId(), windowing);
        }
    }

    /** Spark calls this when it has committed the state. */
    @Override
    public void close() {
        if (memory != null) {
            memory.giveBack();
        }
    }

    @Override
    public Iterator<Row> handleInputRows(String locale, Iterator<PaneTally> rows, TimerValues timers) {
        LocaleState state = new LocaleState(windowing, locale, new SparkStore(), memory.of(locale));
        List<Row> out = state.add(unitedByPane(rows), BatchHorizon.of(TaskContext.get())).stream()
                .map(StatsRows::toRow)
                .toList();
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

    /** The state of the locale whose rows Spark is processing. */
    private final class SparkStore implements LocaleState.Store {
        @Override
        public byte[] tally(long pane) {
            return panes.getValue(pane);
        }

        @Override
        public void putTally(long pane, byte[] tally) {
            panes.updateValue(pane, tally);
        }

        @Override
        public void dropTally(long pane) {
            panes.removeKey(pane);
        }

        @Override
        public List<Long> panes() {
            List<Long> starts = new ArrayList<>();
            Iterator<Long> keys = panes.keys();
            while (keys.hasNext()) {
                starts.add(keys.next());
            }
            return starts;
        }

        @Override
        public long horizonMillis() {
            return horizon.exists() ? horizon.get() : HorizonTracker.NONE;
        }

        @Override
        public void putHorizon(long millis) {
            horizon.update(millis);
        }
    }
}
