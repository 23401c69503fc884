package io.rollcall.jobs.stats;

import io.rollcall.jobs.spark.RecordMapper;
import io.rollcall.jobs.tally.LoginTallies;
import io.rollcall.model.stats.Windowing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.LongAccumulator;

/**
 * Tallies the clean logins of one partition of a micro-batch by locale and pane, before anything is shuffled. Each login
 * is processed once, however many windows it belongs to. Its rows are {@link PaneTally}s.
 *
 * @param unreadable counts records that are not clean logins: only the clean job should write to its topic
 * @param newest receives the starts of panes, each at most the Kafka timestamp of its record
 */
record PaneTallying(Windowing windowing, Set<String> locales, LongAccumulator unreadable, NewestEvent newest)
        implements RecordMapper {
    /**
     * How many tallies a task holds at most: as many as 35 minutes of panes in all US locales, or 6 in all of the world. A
     * batch may span days of a slow topic, and have a tally per login; a tally takes about 1 KB of heap.
     */
    private static final int MAX_TALLIES = 12_000;

    @Override
    public StructType schema() {
        return new StructType()
                .add("locale", DataTypes.StringType)
                .add("pane", DataTypes.LongType, false)
                .add("tally", DataTypes.BinaryType);
    }

    @Override
    public Task begin() {
        return new Tallies();
    }

    /** Takes records until it has many tallies or no record is left, and hands these tallies out. */
    private final class Tallies implements Task {
        private LoginTallies tallies = new LoginTallies(windowing, locales);
        private final Deque<InternalRow> ready = new ArrayDeque<>();

        @Override
        public void take(ConsumerRecord<byte[], byte[]> record) {
            if (!tallies.add(record.value(), record.timestamp())) {
                unreadable.add(1);
            }
            if (tallies.size() >= MAX_TALLIES) {
                handOut();
            }
        }

        @Override
        public void end() {
            handOut();
        }

        private void handOut() {
            newest.add(tallies.newestMillis());
            tallies.forEach((locale, pane, tally) -> ready.add(new GenericInternalRow(
                    new Object[] {UTF8String.fromString(locale), pane, tally.toTransitBytes()})));
            tallies = new LoginTallies(windowing, locales);
        }

        @Override
        public InternalRow poll() {
            return ready.poll();
        }
    }
}
