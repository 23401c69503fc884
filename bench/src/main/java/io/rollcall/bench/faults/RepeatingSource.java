package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.bench.source.SourceForm;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.oracle.RawSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A source of another form than the built-in one, which tells how logins end and gives each event an id. It sends 10 % of
 * its events again, minutes later, on the other partition. The clean job is killed meanwhile, so that records of it are
 * delivered again, too.
 */
final class RepeatingSource implements Fault {
    private static final String MAPPING = """
            name: repeating
            user: .actor.id
            time: .at
            region: .place.state
            device-id: .device
            outcome: .result
            success: [OK]
            reason: .why
            event-id: .uuid
            """;

    private static final Duration LATENESS = Duration.ofMinutes(10);
    private static final int REPEATED_PERCENT = 10;
    private static final String NO_STATE = "XX";
    private static final List<String> STATES = List.of("UT", "CA", "NY", "TX", NO_STATE);
    private static final List<String> REASONS = List.of("WRONG_PASSWORD", "LOCKED_OUT", "MFA_DENIED", "50126");

    private final Path mapping;

    RepeatingSource() {
        mapping = Path.of(System.getProperty("java.io.tmpdir"), "rollcall-repeating-source.yaml");
    }

    /** An event to send again. */
    private record Repeat(long dueMillis, int partition, byte[] value) {}

    @Override
    public String name() {
        return "repeating-source";
    }

    @Override
    public String description() {
        return "a source with ids and outcomes sends 10 % of its events again, minutes later, on another partition";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public Map<SettingKey, String> settings() {
        String lateness = LATENESS.toMinutes() + "m";
        return Map.of(
                SettingKey.SOURCE, mapping.toString(), SettingKey.LATENESS, lateness, SettingKey.STATS_DELAY, lateness);
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        Files.writeString(mapping, MAPPING);
        Fault.super.prepare(pipeline);
    }

    @Override
    public void cleanUp() throws Exception {
        Files.deleteIfExists(mapping);
    }

    @Override
    public RawSource source(SourceForm form) {
        return RawSource.of(LATENESS.toMillis(), RepeatingSource::builtIn);
    }

    /** What the mapping makes of an event, by hand. */
    private static JsonNode builtIn(JsonNode event) {
        ObjectNode login = Json.object();
        login.set("user_id", event.path("actor").path("id"));
        login.set("timestamp", event.path("at"));
        if (!event.at("/place/state").asText().equals(NO_STATE)) {
            login.set("locale", event.at("/place/state"));
        }
        login.set("device_id", event.path("device"));
        login.put("outcome", event.path("result").asText().equals("OK") ? "success" : "failure");
        login.set("failure_reason", event.path("why"));
        login.set("source_event_id", event.path("uuid"));
        return login;
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        Random random = context.random();
        Waiting.until("health to be up", Duration.ofMinutes(2), () -> {
            pipeline.checkAlive();
            return pipeline.dashboard().isUp();
        });
        Duration lasting = context.lasting(Duration.ofMinutes(8), Duration.ofSeconds(150));
        int minPause = context.isQuick() ? 60_000 : 120_000;
        long begin = System.currentTimeMillis();
        long until = begin + lasting.toMillis();
        PriorityQueue<Repeat> repeats = new PriorityQueue<>(Comparator.comparingLong(Repeat::dueMillis));
        long sent = 0;
        long repeated = 0;
        boolean killed = false;
        Map<String, Object> properties = pipeline.kafka().producerProperties();
        properties.put("linger.ms", 20);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = pipeline.topics().raw();
            for (long now = begin; now < until || !repeats.isEmpty(); now = System.currentTimeMillis()) {
                // New events stop in time for the repeats of the last ones.
                long due = (Math.min(now, until - minPause) - begin) * RoundContext.RATE / 1000;
                for (; sent < due; sent++) {
                    int partition = random.nextInt(2);
                    byte[] value = event(random, round(context), sent, now);
                    producer.send(new ProducerRecord<>(topic, partition, null, value));
                    if (random.nextInt(100) < REPEATED_PERCENT) {
                        repeats.add(new Repeat(now + minPause + random.nextInt(minPause / 2), 1 - partition, value));
                    }
                }
                while (!repeats.isEmpty() && repeats.peek().dueMillis() <= now) {
                    Repeat repeat = repeats.poll();
                    producer.send(new ProducerRecord<>(topic, repeat.partition(), null, repeat.value()));
                    repeated++;
                }
                if (!killed && repeated > 100) {
                    killed = true;
                    pipeline.kill(Pipeline.CLEAN);
                    pipeline.start(Pipeline.CLEAN);
                }
                Waiting.pause(20);
            }
        }
        return Injection.healedNow(repeated > 0, sent + " events, " + repeated + " of them sent again");
    }

    private static String round(RoundContext context) {
        return "round " + context.round() + " event ";
    }

    private static byte[] event(Random random, String prefix, long number, long now) {
        ObjectNode event = Json.object();
        event.put("uuid", prefix + number);
        event.put("at", now - random.nextInt(5_000));
        boolean failed = random.nextInt(4) == 0;
        if (!failed || random.nextInt(3) > 0) {
            event.putObject("actor").put("id", "user " + random.nextInt(2_000));
        }
        event.putObject("place").put("state", STATES.get(random.nextInt(STATES.size())));
        if (random.nextInt(4) > 0) {
            event.put("device", "device " + random.nextInt(3_000));
        }
        event.put("result", failed ? "DENY" : "OK");
        if (failed && random.nextInt(5) > 0) {
            event.put("why", REASONS.get(random.nextInt(REASONS.size())));
        }
        return Json.bytes(event);
    }
}
