package io.rollcall.jobs.progress;

import io.rollcall.model.progress.Completeness;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.util.Map;

/**
 * Advances the horizon: the event time (ms) before which the stats job may drop state. It is the older of two bounds:
 *
 * <ul>
 *   <li><em>delay</em>: the newest event seen, less the setting {@code stats.delay}. An event ahead of the broker's clock
 *       counts as one at that time;
 *   <li><em>finality</em>: what both jobs are complete through, less the lateness. No login that counts can still
 *       arrive for a window that ends before this, however far partitions have drifted apart.
 * </ul>
 *
 * While either bound is unknown, nothing may be dropped. A horizon that was valid once stays valid, so a repeated batch
 * may use a newer one.
 *
 * <p>Thread-safe. The query's thread reports events and reads the horizon; the thread of a {@link ProgressPublisher}
 * opens a {@link Connection} and reads the progress topic through it. A tracker outlives the query, so a restart of the
 * query does not lose the horizon; the connection of the old query may still be open when the next one connects.
 */
public final class HorizonTracker {
    /** The value of the horizon while nothing may be dropped. */
    public static final long NONE = Long.MIN_VALUE;

    private final Settings settings;
    private final long delayMillis;
    private final long latenessMillis;

    // guarded by this
    private long newestEventMillis = Long.MIN_VALUE;
    private Long completeThroughMillis;
    private Map<Integer, Long> countedOffsets = Map.of();

    /** Creates a tracker that knows neither bound yet. Does not connect to Kafka. */
    public HorizonTracker(Settings settings) {
        this.settings = settings;
        this.delayMillis = settings.duration(SettingKey.STATS_DELAY).toMillis();
        this.latenessMillis = settings.duration(SettingKey.LATENESS).toMillis();
    }

    /** Reports an event. @param eventMillis its event time, or its Kafka timestamp if that is earlier, ms */
    public synchronized void sawEvent(long eventMillis) {
        newestEventMillis = Math.max(newestEventMillis, eventMillis);
    }

    /** The horizon, ms; {@link #NONE} while nothing may be dropped. */
    public synchronized long horizonMillis() {
        return newestEventMillis == Long.MIN_VALUE || completeThroughMillis == null
                ? NONE
                : Math.min(newestEventMillis - delayMillis, completeThroughMillis - latenessMillis);
    }

    /**
     * The raw offset below which the pipeline has counted every record, by partition. Waits until that is known.
     *
     * @param timeoutMillis how long to wait, ms; the result is empty if it is not known by then
     */
    public synchronized Map<Integer, Long> awaitCountedOffsets(long timeoutMillis) throws InterruptedException {
        long deadline = System.nanoTime() / 1_000_000 + timeoutMillis;
        for (long left = timeoutMillis; completeThroughMillis == null && left > 0; ) {
            wait(left);
            left = deadline - System.nanoTime() / 1_000_000;
        }
        return countedOffsets;
    }

    /**
     * Connects to the progress topic, and reads every report on it.
     *
     * @throws org.apache.kafka.common.KafkaException if that fails
     */
    Connection connect() {
        return new Connection(new ProgressReports(settings));
    }

    /**
     * Advances the finality bound by the completeness of the pipeline; keeps the bound while that is unknown. For this
     * package and the simulation.
     */
    public synchronized void advance(Completeness completeness) {
        if (completeness.completeThroughMillis() != null) {
            completeThroughMillis = completeness.completeThroughMillis();
            countedOffsets = completeness.countedOffsets();
            notifyAll();
        }
    }

    /** Reads the progress topic and advances the horizon accordingly. Not thread-safe. */
    final class Connection implements AutoCloseable {
        private final ProgressReports reports;

        private Connection(ProgressReports reports) {
            this.reports = reports;
        }

        /**
         * Reads the reports of the clean job since the last call, and advances the horizon.
         *
         * @param statsCompleteThroughMillis what the stats job is complete through, a Kafka timestamp in ms
         * @throws org.apache.kafka.common.KafkaException if that fails; close this connection then
         */
        void update(long statsCompleteThroughMillis) {
            advance(reports.completeness(statsCompleteThroughMillis));
        }

        @Override
        public void close() {
            reports.close();
        }
    }
}
