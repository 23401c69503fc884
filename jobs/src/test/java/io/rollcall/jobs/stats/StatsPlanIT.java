package io.rollcall.jobs.stats;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.jobs.spark.RecordMapper;
import io.rollcall.jobs.spark.StreamingProfile;
import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.jobs.tally.UncountedLogins;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import io.rollcall.testkit.GoldenCases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.datasketches.hll.Union;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plan of {@code user_login_stats}, in Spark, on the golden stream with its redeliveries. */
class StatsPlanIT {
    private static final StructType VALUES =
            new StructType().add("value", DataTypes.BinaryType).add("timestamp", DataTypes.TimestampType);
    /** When the golden logins reached the clean topic. */
    private static final Timestamp KAFKA_TIME = new Timestamp(1_694_479_560_000L);

    @TempDir
    static Path scratch;

    private static SparkSession spark;
    private static final JsonNode GOLDEN = GoldenCases.windows();
    private static final JsonNode FAILED = GoldenCases.failedWindows();

    @BeforeAll
    static void start() {
        SparkSession.Builder builder = SparkSession.builder();
        StreamingProfile.LAPTOP.forEach(builder::config);
        spark = builder.master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 2)
                .config("spark.local.dir", scratch.resolve("spark").toString())
                .getOrCreate();
        spark.streams(); // registers what state stores look for, also those of a plan that is not streaming
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void staticSource_givesTheGoldenRows() {
        for (JsonNode golden : List.of(GOLDEN, FAILED)) {
            Map<String, StatsRow> truth = new TreeMap<>();
            BatchRows.of(stats(spark.createDataFrame(events(golden), VALUES), false))
                    .forEach(row -> keepTruth(truth, row));
            assertGolden(truth, golden);
        }
    }

    @Test
    void recordsThatAreNotCleanLogins_areLeftOutAndCounted() {
        List<Row> records = new ArrayList<>(events());
        records.add(RowFactory.create(null, KAFKA_TIME));
        records.add(RowFactory.create("not JSON".getBytes(StandardCharsets.UTF_8), KAFKA_TIME));
        LongAccumulator unreadable = spark.sparkContext().longAccumulator();
        Map<String, StatsRow> truth = new TreeMap<>();
        BatchRows.of(stats(spark.createDataFrame(records, VALUES), false, unreadable, newest()))
                .forEach(row -> keepTruth(truth, row));
        assertGolden(truth);
        assertThat(unreadable.value()).isEqualTo(2);
    }

    /** A slow topic, of which a batch spans days: as many tallies as logins, and three times as many rows. */
    @Test
    void batchOfManyWindows_isExact() {
        int logins = 15_000;
        List<Row> records = new ArrayList<>();
        for (int i = 0; i < logins; i++) {
            records.add(login(i, KAFKA_TIME.getTime() - i * 10_000L));
            if (i % 1000 == 0) {
                records.add(login(i, KAFKA_TIME.getTime() - i * 10_000L));
            }
        }
        Map<String, StatsRow> truth = new TreeMap<>();
        BatchRows.of(stats(spark.createDataFrame(records, VALUES), true)).forEach(row -> keepTruth(truth, row));
        assertThat(truth).hasSize(logins + 2);
        assertThat(truth.values().stream()
                        .mapToLong(row -> row.stats().logins())
                        .sum())
                .isEqualTo(3L * logins);
        assertThat(truth.values().stream().filter(row -> row.stats().logins() == 3))
                .hasSize(logins - 2);
    }

    /** A producer's clock that is fast by minutes, and one that is fast by days. */
    @Test
    void loginsAheadOfTheirKafkaTime_steerNothing_andAreCountedWithinADay() {
        long kafka = KAFKA_TIME.getTime();
        long day = Windowing.MAX_AHEAD_MILLIS;
        List<Row> records = List.of(
                login(0, kafka - 60_000),
                login(1, kafka + 3_000_000),
                login(2, kafka + day),
                login(3, kafka + day + 10_000));
        NewestEvent newest = newest();
        BatchRows rows = BatchRows.of(stats(
                spark.createDataFrame(records, VALUES),
                false,
                spark.sparkContext().longAccumulator(),
                newest));
        assertThat(newest.value()).isEqualTo(kafka);
        List<String> published = new ArrayList<>();
        rows.forEach(row -> published.add(row.stats().key()));
        assertThat(published).as("three windows of each login").hasSize(3 * 3);
        assertThat(UncountedLogins.tooFarAhead(rows.notCounted(), Map.of(0, 3L)))
                .isEqualTo(1);
    }

    private static Row login(long offset, long millis) {
        String login = "{\"event_id\":\"0-" + offset + "\",\"user_id\":\"u\",\"locale\":\"UT\",\"timestamp\":\""
                + IsoTime.format(millis) + "\"}";
        return RowFactory.create(login.getBytes(StandardCharsets.UTF_8), KAFKA_TIME);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void streamOfMicroBatches_givesTheGoldenRows(boolean oneTask) throws Exception {
        assertGolden(stream(events(), oneTask, "ordered-" + oneTask, 7));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deliveringEverythingTwiceAndShuffled_changesNothing(boolean oneTask) throws Exception {
        List<Row> twice = new ArrayList<>(events());
        twice.addAll(events());
        Collections.shuffle(twice, new Random(42));
        assertGolden(stream(twice, oneTask, "shuffled-" + oneTask, 5));
    }

    /** The source sends some events twice, Kafka delivers each record twice, and batches divide them anywhere. */
    @Test
    void loginsThatSucceedAndFail_giveTheGoldenRows_howeverTheyAreDelivered() throws Exception {
        List<Row> events = new ArrayList<>(events(FAILED));
        events.addAll(events(FAILED));
        Collections.shuffle(events, new Random(20));
        assertGolden(stream(events, true, "failed", 4), FAILED);
    }

    /** A failed login that comes too late is a loss, too; one that was counted is none. */
    @Test
    void uncountedLogins_areCountedOnce_howeverOftenTheSourceSendsThem() {
        long millis = KAFKA_TIME.getTime() + Windowing.MAX_AHEAD_MILLIS + 10_000;
        List<Row> records = List.of(
                login("0-5", millis, "\"outcome\":\"failure\",\"source_event_id\":\"a\""),
                login("1-7", millis, "\"outcome\":\"failure\",\"source_event_id\":\"a\""),
                login("1-8", millis, "\"user_id\":\"u\",\"source_event_id\":\"b\""),
                login("1-9-0", millis, "\"user_id\":\"u\""),
                login("1-9-1", millis, "\"user_id\":\"u\""));
        BatchRows rows = BatchRows.of(stats(spark.createDataFrame(records, VALUES), true));
        assertThat(rows.isEmpty()).isTrue();
        assertThat(UncountedLogins.tooFarAhead(rows.notCounted(), Map.of())).isEqualTo(4);
        assertThat(UncountedLogins.tooFarAhead(rows.notCounted(), Map.of(0, 6L, 1, 9L)))
                .isEqualTo(2);
    }

    private static Row login(String id, long millis, String fields) {
        String login = "{\"event_id\":\"" + id + "\"," + fields + ",\"locale\":\"UT\",\"timestamp\":\""
                + IsoTime.format(millis) + "\"}";
        return RowFactory.create(login.getBytes(StandardCharsets.UTF_8), KAFKA_TIME);
    }

    private static Map<String, StatsRow> stream(List<Row> events, boolean oneTask, String name, int batches)
            throws Exception {
        spark.conf().set("spark.sql.shuffle.partitions", oneTask ? 1 : 2);
        String input = scratch.resolve(name + "-in").toString();
        int size = events.size() / batches + 1;
        for (int from = 0; from < events.size(); from += size) {
            List<Row> part = events.subList(from, Math.min(events.size(), from + size));
            spark.createDataFrame(part, VALUES)
                    .coalesce(1)
                    .write()
                    .mode("append")
                    .parquet(input);
        }
        Map<String, StatsRow> truth = new ConcurrentHashMap<>();
        Dataset<Row> source = spark.readStream()
                .schema(VALUES)
                .option("maxFilesPerTrigger", 1)
                .parquet(input);
        VoidFunction2<Dataset<Row>, Long> keep =
                (rows, batch) -> BatchRows.of(rows).forEach(row -> keepTruth(truth, row));
        stats(source, oneTask)
                .writeStream()
                .outputMode("update")
                .option(
                        "checkpointLocation",
                        scratch.resolve(name + "-checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch(keep)
                .start()
                .awaitTermination();
        return truth;
    }

    private static Dataset<Row> stats(Dataset<Row> values, boolean oneTask) {
        return stats(values, oneTask, spark.sparkContext().longAccumulator(), newest());
    }

    private static Dataset<Row> stats(
            Dataset<Row> values, boolean oneTask, LongAccumulator unreadable, NewestEvent newest) {
        Settings settings = Settings.defaults();
        PaneTallying mapper =
                new PaneTallying(settings.windowing(), Set.copyOf(settings.locales()), unreadable, newest);
        Dataset<Row> tallies = values.mapPartitions(
                (MapPartitionsFunction<Row, Row>) records -> tallies(mapper, records), Encoders.row(mapper.schema()));
        return StatsJob.stats(tallies, settings.windowing(), oneTask);
    }

    /** As the reader of a topic does it. */
    private static Iterator<Row> tallies(PaneTallying mapper, Iterator<Row> records) {
        RecordMapper.Task task = mapper.begin();
        List<Row> tallies = new ArrayList<>();
        while (records.hasNext()) {
            Row row = records.next();
            task.take(new ConsumerRecord<>(
                    "clean",
                    0,
                    0,
                    row.getTimestamp(1).getTime(),
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    null,
                    row.<byte[]>getAs(0),
                    new RecordHeaders(),
                    Optional.empty()));
            poll(task, tallies);
        }
        task.end();
        poll(task, tallies);
        return tallies.iterator();
    }

    private static void poll(RecordMapper.Task task, List<Row> tallies) {
        for (InternalRow row = task.poll(); row != null; row = task.poll()) {
            tallies.add(RowFactory.create(row.getString(0), row.getLong(1), row.getBinary(2)));
        }
    }

    private static NewestEvent newest() {
        NewestEvent newest = new NewestEvent();
        spark.sparkContext().register(newest);
        return newest;
    }

    private static void keepTruth(Map<String, StatsRow> truth, StatsRow row) {
        truth.merge(
                row.stats().key(),
                row,
                (old, now) -> now.stats().attempts() >= old.stats().attempts() ? now : old);
    }

    private static List<Row> events() {
        return events(GOLDEN);
    }

    private static List<Row> events(JsonNode golden) {
        List<Row> rows = new ArrayList<>();
        golden.get("events").forEach(event -> rows.add(RowFactory.create(Json.bytes(event), KAFKA_TIME)));
        return rows;
    }

    private static void assertGolden(Map<String, StatsRow> truth) {
        assertGolden(truth, GOLDEN);
    }

    private static void assertGolden(Map<String, StatsRow> truth, JsonNode golden) {
        Map<String, String> expected = new TreeMap<>();
        golden.get("stats").forEach(row -> {
            WindowStats stats = StatsJson.read(Json.bytes(row));
            expected.put(stats.key(), stats.toString());
        });
        Map<String, String> actual = new TreeMap<>();
        truth.forEach((key, row) -> actual.put(key, row.stats().toString()));
        assertThat(actual).isEqualTo(expected);
        golden.get("nationwide").forEach(row -> assertUnitedSketches(truth, row));
    }

    private static void assertUnitedSketches(Map<String, StatsRow> truth, JsonNode nationwide) {
        long start = IsoTime.parse(nationwide.get("window").get("start").asText());
        Union users = DistinctSketch.union();
        Union devices = DistinctSketch.union();
        Union failedUsers = DistinctSketch.union();
        truth.values().stream()
                .filter(row -> row.stats().window().startMillis() == start)
                .forEach(row -> {
                    users.update(DistinctSketch.heapify(row.users()));
                    devices.update(DistinctSketch.heapify(row.devices()));
                    assertThat(row.failedUsers() == null)
                            .isEqualTo(row.stats().failures().isNone());
                    if (row.failedUsers() != null) {
                        failedUsers.update(DistinctSketch.heapify(row.failedUsers()));
                    }
                });
        assertThat(DistinctSketch.count(failedUsers))
                .isEqualTo(nationwide.path("failed_users").asLong());
        assertThat(DistinctSketch.count(users))
                .isEqualTo(nationwide.get("unique_users").asLong());
        assertThat(DistinctSketch.count(devices))
                .isEqualTo(nationwide.get("distinct_devices").asLong());
    }
}
