package io.rollcall.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.jobs.progress.ReportPace;
import io.rollcall.jobs.spark.LocalSpark;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.Completeness;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginProducer;
import io.rollcall.producer.ProgressListener;
import io.rollcall.testkit.oracle.Comparison;
import io.rollcall.testkit.oracle.Oracle;
import io.rollcall.testkit.oracle.TopicRecords;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.SparkSession;

/** A real broker, Spark, jobs and dashboard, in a folder of the test. */
public final class TestPipeline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Much of what tests wait for is a report. */
    static final ReportPace PACE = new ReportPace(200, 200);

    private static SparkSession spark;
    /** What holds the pipeline that several test classes share; null if there is none. */
    private static AutoCloseable kept;

    private final Path folder;
    private final StringWriter said = new StringWriter();
    private EmbeddedBroker broker;
    private final Deque<Part> jobs = new ArrayDeque<>();
    private DashboardPart dashboard;
    private Settings settings;

    /** A pipeline whose raw topic has the broker's clock, as Rollcall creates it. */
    static TestPipeline start(Path folder) {
        TestPipeline pipeline = new TestPipeline(folder);
        pipeline.createTopics();
        return pipeline;
    }

    /** A pipeline whose broker has these properties in place of its own. */
    static TestPipeline start(Path folder, Map<String, String> broker) {
        TestPipeline pipeline = new TestPipeline(folder, EmbeddedBroker.start(folder.resolve("kafka"), broker));
        pipeline.createTopics();
        return pipeline;
    }

    /** A pipeline whose raw topic has the producers' clocks, so that a test can write an hour of records in a second. */
    public static TestPipeline withCreateTime(Path folder) throws ExecutionException, InterruptedException {
        TestPipeline pipeline = new TestPipeline(folder);
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            NewTopic raw = new NewTopic(pipeline.settings.topics().raw(), 2, (short) 1);
            admin.createTopics(
                            List.of(raw.configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"))))
                    .all()
                    .get();
        }
        pipeline.createTopics();
        return pipeline;
    }

    private TestPipeline(Path folder) {
        this(folder, EmbeddedBroker.start(folder.resolve("kafka"), 0));
    }

    private TestPipeline(Path folder, EmbeddedBroker broker) {
        closeKept();
        this.folder = folder;
        this.broker = broker;
        this.settings = Settings.defaults()
                .with(SettingKey.BOOTSTRAP_SERVER, broker.bootstrapServer())
                .with(SettingKey.CLEAN_BATCH, "1s")
                .with(SettingKey.DASHBOARD_PORT, "0");
    }

    /**
     * Notes a holder of a pipeline that stays open for the test classes that follow. The next pipeline closes it, as Spark
     * has not enough task slots for both.
     */
    public static synchronized void keep(AutoCloseable holder) {
        closeKept();
        kept = holder;
    }

    /** Closes what was given to {@link #keep}, if anything. */
    public static synchronized void closeKept() {
        AutoCloseable holder = kept;
        kept = null;
        if (holder != null) {
            try {
                holder.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void createTopics() {
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            admin.createMissing(settings);
        }
    }

    public TestPipeline with(SettingKey key, String value) {
        settings = settings.with(key, value);
        return this;
    }

    public Settings settings() {
        return settings;
    }

    KafkaSettings kafka() {
        return KafkaSettings.of(settings);
    }

    public void startClean() {
        startClean(checkpoints());
    }

    /** Starts a clean job with a checkpoint under this location. */
    Part startClean(String checkpoints) {
        return start(PipelineJob.CLEAN, checkpoints);
    }

    public Part startStats() {
        return startStats(checkpoints());
    }

    /** Starts a stats job with a checkpoint under this location. */
    public Part startStats(String checkpoints) {
        return start(PipelineJob.STATS, checkpoints);
    }

    String checkpoints() {
        return folder.resolve("checkpoints").toString();
    }

    private Part start(PipelineJob job, String checkpoints) {
        Part part = JobPart.start(session(), settings, job, checkpoints, PACE, new PrintWriter(said));
        jobs.push(part);
        return part;
    }

    /** What the jobs have told the user. */
    String said() {
        return said.toString();
    }

    /** Stops the broker and starts it again. @param whileDown is given the folder of its topics */
    void restartBroker(Consumer<Path> whileDown) {
        int port = broker.port();
        broker.close();
        whileDown.accept(brokerFolder());
        broker = EmbeddedBroker.start(brokerFolder(), port);
    }

    Path brokerFolder() {
        return folder.resolve("kafka");
    }

    /** Sends generated logins as fast as the broker accepts them. */
    void produce(LoginGenerator logins, int count) {
        long acknowledged = new LoginProducer(kafka(), settings.topics().raw())
                .run(logins, LoginProducer.UNLIMITED_RATE, count, ProgressListener.NONE);
        assertThat(acknowledged).isEqualTo(count);
    }

    /** The session of all tests in this JVM. */
    static synchronized SparkSession session() {
        if (spark == null) {
            spark = LocalSpark.start(0, 2, Path.of(System.getProperty("java.io.tmpdir"), "rollcall-test-spark"));
        }
        return spark;
    }

    /** Stops the jobs; they can be started again. */
    public void stopJobs() {
        while (!jobs.isEmpty()) {
            jobs.pop().close();
        }
    }

    /** Starts the dashboard and returns its address. */
    public String startDashboard() {
        dashboard = DashboardPart.start(settings);
        return dashboard.address();
    }

    public void stopDashboard() {
        dashboard.close();
    }

    /** Sends records, in order per partition, and waits until the broker has them. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                kafka().producerProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            records.forEach(producer::send);
        }
    }

    /**
     * Waits until the jobs report that every record now on the raw topic is counted: by time, and by offset, as records
     * with a producer's clock may have timestamps that have not come.
     */
    public void awaitAllCounted() {
        long now = System.currentTimeMillis();
        Map<Integer, Long> ends = new TreeMap<>();
        records(settings.topics().raw())
                .forEach(record -> ends.merge(record.partition(), record.offset() + 1, Math::max));
        Completeness completeness =
                new Completeness(settings.duration(SettingKey.LATENESS).toMillis());
        Map<String, Object> properties = kafka().properties();
        properties.put("auto.offset.reset", "earliest"); // also of a topic that is emptied meanwhile
        try (KafkaConsumer<byte[], byte[]> reports =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> only =
                    List.of(new TopicPartition(settings.topics().progress(), 0));
            reports.assign(only);
            reports.seekToBeginning(only);
            await().pollInSameThread().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
                reports.poll(Duration.ofMillis(200))
                        .forEach(report -> completeness.apply(ProgressJson.read(report.value()), report.timestamp()));
                return isThrough(completeness, now, ends);
            });
        }
    }

    private static boolean isThrough(Completeness completeness, long time, Map<Integer, Long> ends) {
        Long through = completeness.completeThroughMillis();
        Map<Integer, Long> counted = completeness.countedOffsets();
        return through != null
                && through > time
                && ends.entrySet().stream().allMatch(end -> counted.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    List<ConsumerRecord<byte[], byte[]>> progress() {
        return records(settings.topics().progress());
    }

    /** The newest report of a job. */
    Progress lastReport(String job) {
        return progress().stream()
                .map(record -> ProgressJson.read(record.value()))
                .filter(report -> report.job().equals(job))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    /** Logins that the stats job reports as dropped. */
    long droppedRows() {
        return progress().stream()
                .map(record -> ProgressJson.read(record.value()).losses().droppedRows())
                .max(Long::compare)
                .orElse(0L);
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return TopicRecords.all(kafka(), topic);
    }

    /** The statistics rows that differ from the oracle's, as text; empty if all are exact. */
    List<String> wrongRows() {
        return new Comparison(kafka(), settings.topics(), oracle()).rows().differences();
    }

    public Oracle oracle() {
        return Oracle.of(kafka(), settings.topics().raw());
    }

    @Override
    public void close() {
        stopJobs();
        if (dashboard != null) {
            dashboard.close();
        }
        broker.close();
    }
}
