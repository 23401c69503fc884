package io.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Many viewers of one stream: measures whether one misses a change, and the time from a row on its topic to each
 * viewer.
 */
final class ViewersBench {
    private static final int CONNECT_AT_ONCE = 50;
    private static final int BUFFER_BYTES = 1 << 18;

    private final List<StreamViewer> viewers = new ArrayList<>();
    /** The Kafka timestamp (ms) of each version of a row, by window, locale and logins. */
    private final Map<String, Long> appended = new ConcurrentHashMap<>();
    /** The rows of each event, from the first viewer. */
    private final Map<Long, List<String>> rows = new HashMap<>();
    /** When each event reached each viewer (ms). */
    private final Map<Long, List<Long>> arrivals = new HashMap<>();

    private long tickMillis;
    private boolean measuring;
    private volatile boolean done;

    private ViewersBench() {}

    /** Arguments: bootstrap server, address of the dashboard, number of viewers, seconds. */
    public static void main(String[] args) throws Exception {
        new ViewersBench().run(args[0], URI.create(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        System.exit(0);
    }

    private void run(String bootstrapServer, URI dashboard, int count, int seconds) throws Exception {
        Thread reader = new Thread(() -> readTopic(bootstrapServer), "topic");
        reader.start();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < count; i += CONNECT_AT_ONCE) {
                for (int j = i; j < Math.min(count, i + CONNECT_AT_ONCE); j++) {
                    connect(selector, dashboard, j == 0);
                }
                select(selector, System.currentTimeMillis() + 100);
            }
            long begin = System.currentTimeMillis() + 5_000;
            select(selector, begin);
            measuring = true;
            select(selector, begin + seconds * 1000L);
            measuring = false;
            select(selector, System.currentTimeMillis() + 2_000); // for events on their way
        }
        done = true;
        reader.join();
        print(count);
    }

    private void connect(Selector selector, URI dashboard, boolean first) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(dashboard.getHost(), dashboard.getPort()));
        // HTTP/1.0, so that the response is not chunked.
        String request = "GET /api/stream HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        StreamViewer viewer = new StreamViewer(this::event, first);
        viewers.add(viewer);
        channel.register(selector, SelectionKey.OP_READ, viewer);
    }

    private void select(Selector selector, long untilMillis) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        for (long now = System.currentTimeMillis(); now < untilMillis; now = System.currentTimeMillis()) {
            selector.select(untilMillis - now);
            for (SelectionKey key : selector.selectedKeys()) {
                if (!((StreamViewer) key.attachment()).read((SocketChannel) key.channel(), buffer)) {
                    throw new IOException("the server ended a stream");
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void event(StreamViewer viewer, long id, String name, String data) {
        if (name.equals("service") && data != null) {
            tickMillis = Json.readTree(data.getBytes(StandardCharsets.UTF_8))
                    .path("tick_ms")
                    .asLong();
        }
        if (!name.equals("stats") || viewer.lastId < 0) {
            return;
        }
        if (data != null && measuring) {
            List<String> all = new ArrayList<>();
            for (JsonNode row :
                    Json.readTree(data.getBytes(StandardCharsets.UTF_8)).path("rows")) {
                all.add(row.at("/window/start").asText()
                        + row.path("locale").asText()
                        + row.path("logins").asLong());
            }
            rows.put(id, all);
        }
        // Also events that arrive before the first viewer has seen the first measured one.
        arrivals.computeIfAbsent(id, i -> new ArrayList<>()).add(System.currentTimeMillis());
    }

    private void readTopic(String bootstrapServer) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServer),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEFAULT.stats()).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!done) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    WindowStats row = StatsJson.read(record.value());
                    String start = IsoTime.format(row.window().startMillis());
                    appended.put(start + row.locale() + row.logins(), record.timestamp());
                });
            }
        }
    }

    private void print(int count) {
        Latencies latencies = new Latencies();
        long incomplete = 0;
        long changes = 0;
        for (Map.Entry<Long, List<String>> event : rows.entrySet()) {
            List<Long> seen = arrivals.getOrDefault(event.getKey(), List.of());
            incomplete += count - seen.size();
            for (String row : event.getValue()) {
                Long since = appended.get(row);
                if (since == null) {
                    continue;
                }
                changes++;
                seen.forEach(at -> latencies.add(at - since));
            }
        }
        System.out.println(Latencies.heading("from a row's Kafka timestamp, ms", "rows seen"));
        System.out.println(latencies.line(count + " viewers"));
        System.out.printf(
                "changed rows: %d in %d updates; the server ticks every %d ms%n", changes, rows.size(), tickMillis);
        System.out.printf(
                "updates that a viewer did not get: %d; gaps in the ids seen: %d; viewers that had to start again: %d%n",
                incomplete,
                viewers.stream().mapToLong(viewer -> viewer.missed).sum(),
                viewers.stream().filter(viewer -> viewer.snapshots != 1).count());
    }
}
