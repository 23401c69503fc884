package io.rollcall.bench;

import io.rollcall.model.CleanLogin;
import io.rollcall.model.CleaningOutcome.Clean;
import io.rollcall.model.EventId;
import io.rollcall.model.Json;
import io.rollcall.model.LoginCleaner;
import io.rollcall.model.RawRecord;
import io.rollcall.model.Topics;
import io.rollcall.model.WindowStats;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginRecord;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends logins on an absolute schedule, whatever the pipeline does (open loop), and measures from the moment each was
 * due: to its clean record, to the first row of statistics that contains it, to the snapshot that shows it. The event
 * time of a login is the moment it was due. Wants a pipeline without other logins.
 */
final class LatencyBench {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int SNAPSHOT_PAUSE_MILLIS = 20;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int SLICE_MILLIS = 15_000;
    private static final Pattern VISITS = Pattern.compile("\"visits\"\\s*:\\s*\\{\\s*\"total\"\\s*:\\s*(\\d+)");

    private final String bootstrapServer;
    private final URI snapshot;
    private final double rate;
    private final SentLogins logins;
    private final Latencies clean = new Latencies();
    private final Latencies answers = new Latencies();
    private final long begin;
    private final long measureFrom;
    private final long end;
    private volatile boolean done;

    private LatencyBench(String bootstrapServer, String url, double rate, int warmUpSeconds, int seconds) {
        this.bootstrapServer = bootstrapServer;
        this.snapshot = URI.create(url + "/api/snapshot");
        this.rate = rate;
        this.logins = new SentLogins((int) (rate * (warmUpSeconds + seconds)) + 1);
        this.begin = System.currentTimeMillis() + 1_000;
        this.measureFrom = begin + warmUpSeconds * 1000L;
        this.end = measureFrom + seconds * 1000L;
    }

    /** Arguments: bootstrap server, dashboard's address, logins a second, seconds of warm-up, seconds measured. */
    public static void main(String[] args) throws Exception {
        new LatencyBench(
                        args[0],
                        args[1],
                        Double.parseDouble(args[2]),
                        Integer.parseInt(args[3]),
                        Integer.parseInt(args[4]))
                .run();
    }

    private void run() throws Exception {
        List<Thread> readers =
                List.of(reader(TOPICS.clean(), this::sawClean), reader(TOPICS.stats(), this::sawRow), snapshotPoller());
        readers.forEach(Thread::start);
        long latest = send();
        long giveUp = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!logins.allSeen() && System.currentTimeMillis() < giveUp) {
            Thread.sleep(100);
        }
        done = true;
        for (Thread reader : readers) {
            reader.join();
        }
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
        System.out.println("(a login was sent at most " + latest + " ms after it was due)");
    }

    /** Returns by how much the latest login of the measured part was sent after it was due, ms. */
    private long send() {
        SettableClock clock = new SettableClock();
        LoginGenerator generator = new LoginGenerator(1, LoginMix.PLAIN, clock);
        long latest = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServer, "linger.ms", 0, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (long i = 0; ; i++) {
                long due = begin + (long) (i * 1000 / rate);
                if (due >= end) {
                    return latest;
                }
                await(due);
                clock.millis = due;
                LoginRecord login = generator.next();
                logins.add(cleaned(login, due));
                producer.send(new ProducerRecord<>(TOPICS.raw(), login.key(), login.value()));
                if (due >= measureFrom) {
                    latest = Math.max(latest, System.currentTimeMillis() - due);
                }
            }
        }
    }

    private static CleanLogin cleaned(LoginRecord login, long now) {
        RawRecord raw = new RawRecord(TOPICS.raw(), new EventId(0, 0), now, login.value());
        if (LoginCleaner.DEFAULT.clean(raw) instanceof Clean outcome) {
            return outcome.login();
        }
        throw new IllegalStateException("the generator made a login that is not clean");
    }

    private static void await(long due) {
        long wait = due - System.currentTimeMillis();
        while (wait > 0) {
            LockSupport.parkNanos(wait * 1_000_000);
            wait = due - System.currentTimeMillis();
        }
    }

    private void sawClean(ConsumerRecord<byte[], byte[]> message) {
        long due = Json.readCleanLogin(message.value()).timestampMillis();
        if (due >= measureFrom) {
            clean.add(System.currentTimeMillis() - due);
        }
    }

    private void sawRow(ConsumerRecord<byte[], byte[]> message) {
        WindowStats row = Json.readWindowStats(message.value());
        logins.row(row.window().startMillis(), row.locale(), row.logins(), System.currentTimeMillis());
    }

    private Thread reader(String topic, Consumer<ConsumerRecord<byte[], byte[]>> seen) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServer, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new Thread(
                () -> {
                    try (consumer) {
                        while (!done) {
                            consumer.poll(POLL).forEach(seen);
                        }
                    }
                },
                topic);
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
                            Thread.sleep(SNAPSHOT_PAUSE_MILLIS);
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

    /** Says the time it was last given. */
    private static final class SettableClock extends Clock {
        private long millis;

        @Override
        public long millis() {
            return millis;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }
}
