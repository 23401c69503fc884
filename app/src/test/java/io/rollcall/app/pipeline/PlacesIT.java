package io.rollcall.app.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.place.Locales;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.GoldenCases;
import io.rollcall.testkit.geo.LocatedDatabase;
import io.rollcall.testkit.geo.MmdbWriter;
import io.rollcall.testkit.oracle.Comparison;
import io.rollcall.testkit.oracle.Oracle;
import io.rollcall.testkit.oracle.RawPlaces;
import io.rollcall.testkit.oracle.RawSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins from anywhere through both jobs, with databases of addresses that the test writes. */
class PlacesIT {
    private static final Topics TOPICS = Topics.DEFAULT;
    private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

    /** Where the addresses of the oracle's source are, by their first three numbers. */
    private static final Map<String, String> PREFIXES = Map.of(
            "81.2.69",
            "GBR",
            "216.160.83",
            "WA",
            "50.114.0",
            "USA",
            "66.50.8",
            "PR",
            "24.48.7",
            "CAN",
            "10.0.0",
            "UNK");

    private static final List<String> LOCALES = List.of("UT", "Utah", "CA", "DEU", "Japan", "RU", "Atlantis", "");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"real-time", "micro-batch"})
    void everyGoldenCase_hasItsPlace_andSaysWhatDecided(String mode) throws Exception {
        JsonNode cases = GoldenCases.located().get("cases");
        Path database = LocatedDatabase.write(folder.resolve("city.mmdb"), NOVEMBER);
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)
                .with(SettingKey.CLEAN_MODE, mode)
                .with(SettingKey.GEO_DATABASE, database.toString())) {
            pipeline.send(records(cases));
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();

            Map<String, String> expected = new TreeMap<>();
            cases.forEach(one -> expected.put(
                    one.get("name").asText(),
                    one.get("place").asText() + " by " + one.get("by").asText()));
            assertThat(places(pipeline)).isEqualTo(expected);
            assertThat(pipeline.lastReport(JobName.CLEAN).geoDatabase()).isEqualTo("Test-City 2026-11-01T00:00:00Z");
            assertThat(pipeline.lastReport(JobName.STATS).geoDatabase()).isNull();
        }
    }

    @Test
    void withoutADatabase_placesAreTheRecords_andNothingSaysWhatDecided() throws Exception {
        JsonNode cases = GoldenCases.located().get("cases");
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)) {
            pipeline.send(records(cases));
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();

            Map<String, String> expected = new TreeMap<>();
            cases.forEach(one -> {
                boolean said = !one.get("by").asText().equals("address")
                        || List.of("Atlantis", "xx").contains(one.get("locale").asText());
                String place = one.get("by").asText().equals("address")
                        ? one.get("locale").asText().toUpperCase()
                        : one.get("place").asText();
                expected.put(one.get("name").asText(), (said ? place : "UNK") + " by ");
            });
            assertThat(places(pipeline)).isEqualTo(expected);
        }
    }

    @Test
    void everyNumberOfTheWorld_equalsTheOracle() throws Exception {
        Path database = LocatedDatabase.write(folder.resolve("city.mmdb"), NOVEMBER);
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)
                .with(SettingKey.LOCALES, "world")
                .with(SettingKey.GEO_DATABASE, database.toString())) {
            pipeline.send(randomRecords(3_000));
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();

            Oracle oracle = Oracle.of(
                    pipeline.kafka(),
                    TOPICS.raw(),
                    record -> true,
                    RawSource.BUILT_IN.in(new RawPlaces(Locales.of("world"), PlacesIT::ofAddress)));
            assertThat(oracle.visitsByLocale().keySet())
                    .containsExactlyInAnyOrder(
                            "UT", "CA", "DEU", "JPN", "RUS", "OTHER", "UNK", "GBR", "WA", "USA", "PR", "CAN");
            assertThat(new Comparison(pipeline.kafka(), TOPICS, oracle)
                            .rows()
                            .topics()
                            .differences())
                    .isEmpty();
        }
    }

    private static String ofAddress(String address) {
        String place = PREFIXES.get(address.substring(0, address.lastIndexOf('.')));
        return place.equals("UNK") ? null : place;
    }

    @Test
    void anotherBuild_isRefusedWithBothNames_andAccepted_ifItIsFollowed() throws Exception {
        Path november = LocatedDatabase.write(folder.resolve("november.mmdb"), NOVEMBER);
        Path moved = Files.copy(november, folder.resolve("moved.mmdb"));
        Path december = LocatedDatabase.write(folder.resolve("december.mmdb"), DECEMBER);
        try (TestPipeline pipeline =
                TestPipeline.withCreateTime(folder).with(SettingKey.GEO_DATABASE, november.toString())) {
            pipeline.startClean();
            pipeline.stopJobs();

            pipeline.with(SettingKey.GEO_DATABASE, december.toString());
            assertThatThrownBy(pipeline::startClean)
                    .isInstanceOf(UserError.class)
                    .hasMessageContainingAll(
                            "Test-City 2026-11-01T00:00:00Z, not with Test-City 2026-12-01T00:00:00Z",
                            "geo.follow",
                            "rollcall reset --job clean");
            pipeline.with(SettingKey.GEO_DATABASE, moved.toString()).startClean();
            pipeline.stopJobs();

            pipeline.with(SettingKey.GEO_DATABASE, december.toString())
                    .with(SettingKey.GEO_FOLLOW, "true")
                    .startClean();
            pipeline.stopJobs();
            pipeline.with(SettingKey.GEO_DATABASE, "");
            assertThatThrownBy(pipeline::startClean)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("2026-12-01T00:00:00Z, not without one");
            pipeline.with(SettingKey.GEO_DATABASE, december.toString())
                    .with(SettingKey.GEO_FOLLOW, "false")
                    .startClean();
        }
    }

    @Test
    void aFileThatIsReplaced_countsFromTheNextProcessOn() throws Exception {
        JsonNode cases = GoldenCases.located().get("cases");
        Path file = LocatedDatabase.write(folder.resolve("city.mmdb"), NOVEMBER);
        try (TestPipeline pipeline = TestPipeline.withCreateTime(folder)
                .with(SettingKey.CLEAN_MODE, "micro-batch")
                .with(SettingKey.GEO_DATABASE, file.toString())) {
            pipeline.send(records(cases));
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();
            Map<String, String> before = places(pipeline);

            Path empty = folder.resolve("new.mmdb");
            new MmdbWriter(LocatedDatabase.TYPE, DECEMBER).write(empty);
            Files.move(empty, file, StandardCopyOption.REPLACE_EXISTING);
            pipeline.stopJobs();
            pipeline.send(records(cases));
            pipeline.startClean();
            pipeline.startStats();
            pipeline.awaitAllCounted();
            assertThat(places(pipeline)).isEqualTo(before);
            assertThat(pipeline.lastReport(JobName.CLEAN).geoDatabase()).isEqualTo("Test-City 2026-11-01T00:00:00Z");
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(JsonNode cases) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        long now = System.currentTimeMillis();
        for (JsonNode one : cases) {
            records.add(record(
                    one.get("name").asText(),
                    one.get("locale").textValue(),
                    one.get("ip").textValue(),
                    now));
        }
        return records;
    }

    private static List<ProducerRecord<byte[], byte[]>> randomRecords(int count) {
        Random random = new Random(21);
        List<String> prefixes = PREFIXES.keySet().stream().sorted().toList();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        long now = System.currentTimeMillis();
        for (int i = 0; i < count; i++) {
            String locale = random.nextBoolean() ? null : LOCALES.get(random.nextInt(LOCALES.size()));
            String ip = prefixes.get(random.nextInt(prefixes.size())) + "." + random.nextInt(256);
            records.add(record("user " + random.nextInt(40), locale, ip, now - random.nextInt(120_000)));
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> record(String user, String locale, String ip, long millis) {
        ObjectNode login =
                Json.object().put("user_id", user).put("locale", locale).put("ip", ip);
        login.put("timestamp", millis);
        return new ProducerRecord<>(TOPICS.raw(), 0, millis, user.getBytes(UTF_8), Json.bytes(login));
    }

    private static Map<String, String> places(TestPipeline pipeline) throws IOException {
        Map<String, String> places = new TreeMap<>();
        pipeline.records(TOPICS.clean()).forEach(record -> {
            JsonNode login = Json.readTree(record.value());
            places.merge(
                    login.get("user_id").asText(),
                    login.get("locale").asText() + " by "
                            + login.path("place_source").asText(),
                    (first, again) -> first.equals(again) ? first : first + ", then " + again);
        });
        return places;
    }
}
