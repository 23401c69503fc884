package io.rollcall.bench;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Sends logins on an absolute schedule, regardless of how fast the pipeline is (open loop). Measures the time from the
 * moment at which a login is due to its clean record, to the first row of statistics that counts it, and to the first
 * snapshot that counts it. The moment at which a login is due is also its event time. The pipeline must have no other
 * logins.
 */
final class LatencyBench {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final int SNAPSHOT_INTERVAL_MILLIS = 20;
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int SLICE_MILLIS = 15_000;
    private static final Pattern VISITS = Pattern.compile("\"visits\"\\s*:\\s*\\{\\s*\"total\"\\s*:\\s*(\\d+)");

    private final String bootstrapServer;
    private final URI snapshot;
    private final double rate;
    private final SentLogins logins;
    private final SourceForm form;
    private final Latencies clean = new Latencies();
    private final Latencies answers = new Latencies();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong rowBytes = new AtomicLong();
    private final long begin;
    private final long measureFrom;
    private final long end;
    private volatile boolean done;

    private LatencyBench(
            String bootstrapServer, String url, double rate, int warmUpSeconds, int seconds, SourceForm form) {
        this.form = form;
        this.bootstrapServer = bootstrapServer;
        this.snapshot = URI.create(url + "/api/snapshot");
        this.rate = rate;
        this.logins = new SentLogins(Environment.settings().windowing(), (int) (rate * (warmUpSeconds + seconds)) + 1);
        this.begin = System.currentTimeMillis() + 1_000;
        this.measureFrom = begin + warmUpSeconds * 1000L;
        this.end = measureFrom + seconds * 1000L;
    }

    /**
     * Arguments: bootstrap server, address of the dashboard, logins per second, seconds of warm-up, seconds of
     * measuring, the preset in whose form the logins are, if any.
     */
    public static void main(String[] args) throws Exception {
        new LatencyBench(
                        args[0],
                        args[1],
                        Double.parseDouble(args[2]),
                        Integer.parseInt(args[3]),
                        Integer.parseInt(args[4]),
                        SourceForm.of(args.length > 5 ? args[5] : "", SourceForm.Shares.PLAIN))
                .run();
    }

    private void run() throws Exception {
        List<TopicReaderThread> readers = List.of(
                new TopicReaderThread(bootstrapServer, TOPICS.clean(), this::addClean),
                new TopicReaderThread(bootstrapServer, TOPICS.stats(), this::addRow));
        Thread poller = snapshotPoller();
        readers.forEach(Thread::start);
        poller.start();
        long latest = new OpenLoop(bootstrapServer, rate, begin, logins, form).run(() -> measureFrom, () -> end);
        long giveUp = System.currentTimeMillis() + TIMEOUT_MILLIS;
        while (!logins.allSeen() && System.currentTimeMillis() < giveUp) {
            Thread.sleep(100);
        }
        done = true;
        for (TopicReaderThread reader : readers) {
            reader.end();
        }
        poller.join();
        print(latest);
    }

    private void print(long latest) {
        System.out.println(Latencies.heading());
        System.out.println(clean.line(TOPICS.clean()));
        System.out.println(logins.statsLatencies(measureFrom, end).line(TOPICS.stats()));
        System.out.println(logins.snapshotLatencies(measureFrom, end).line("/api/snapshot"));
        System.out.println("in time, " + TOPICS.stats() + ", from second (0 with warm-up):");
        for (long from = begin; from < end; from += SLICE_MILLIS) {
            System.out.println(logins.statsLatencies(from, Math.min(end, from + SLICE_MILLIS))
                    .line("  " + (from - begin) / 1000));
        }
        System.out.println(answers.line("(how long a snapshot took to answer)"));
        System.out.printf(
                "rows on %s: %.0f per second, %.2f MB per second%n",
                TOPICS.stats(),
                rows.get() / ((end - measureFrom) / 1000.0),
                rowBytes.get() / 1e6 / ((end - measureFrom) / 1000.0));
        System.out.println("(a login was sent at most " + latest + " ms after it was due)");
    }

    private void addClean(ConsumerRecord<byte[], byte[]> message) {
        long due = LoginJson.readClean(message.value()).timestampMillis();
        if (due >= measureFrom) {
            clean.add(System.currentTimeMillis() - due);
        }
    }

    private void addRow(ConsumerRecord<byte[], byte[]> message) {
        WindowStats row = StatsJson.read(message.value());
        long now = System.currentTimeMillis();
        logins.row(row.window().startMillis(), row.locale(), row.logins(), now);
        if (now >= measureFrom && now < end) {
            rows.incrementAndGet();
            rowBytes.addAndGet(message.serializedKeySize() + message.serializedValueSize() + headersSize(message));
        }
    }

    private static long headersSize(ConsumerRecord<byte[], byte[]> message) {
        long size = 0;
        for (Header header : message.headers()) {
            size += header.value() == null ? 0 : header.value().length;
        }
        return size;
    }

    private Thread snapshotPoller() {
        return new Thread(
                () -> {
                    HttpClient client = HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build();
                    HttpRequest request = HttpRequest.newBuilder(snapshot).build();
                    try {
                        while (!done) {
                            pollOnce(client, request);
                            Thread.sleep(SNAPSHOT_INTERVAL_MILLIS);
                        }
                    } catch (java.io.IOException | InterruptedException e) {
                        throw new IllegalStateException("the dashboard does not answer", e);
                    }
                },
                "snapshot");
    }

    private void pollOnce(HttpClient client, HttpRequest request) throws java.io.IOException, InterruptedException {
        long asked = System.currentTimeMillis();
        String body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        long now = System.currentTimeMillis();
        Matcher visits = VISITS.matcher(body);
        if (visits.find()) {
            logins.snapshot(Long.parseLong(visits.group(1)), now);
        }
        if (asked >= measureFrom && asked < end) {
            answers.add(now - asked);
        }
    }
}
