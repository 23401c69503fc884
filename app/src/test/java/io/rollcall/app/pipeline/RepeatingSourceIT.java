package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.oracle.Comparison;
import io.rollcall.testkit.oracle.Oracle;
import io.rollcall.testkit.oracle.RawSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source with ids and outcomes that sends a tenth of its events again, minutes later, on the other partition. */
class RepeatingSourceIT {
    private static final String MAPPING = """
            name: repeating
            user: .actor
            time: .at
            region: .state
            outcome: .result
            success: [OK]
            reason: .why
            event-id: .uuid
            """;

    private static final int EVENTS = 6_000;
    private static final Duration LATENESS = Duration.ofMinutes(10);
    private static final List<String> STATES = List.of("UT", "CA", "NY");
    private static final List<String> REASONS = List.of("WRONG_PASSWORD", "LOCKED_OUT", "50126");

    @TempDir
    private Path folder;

    @Test
    void everyNumberEqualsTheOracle() throws Exception {
        Path mapping = Files.writeString(folder.resolve("repeating.yaml"), MAPPING);
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)
                .with(SettingKey.SOURCE, mapping.toString())
                .with(SettingKey.STATS_DELAY, LATENESS.toMinutes() + "m")
                .with(SettingKey.LATENESS, LATENESS.toMinutes() + "m")
                .with(SettingKey.STATS_MAX_OFFSETS, "1000")) {
            List<ProducerRecord<byte[], byte[]>> records =
                    records(pipeline.settings().topics().raw());
            assertThat(records).hasSizeBetween(EVENTS + EVENTS / 20, EVENTS + EVENTS / 5);
            pipeline.send(records);
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();

            Oracle oracle = Oracle.of(
                    pipeline.kafka(),
                    pipeline.settings().topics().raw(),
                    record -> true,
                    RawSource.of(LATENESS.toMillis(), RepeatingSourceIT::builtIn));
            assertThat(oracle.clean).hasSameSizeAs(records);
            long visits = oracle.visitsByLocale().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(visits).isBetween((long) EVENTS / 2, (long) EVENTS);
            assertThat(new Comparison(pipeline.kafka(), pipeline.settings().topics(), oracle)
                            .rows()
                            .topics()
                            .differences())
                    .isEmpty();
            assertThat(pipeline.droppedRows()).isZero();
        }
    }

    /** Twenty minutes of events by the producers' clocks, in the order in which they are sent. */
    private static List<ProducerRecord<byte[], byte[]>> records(String topic) {
        Random random = new Random(20);
        long from = System.currentTimeMillis() - Duration.ofMinutes(20).toMillis();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            long sent = from + i * 100L;
            int partition = random.nextInt(2);
            byte[] value = event(random, i, sent);
            records.add(new ProducerRecord<>(topic, partition, sent, null, value));
            if (random.nextInt(10) == 0) {
                long again = sent + 120_000 + random.nextInt(360_000);
                records.add(new ProducerRecord<>(topic, 1 - partition, again, null, value));
            }
        }
        records.sort(Comparator.comparing(ProducerRecord::timestamp));
        return records;
    }

    private static byte[] event(Random random, int number, long sent) {
        ObjectNode event = Json.object().put("uuid", "event " + number).put("at", sent - random.nextInt(5_000));
        boolean failed = random.nextInt(4) == 0;
        if (!failed || random.nextInt(3) > 0) {
            event.put("actor", "user " + random.nextInt(60));
        }
        if (random.nextInt(10) > 0) {
            event.put("state", STATES.get(random.nextInt(STATES.size())));
        }
        event.put("result", failed ? "DENY" : "OK");
        if (failed && random.nextInt(5) > 0) {
            event.put("why", REASONS.get(random.nextInt(REASONS.size())));
        }
        return Json.bytes(event);
    }

    /** What the mapping makes of an event, by hand. */
    private static JsonNode builtIn(JsonNode event) {
        ObjectNode login = Json.object();
        login.set("user_id", event.path("actor"));
        login.set("timestamp", event.path("at"));
        login.set("locale", event.path("state"));
        login.put("outcome", event.path("result").asText().equals("OK") ? "success" : "failure");
        login.set("failure_reason", event.path("why"));
        login.set("source_event_id", event.path("uuid"));
        return login;
    }
}
