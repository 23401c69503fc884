package io.rollcall.jobs.stats;

import io.rollcall.jobs.Job;
import io.rollcall.jobs.JobStart;
import io.rollcall.jobs.RunningQuery;
import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.checkpoint.RebuildNote;
import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.jobs.rebuild.Rebuild;
import io.rollcall.jobs.rebuild.RebuildPlan;
import io.rollcall.jobs.rebuild.RowBasis;
import io.rollcall.jobs.spark.BatchSize;
import io.rollcall.jobs.spark.KafkaSource;
import io.rollcall.jobs.tally.UncountedLogins;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Windowing;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.TimeMode;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code user_login_stats}: counts clean logins in sliding windows by locale. A micro-batch has few rows (at most windows
 * times locales), so the driver publishes them in one Kafka transaction. A second copy of the job fences the first.
 */
public final class StatsJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(StatsJob.class);

    /** How long to wait until the progress topic was read once, which tells redelivered logins from dropped ones. */
    private static final long COUNTED_OFFSETS_TIMEOUT_MILLIS = 10_000;

    /** A micro-batch that already has this many logins starts immediately: at 100 logins per second, every 250 ms. */
    private static final long ENOUGH_LOGINS_PER_BATCH = 25;

    /**
     * On up to this many cores, which are shared with the clean job, more tasks per batch cost time and gain nothing.
     */
    private static final int MAX_CORES_FOR_ONE_TASK = 4;

    private final Settings settings;
    private final HorizonTracker horizon;

    /** The job under these settings. */
    public StatsJob(Settings settings) {
        this.settings = settings;
        this.horizon = new HorizonTracker(settings);
    }

    @Override
    public String name() {
        return JobName.STATS;
    }

    @Override
    public String inputTopic() {
        return settings.topics().clean();
    }

    @Override
    public List<String> outputTopics() {
        return List.of(settings.topics().stats());
    }

    @Override
    public Map<String, String> identity() {
        Map<String, String> identity = new TreeMap<>();
        identity.put("input topic", inputTopic());
        for (SettingKey key : List.of(SettingKey.WINDOW_LENGTH, SettingKey.WINDOW_SLIDE)) {
            identity.put(key.key(), settings.duration(key).toString());
        }
        String partitions = settings.text(SettingKey.STATS_STATE_PARTITIONS);
        if (!partitions.equals(SettingKey.AUTO)) {
            identity.put(SettingKey.STATS_STATE_PARTITIONS.key(), partitions);
        }
        identity.put(SettingKey.LOCALES.key(), String.join(",", new TreeSet<>(settings.locales())));
        return identity;
    }

    /** There are few keys, so more than one state partition is worthwhile only if each has a core to itself. */
    @Override
    public Map<String, String> checkpointDefaults(SparkSession spark) {
        return Map.of(
                SettingKey.STATS_STATE_PARTITIONS.key(), spark.sparkContext().isLocal() ? "1" : "2");
    }

    @Override
    public Optional<HorizonTracker> horizon() {
        return Optional.of(horizon);
    }

    @Override
    public RunningQuery start(JobStart start) throws TimeoutException {
        SparkSession spark = start.spark();
        String statePartitions = start.checkpointSettings().get(SettingKey.STATS_STATE_PARTITIONS.key());
        spark.conf().set("spark.sql.shuffle.partitions", statePartitions);
        LongAccumulator unreadable = spark.sparkContext().longAccumulator("records that are not clean logins");
        NewestEvent newest = new NewestEvent();
        spark.sparkContext().register(newest, "newest event");
        KafkaSource source = new KafkaSource(KafkaSettings.of(settings), inputTopic(), !start.recordsAreMissing());
        Dataset<Row> tallies = source.bounded(
                spark,
                batchSize(settings),
                new PaneTallying(settings.windowing(), Set.copyOf(settings.locales()), unreadable, newest));
        boolean oneTask = isOneTask(
                statePartitions,
                spark.sparkContext().isLocal(),
                Runtime.getRuntime().availableProcessors());
        RowBasis basis = RebuildPlan.basis(settings);
        StatsPublisher publisher =
                new StatsPublisher(KafkaSettings.of(settings), settings.topics().stats(), basis);
        try {
            AtomicReference<Rebuild> rebuild = new AtomicReference<>();
            DataStreamWriter<Row> writer = stats(tallies, settings.windowing(), oneTask)
                    .writeStream()
                    .queryName(name())
                    .outputMode("update")
                    .option("checkpointLocation", start.checkpoint())
                    .trigger(Trigger.ProcessingTime(
                            settings.duration(SettingKey.STATS_TRIGGER).toMillis()))
                    .foreachBatch((rows, batch) -> {
                        if (rebuild.get() == null) {
                            rebuild.set(rebuild(start, basis, publisher));
                        }
                        publish(batch, rows, publisher, rebuild.get(), start.losses());
                        horizon.sawEvent(newest.value());
                        BatchHorizon.handOut(spark.sparkContext(), horizon.horizonMillis());
                        warnAbout(unreadable);
                    });
            return new RunningQuery(writer.start(), publisher::close);
        } catch (TimeoutException | RuntimeException e) {
            publisher.close();
            throw e;
        }
    }

    static BatchSize batchSize(Settings settings) {
        return new BatchSize(
                settings.number(SettingKey.STATS_MAX_OFFSETS),
                settings.number(SettingKey.STATS_MIN_PARTITIONS),
                ENOUGH_LOGINS_PER_BATCH,
                settings.duration(SettingKey.STATS_PATIENCE).toMillis());
    }

    /**
     * Whether one task processes a whole batch.
     *
     * @param inOneProcess whether Spark runs inside this process
     * @param cores the cores of this process
     */
    static boolean isOneTask(String statePartitions, boolean inOneProcess, int cores) {
        return statePartitions.equals("1") && inOneProcess && cores <= MAX_CORES_FOR_ONE_TASK;
    }

    /** The publisher has fenced every older copy of the job, so no other writes rows now. */
    private Rebuild rebuild(JobStart start, RowBasis basis, StatsPublisher publisher) {
        Checkpoint checkpoint = new Checkpoint(
                name(), start.checkpoint(), start.spark().sessionState().newHadoopConf());
        boolean newCheckpoint = checkpoint.lastCommitted(inputTopic()).number() < 0;
        Consumer<List<String>> withdrawal = keys -> {
            try {
                publisher.withdraw(keys);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        };
        return Rebuild.begin(
                new RebuildNote(checkpoint),
                new Rebuild.Start(newCheckpoint, start.recordsAreMissing()),
                settings,
                basis,
                withdrawal,
                Clock.systemUTC());
    }

    private void warnAbout(LongAccumulator unreadable) {
        if (!unreadable.isZero()) {
            LOG.warn("{} records of {} were not clean logins", unreadable.value(), inputTopic());
            unreadable.reset();
        }
    }

    private void publish(long batch, Dataset<Row> rows, StatsPublisher publisher, Rebuild rebuild, LossNotes losses)
            throws InterruptedException {
        BatchRows fetched = BatchRows.of(rows);
        if (!fetched.notCounted().isEmpty()) {
            Map<Integer, Long> counted = horizon.awaitCountedOffsets(COUNTED_OFFSETS_TIMEOUT_MILLIS);
            losses.recordDropped(batch, UncountedLogins.dropped(fetched.notCounted(), rebuild::counts, counted));
            losses.recordAhead(batch, UncountedLogins.tooFarAhead(fetched.notCounted(), counted));
        }
        publisher.publish(fetched, row -> rebuild.publishes(row.stats()));
        rebuild.published(horizon.horizonMillis());
    }

    /**
     * The plan between source and sink: {@link PaneTally}s in, rows of {@link StatsRows#SCHEMA} out.
     *
     * @param oneTask whether one task processes a whole batch; with one state partition, this avoids the shuffle
     */
    static Dataset<Row> stats(Dataset<Row> tallies, Windowing windowing, boolean oneTask) {
        return (oneTask ? tallies.coalesce(1) : tallies)
                .groupBy(functions.col("locale"))
                .as(Encoders.STRING(), Encoders.bean(PaneTally.class))
                .transformWithState(
                        new WindowStatsProcessor(windowing),
                        TimeMode.None(),
                        OutputMode.Update(),
                        Encoders.row(StatsRows.SCHEMA));
    }
}
