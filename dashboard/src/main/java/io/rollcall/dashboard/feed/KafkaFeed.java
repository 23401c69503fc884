package io.rollcall.dashboard.feed;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.kafka.Consumers;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.newest.NewestLogins;
import io.rollcall.kafka.newest.OtherLocales;
import io.rollcall.model.health.Judgement;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.IsoTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the board from Kafka: reads the topics from the beginning, then follows them. Commits no offsets, so that any
 * number of dashboards can run. Waits for missing topics, survives outages of Kafka, and rereads a topic that was
 * emptied or recreated. Its own thread polls the consumer and applies the records. Public for the HTTP server only,
 * which uses it as a {@link Feed}.
 */
public final class KafkaFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaFeed.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ERROR_PAUSE = Duration.ofSeconds(1);
    private static final long TIDY_INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long CLOSE_TIMEOUT_MILLIS = 400;

    private final Settings settings;
    private final StatsBoard board;
    private final Clock clock;
    private final RecordDispatcher dispatcher;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "rollcall-consumer");
    private final Topics topics;
    private final OtherLocalesCache otherLocales;
    private TopicMonitor monitor;
    private volatile Consumer<byte[], byte[]> consumer;
    private PartitionAssignment partitions;
    private FinalityGate gate;
    private String cluster = "";
    private volatile boolean caughtUp;
    private volatile String problem;

    /** A feed that fills this board. It connects in {@link #start()}. */
    public KafkaFeed(Settings settings, StatsBoard board, Clock clock) {
        this.settings = settings;
        this.board = board;
        this.clock = clock;
        topics = settings.topics();
        dispatcher = new RecordDispatcher(topics, board);
        otherLocales =
                new OtherLocalesCache(() -> OtherLocales.of(NewestLogins.read(settings), settings), System::nanoTime);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        Map<String, Object> properties = KafkaSettings.of(settings).properties();
        try {
            monitor = new TopicMonitor(() -> Admin.create(ClientProperties.admin(properties)), topicNames(), clock);
            connect();
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new UserError(
                    Message.of(
                            "cannot use Kafka at {} ({}): check {} and {}",
                            KafkaSettings.of(settings).bootstrapServer(),
                            cause.getMessage(),
                            SettingKey.BOOTSTRAP_SERVER,
                            SettingKey.KAFKA_CONFIG),
                    e);
        }
        board.follow(false);
        monitor.start();
        thread.start();
    }

    private void connect() {
        consumer = new KafkaConsumer<>(
                ClientProperties.consumer(KafkaSettings.of(settings).properties()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = new PartitionAssignment(consumer, this::forget);
        gate = new FinalityGate(board, monitor, topics.progress());
    }

    private List<String> topicNames() {
        return List.of(topics.stats(), topics.progress(), topics.rejected(), topics.late());
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                readUntilClosed();
            } catch (RuntimeException e) {
                // Something that is no broker may answer at Kafka's address. The client has no way back then.
                problem = "the consumer failed, and begins anew: " + e;
                LOG.error("the dashboard's consumer failed, and begins anew", e);
                pause(ERROR_PAUSE);
                readAgain();
            }
        }
    }

    /** With another consumer, each topic is read from its beginning. */
    private void readAgain() {
        try {
            topicNames().forEach(this::forget);
            follow(false);
            connect();
        } catch (RuntimeException e) {
            LOG.warn("cannot begin anew, retrying: {}", e.getMessage());
        }
    }

    private void readUntilClosed() {
        try {
            long tidied = System.nanoTime();
            while (closing.getCount() > 0) {
                try {
                    step();
                    problem = null;
                } catch (WakeupException e) {
                    continue;
                } catch (OffsetOutOfRangeException e) {
                    partitions.restart(e.partitions());
                } catch (KafkaException e) {
                    problem = e.getMessage();
                    LOG.warn("cannot read the topics, retrying: {}", e.getMessage());
                    pause(ERROR_PAUSE);
                }
                if (System.nanoTime() - tidied > TIDY_INTERVAL_NANOS) {
                    board.tidy();
                    tidied = System.nanoTime();
                }
            }
        } finally {
            Consumers.closeAtOnce(consumer);
        }
    }

    private void step() {
        TopicMonitor.TopicState state = monitor.latest();
        if (partitions.update(state)) {
            gate.reset();
            follow(partitions.hasCaughtUp());
        }
        setCluster(state);
        if (partitions.isEmpty()) {
            pause(POLL);
            return;
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            dispatcher.dispatch(record);
        }
        follow(partitions.hasCaughtUp());
        gate.step(partitions::hasPassed);
        if (board.mustReadAgain()) {
            partitions.restart(topics.stats());
        }
    }

    private void setCluster(TopicMonitor.TopicState state) {
        if (state != null && !state.cluster().equals(cluster)) {
            cluster = state.cluster();
            board.setCluster(cluster);
        }
    }

    private void follow(boolean nowCaughtUp) {
        if (nowCaughtUp != caughtUp) {
            caughtUp = nowCaughtUp;
            board.follow(nowCaughtUp);
        }
    }

    private void forget(String topic) {
        LOG.info("reading topic {} again from the beginning", topic);
        dispatcher.forget(topic);
        gate.reset();
    }

    private void pause(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public FeedStatus status() {
        return new FeedStatus(kafkaStatus(), consumerStatus(), dispatcher.skipped());
    }

    @Override
    public OtherLocales otherLocales() {
        return otherLocales.get();
    }

    private Component kafkaStatus() {
        TopicMonitor.Outage outage = monitor == null ? null : monitor.outage();
        return outage == null
                ? new Component(Component.State.UP, "connected")
                : new Component(
                        Component.State.STALE,
                        "no connection to Kafka at "
                                + KafkaSettings.of(settings).bootstrapServer() + " since "
                                + IsoTime.format(outage.sinceMillis()) + " (" + outage.problem() + ")");
    }

    private Component consumerStatus() {
        if (problem != null) {
            return new Component(Component.State.STALE, problem);
        }
        TopicMonitor.TopicState state = monitor == null ? null : monitor.latest();
        if (state == null) {
            return new Component(Component.State.STARTING, "waiting for Kafka");
        }
        TreeSet<String> missing = new TreeSet<>(topicNames());
        missing.removeAll(state.ids().keySet());
        if (!missing.isEmpty()) {
            return new Component(
                    Component.State.STARTING, Judgement.missing(missing).toString());
        }
        return caughtUp ? new Component(Component.State.UP, "following") : Component.READING;
    }

    @Override
    public void close() {
        closing.countDown();
        if (consumer == null) {
            return;
        }
        consumer.wakeup();
        if (monitor != null) {
            monitor.close();
        }
        try {
            thread.join(CLOSE_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
