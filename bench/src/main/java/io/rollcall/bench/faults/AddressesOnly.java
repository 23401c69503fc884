package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.bench.source.SourceForm;
import io.rollcall.model.place.Locales;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.geo.MmdbWriter;
import io.rollcall.testkit.oracle.RawPlaces;
import io.rollcall.testkit.oracle.RawSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A source that says no place but an address (CloudTrail), read by its preset, with a database of addresses that this
 * writes, and counted by all countries. Both jobs are killed meanwhile.
 */
final class AddressesOnly implements Fault {
    private static final String PRESET = "cloudtrail";
    private static final int FAILED_PERCENT = 20;

    /** By the first three numbers of addresses, where these are; empty if the database does not know. */
    private static final Map<String, String> PREFIXES = new TreeMap<>(Map.of(
            "81.2.69", "GB",
            "216.160.83", "US-WA",
            "67.43.156", "US-UT",
            "50.114.0", "US",
            "66.50.8", "PR",
            "24.48.7", "CA",
            "175.16.199", "CN",
            "89.160.20", "SE",
            "9.9.9", ""));

    private static final Map<String, String> LOCALES = Map.of(
            "GB", "GBR", "US-WA", "WA", "US-UT", "UT", "US", "USA", "PR", "PR", "CA", "CAN", "CN", "CHN", "SE", "SWE");

    /** Not public: these say nothing, and in a list the next one counts. */
    private static final List<String> PRIVATE = List.of("10.1.2.3", "192.168.0.7", "100.64.1.1", "203.0.113.9");

    private final Path database = Path.of(
            System.getProperty("java.io.tmpdir"),
            "rollcall-addresses-only-" + ProcessHandle.current().pid() + ".mmdb");

    @Override
    public String name() {
        return "addresses-only";
    }

    @Override
    public String description() {
        return "a source of addresses alone, looked up in a database, while both jobs are killed";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public boolean repeatsRecords() {
        return true;
    }

    @Override
    public Map<SettingKey, String> settings() {
        return Map.of(
                SettingKey.SOURCE,
                PRESET,
                SettingKey.LOCALES,
                Locales.WORLD,
                SettingKey.GEO_DATABASE,
                database.toString());
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        writeDatabase();
        Fault.super.prepare(pipeline);
    }

    @Override
    public void cleanUp() throws IOException {
        Files.deleteIfExists(database);
    }

    private void writeDatabase() {
        MmdbWriter writer = new MmdbWriter("Fault-City", Instant.now().truncatedTo(ChronoUnit.SECONDS));
        PREFIXES.forEach((prefix, place) -> {
            String[] parts = place.split("-");
            if (!place.isEmpty()) {
                writer.putNested(prefix + ".0/24", parts[0], parts.length > 1 ? parts[1] : null);
            }
        });
        writer.write(database);
    }

    @Override
    public RawSource source(SourceForm form) {
        return new RawSource(
                LATENESS_MILLIS,
                true,
                event -> List.of(builtIn(event)),
                new RawPlaces(Locales.of(Locales.WORLD), AddressesOnly::placeOf));
    }

    /** The place of the first public address. */
    private static String placeOf(String addresses) {
        for (String address : addresses.split(", ")) {
            String place = PREFIXES.get(address.substring(0, address.lastIndexOf('.')));
            if (place != null) {
                return LOCALES.get(place);
            }
        }
        return null;
    }

    /** What the preset makes of an event, by hand. */
    private static JsonNode builtIn(JsonNode event) {
        ObjectNode login = Json.object();
        login.set("user_id", event.at("/userIdentity/arn"));
        login.set("timestamp", event.path("eventTime"));
        login.set("ip", event.path("sourceIPAddress"));
        boolean success = event.at("/responseElements/ConsoleLogin").asText().equals("Success");
        login.put("outcome", success ? "success" : "failure");
        if (!success) {
            login.set("failure_reason", event.path("errorMessage"));
        }
        login.set("source_event_id", event.path("eventID"));
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
        Duration lasting = context.lasting(Duration.ofMinutes(4), Duration.ofSeconds(60));
        long begin = System.currentTimeMillis();
        long until = begin + lasting.toMillis();
        long killClean = begin + lasting.toMillis() / 3;
        long killStats = begin + 2 * lasting.toMillis() / 3;
        long sent = 0;
        Map<String, Object> properties = pipeline.kafka().producerProperties();
        properties.put("linger.ms", 20);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long now = begin; now < until; now = System.currentTimeMillis()) {
                for (long due = (now - begin) * RoundContext.RATE / 1000; sent < due; sent++) {
                    byte[] value = event(random, "round " + context.round() + " event " + sent, now);
                    producer.send(new ProducerRecord<>(pipeline.topics().raw(), random.nextInt(2), null, value));
                }
                if (now >= killClean) {
                    killClean = Long.MAX_VALUE;
                    restart(pipeline, Pipeline.CLEAN);
                }
                if (now >= killStats) {
                    killStats = Long.MAX_VALUE;
                    restart(pipeline, Pipeline.STATS);
                }
                Waiting.pause(20);
            }
        }
        return Injection.healedNow(sent > 0, sent + " events with addresses, both jobs killed");
    }

    private static void restart(Pipeline pipeline, String job) {
        pipeline.kill(job);
        pipeline.start(job);
    }

    private static byte[] event(Random random, String id, long now) {
        ObjectNode event = Json.object().put("eventVersion", "1.08").put("eventID", id);
        event.put("eventName", "ConsoleLogin");
        event.put("eventTime", IsoTime.format(now - random.nextInt(5_000)));
        event.putObject("userIdentity").put("arn", "arn:aws:iam::123456789012:user/" + random.nextInt(2_000));
        event.put("sourceIPAddress", addresses(random));
        event.put("userAgent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)");
        boolean failed = random.nextInt(100) < FAILED_PERCENT;
        event.putObject("responseElements").put("ConsoleLogin", failed ? "Failure" : "Success");
        if (failed) {
            event.put("errorMessage", "Failed authentication");
        }
        return Json.bytes(event);
    }

    private static String addresses(Random random) {
        List<String> prefixes = List.copyOf(PREFIXES.keySet());
        String one = prefixes.get(random.nextInt(prefixes.size())) + "." + random.nextInt(256);
        String hidden = PRIVATE.get(random.nextInt(PRIVATE.size()));
        return switch (random.nextInt(6)) {
            case 0 -> hidden;
            case 1 -> hidden + ", " + one;
            default -> one;
        };
    }
}
