package io.rollcall.bench;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Load and measurement for an engine that starts at the same time. Sends logins in an open loop, waits for the first
 * row of statistics, lets the engine warm up, then measures the time from the moment at which a login is due to the
 * first committed row that counts it. The topics must exist and be empty. {@code io.rollcall.bench.peers} starts this
 * class.
 */
public final class RowLatency {
    private static final int START_TIMEOUT_MILLIS = 120_000;
    private static final int END_TIMEOUT_MILLIS = 30_000;

    private final String bootstrapServer;
    private final double rate;
    private final long warmUpMillis;
    private final long measuredMillis;
    private final SentLogins logins;
    private final long begin = System.currentTimeMillis() + 500;
    private volatile long firstRow;

    private RowLatency(String bootstrapServer, double rate, int warmUpSeconds, int seconds) {
        this.bootstrapServer = bootstrapServer;
        this.rate = rate;
        this.warmUpMillis = warmUpSeconds * 1000L;
        this.measuredMillis = seconds * 1000L;
        this.logins = new SentLogins(
                Windowing.DEFAULT, (int) (rate * (START_TIMEOUT_MILLIS + warmUpMillis + measuredMillis) / 1000) + 1);
    }

    /** Arguments: bootstrap server, logins per second, seconds of warm-up, seconds of measuring. */
    public static void main(String[] args) throws InterruptedException {
        new RowLatency(args[0], Double.parseDouble(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]))
                .run();
    }

    private void run() throws InterruptedException {
        TopicReaderThread reader = new TopicReaderThread(bootstrapServer, Topics.DEFAULT.stats(), this::addRow);
        reader.start();
        System.out.println("sending");
        long latest = new OpenLoop(bootstrapServer, rate, begin, logins, SourceForm.BUILT_IN)
                .run(this::measureFrom, this::end);
        long giveUp = System.currentTimeMillis() + END_TIMEOUT_MILLIS;
        while (!logins.allInStats() && System.currentTimeMillis() < giveUp) {
            Thread.sleep(100);
        }
        reader.end();
        Latencies latencies = logins.statsLatencies(measureFrom(), end());
        System.out.println("first_row_at " + firstRow);
        System.out.println("median " + latencies.quantile(0.5));
        System.out.println("p99 " + latencies.quantile(0.99));
        System.out.println("sent_late " + latest);
    }

    private long measureFrom() {
        return firstRow == 0 ? Long.MAX_VALUE : firstRow + warmUpMillis;
    }

    private long end() {
        return firstRow == 0 ? begin + START_TIMEOUT_MILLIS : measureFrom() + measuredMillis;
    }

    private void addRow(ConsumerRecord<byte[], byte[]> message) {
        long now = System.currentTimeMillis();
        if (firstRow == 0) {
            firstRow = now;
        }
        WindowStats row = StatsJson.read(message.value());
        logins.row(row.window().startMillis(), row.locale(), row.logins(), now);
    }
}
