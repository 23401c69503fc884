package io.rollcall.jobs.stats;

import io.rollcall.jobs.tally.LoginTallies;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;

/**
 * Tallies the clean logins of one partition of a micro-batch by locale and pane, before anything is shuffled. Each login
 * is processed once, however many windows it belongs to.
 */
final class PaneTallying implements MapPartitionsFunction<Row, PaneTally> {
    /**
     * How many tallies a task holds at most: as many as 35 minutes of panes in all US locales, or 6 in all of the world. A batch may span days of a
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
        LoginTallies tallies = new LoginTallies(windowing, locales);
        while (records.hasNext() && tallies.size() < MAX_TALLIES) {
            Row record = records.next();
            if (!tallies.add(record.getAs(0), record.getLong(1))) {
                unreadable.add(1);
            }
        }
        newest.add(tallies.newestMillis());
        List<PaneTally> all = new ArrayList<>();
        tallies.forEach((locale, pane, tally) -> all.add(new PaneTally(locale, pane, tally)));
        return all;
    }
}
