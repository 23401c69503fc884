package io.rollcall.jobs.clean;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.JobStart;
import io.rollcall.jobs.RunningQuery;
import io.rollcall.jobs.checkpoint.OffsetRange;
import io.rollcall.jobs.checkpoint.SourceIdentity;
import io.rollcall.jobs.spark.BatchSize;
import io.rollcall.jobs.spark.KafkaSource;
import io.rollcall.jobs.spark.StreamingProfile;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.source.MappedCleaner;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.SourceSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.Trigger;

/**
 * {@code user_login_clean}: routes each record of {@code user-login} to clean, late or rejected. It has no state, so it
 * runs in Spark's Real-Time Mode if there is one slot per partition, else in micro-batches. Its sink delivers at least
 * once; readers recognize a repeated login by its event id.
 */
public final class CleanJob implements Job {
    /** Kafka's default, and above every record of this job: see {@link RejectedLogin}. Whatever the client file says. */
    private static final int MAX_REQUEST_BYTES = 1024 * 1024;

    private final Settings settings;
    /** Empty if the records have the built-in form. */
    private final Optional<Mapping> mapping;
    /** Empty if no address is looked up. */
    private final Optional<ShippedDatabase> database;

    /**
     * The job under these settings. Reads the source's mapping, and opens the database of addresses.
     *
     * @throws io.rollcall.model.settings.UserError with exit code 2 if either cannot be read or has problems
     */
    public CleanJob(Settings settings) {
        this.settings = settings;
        this.mapping = SourceSetting.mapping(settings);
        this.database = ShippedDatabase.of(settings);
    }

    @Override
    public String name() {
        return JobName.CLEAN;
    }

    @Override
    public String inputTopic() {
        return settings.topics().raw();
    }

    @Override
    public List<String> outputTopics() {
        Topics topics = settings.topics();
        return List.of(topics.clean(), topics.late(), topics.rejected());
    }

    @Override
    public boolean offsetsAreIds() {
        return true;
    }

    @Override
    public Map<Integer, Long> writtenOffsets(Map<Integer, Long> until) {
        return new RoutedOffsets(KafkaSettings.of(settings), settings.topics()).next(until);
    }

    @Override
    public Map<String, String> identity() {
        Map<String, String> identity = new TreeMap<>();
        identity.put("input topic", inputTopic());
        for (SettingKey key : List.of(SettingKey.LATENESS, SettingKey.FUTURE_TOLERANCE)) {
            identity.put(key.key(), settings.duration(key).toString());
        }
        identity.put(SettingKey.SOURCE.key(), mapping.map(this::identity).orElse(""));
        identity.put(
                SettingKey.GEO_DATABASE.key(),
                database.map(ShippedDatabase::identity).orElse(""));
        return identity;
    }

    private String identity(Mapping source) {
        return new SourceIdentity(source.digest(), settings.text(SettingKey.SOURCE), source.canonicalText()).text();
    }

    @Override
    public Set<String> followed() {
        return settings.flag(SettingKey.GEO_FOLLOW) ? Set.of(SettingKey.GEO_DATABASE.key()) : Set.of();
    }

    @Override
    public Optional<String> geoDatabase() {
        return database.map(ShippedDatabase::identity);
    }

    @Override
    public boolean skipsRecords() {
        return mapping.isPresent();
    }

    @Override
    public long countSkipped(Map<Integer, OffsetRange> offsets, Map<Integer, OffsetRange> unprocessed) {
        MappedCleaner cleaner = new MappedCleaner(mapping.orElseThrow(), settings.cleaner());
        return new SkippedRecount(KafkaSettings.of(settings), inputTopic(), cleaner).count(offsets, unprocessed);
    }

    @Override
    public RunningQuery start(JobStart start) throws TimeoutException {
        database.ifPresent(geo -> geo.requireEverywhere(start.spark()));
        KafkaSource source = new KafkaSource(KafkaSettings.of(settings), inputTopic(), !start.recordsAreMissing());
        // Real-Time Mode can neither skip deleted records nor read one partition after the other.
        boolean realTime = !start.isDetour() && runsInRealTime(start.spark(), start.inputPartitions());
        StreamingProfile.planFor(start.spark(), realTime);
        SkippedByBatch skipped = new SkippedByBatch();
        start.spark().sparkContext().register(skipped, "records that are no logins");
        LoginRouting routing = new LoginRouting(
                settings.cleaner().with(database.orElse(null)),
                mapping.orElse(null),
                settings.topics(),
                Map.copyOf(start.skipped()),
                skipped);
        Dataset<Row> routed = realTime ? source.unbounded(start.spark(), routing) : inBatches(source, start, routing);
        DataStreamWriter<Row> writer = routed.writeStream()
                .queryName(name())
                .format("kafka")
                .outputMode("update")
                .option("checkpointLocation", start.checkpoint())
                .options(sinkOptions(KafkaSettings.of(settings)))
                .trigger(trigger(realTime, start.isDetour()));
        return new RunningQuery(writer.start(), () -> {}, realTime, mode(realTime, start), skipped::takeThrough);
    }

    /** The options of Spark's Kafka sink. The user's client properties may change compression and linger. */
    static Map<String, String> sinkOptions(KafkaSettings kafka) {
        Map<String, String> options = new TreeMap<>();
        options.put("includeHeaders", "false");
        options.put("kafka.compression.type", "lz4");
        options.put("kafka.linger.ms", "5");
        kafka.producerProperties().forEach((name, value) -> options.put("kafka." + name, value.toString()));
        options.put("kafka.max.request.size", Integer.toString(MAX_REQUEST_BYTES));
        options.put("kafka.delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        return options;
    }

    private Dataset<Row> inBatches(KafkaSource source, JobStart start, LoginRouting routing) {
        BatchSize size = new BatchSize(
                settings.number(SettingKey.CLEAN_MAX_OFFSETS), settings.number(SettingKey.CLEAN_MIN_PARTITIONS));
        return start.inTurns()
                ? source.inTurns(start.spark(), size, routing)
                : source.bounded(start.spark(), size, routing);
    }

    /** On a detour the query ends once it is past what is there, and the runner starts it again. */
    private Trigger trigger(boolean realTime, boolean isDetour) {
        if (isDetour) {
            return Trigger.AvailableNow();
        }
        return realTime
                ? Trigger.RealTime(settings.duration(SettingKey.CLEAN_BATCH).toMillis())
                : Trigger.ProcessingTime(
                        settings.duration(SettingKey.CLEAN_TRIGGER).toMillis());
    }

    private String mode(boolean realTime, JobStart start) {
        if (realTime) {
            return "real-time";
        }
        return wantsRealTime() && !start.isDetour()
                ? RunningQuery.MICRO_BATCHES + ", as real-time needs "
                        + slotsNeeded(start.spark(), start.inputPartitions()) + " slots and there are "
                        + slots(start.spark())
                : RunningQuery.MICRO_BATCHES;
    }

    /** If it is configured, and there is a slot per partition. */
    @Override
    public boolean runsInRealTime(SparkSession spark, int inputPartitions) {
        return wantsRealTime() && slots(spark) >= slotsNeeded(spark, inputPartitions);
    }

    private boolean wantsRealTime() {
        return settings.text(SettingKey.CLEAN_MODE).equals("real-time");
    }

    /** The slots of all executors that are registered now. */
    private static int slots(SparkSession spark) {
        return spark.sparkContext().defaultParallelism();
    }

    /** Inside one process, the stats job needs one slot more. On a cluster each job is its own application. */
    private static int slotsNeeded(SparkSession spark, int inputPartitions) {
        return spark.sparkContext().isLocal() ? inputPartitions + 1 : inputPartitions;
    }
}
