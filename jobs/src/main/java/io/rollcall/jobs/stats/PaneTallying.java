package io.rollcall.jobs.stats;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.Region;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;

/**
 * Tallies the clean logins of one partition of a micro-batch by locale and pane, before anything is shuffled. Each login
 * is processed once, however many windows it belongs to.
 *
 * <p>A login's own time steers nothing beyond the Kafka timestamp of its clean record, because a producer with a fast
 * clock may set both its event time and, on a topic with {@code CreateTime}, its raw record's timestamp.
 */
final class PaneTallying implements MapPartitionsFunction<Row, PaneTally> {
    /** A pane that starts later than this (ms) after the clean record's Kafka timestamp is not counted: 24 h. */
    static final long MAX_AHEAD_MILLIS = 24 * 3_600_000L;

    /**
     * How many tallies a task holds at most: as many as 35 minutes of panes in all locales. A batch may span days of a
     * slow topic, and have a tally per login; a tally takes about 1 KB of heap.
     */
    private static final int MAX_TALLIES = 12_000;

    private static final long serialVersionUID = 3L;

    private final Windowing windowing;
    private final Set<String> locales;
    private final LongAccumulator unreadable;
    private final NewestEvent newest;

    /**
     * @param unreadable counts records that are not clean logins: only the clean job should write to its topic
     * @param newest receives the starts of panes, each at most the Kafka timestamp of its record
     */
    PaneTallying(Windowing windowing, Set<String> locales, LongAccumulator unreadable, NewestEvent newest) {
        this.windowing = windowing;
        this.locales = Set.copyOf(locales);
        this.unreadable = unreadable;
        this.newest = newest;
    }

    /** The columns of Spark's Kafka source that this function reads. */
    static Column[] inputColumns() {
        return new Column[] {functions.col("value"), functions.unix_millis(functions.col("timestamp"))};
    }

    @Override
    public Iterator<PaneTally> call(Iterator<Row> records) {
        return new Tallies(records);
    }

    /** Reads records until it has many tallies or no record is left, and hands these tallies out. */
    private final class Tallies implements Iterator<PaneTally> {
        private final Iterator<Row> records;
        private Iterator<PaneTally> ready = Collections.emptyIterator();

        private Tallies(Iterator<Row> records) {
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            while (!ready.hasNext() && records.hasNext()) {
                ready = tally(records).iterator();
            }
            return ready.hasNext();
        }

        @Override
        public PaneTally next() {
            return ready.next();
        }
    }

    private List<PaneTally> tally(Iterator<Row> records) {
        Map<String, Map<Long, LoginTally>> tallies = new HashMap<>();
        int size = 0;
        long newestMillis = Long.MIN_VALUE;
        while (records.hasNext() && size < MAX_TALLIES) {
            Row record = records.next();
            byte[] value = record.getAs(0);
            long kafkaMillis = record.getLong(1);
            try {
                CleanLogin login = LoginJson.readClean(value);
                String locale = locales.contains(login.locale()) ? login.locale() : Region.OTHER;
                long pane = windowing.paneOf(login.timestampMillis());
                if (pane - MAX_AHEAD_MILLIS > kafkaMillis) {
                    pane = PaneTally.TOO_FAR_AHEAD;
                } else {
                    newestMillis = Math.max(newestMillis, Math.min(pane, kafkaMillis));
                }
                Map<Long, LoginTally> panes = tallies.computeIfAbsent(locale, l -> new HashMap<>());
                LoginTally tally = panes.get(pane);
                if (tally == null) {
                    tally = LoginTally.empty();
                    panes.put(pane, tally);
                    size++;
                }
                tally.add(login.id(), login.userId(), login.deviceId());
            } catch (IllegalArgumentException | NullPointerException | java.time.DateTimeException notACleanLogin) {
                unreadable.add(1);
            }
        }
        newest.add(newestMillis);
        List<PaneTally> all = new ArrayList<>();
        tallies.forEach((locale, panes) -> panes.forEach((pane, tally) -> all.add(new PaneTally(locale, pane, tally))));
        return all;
    }
}
