package io.rollcall.dashboard.feed;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.kafka.KafkaSettings;
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
 * Fills the board from the topics: reads them from the beginning, then follows. Commits nothing, so that any number of
 * dashboards may run. Waits for topics that are missing, outlives outages of Kafka, and starts a topic again that was
 * emptied or made anew.
 */
public final class StatsConsumer implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(StatsConsumer.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(1);
    private static final long TIDY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long STOP_MILLIS = 400;

    private final Settings settings;
    private final StatsBoard board;
    private final Clock clock;
    private final RecordDispatcher dispatcher;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "rollcall-consumer");
    private final Topics topics;
    private TopicWatch watch;
    private Consumer<byte[], byte[]> consumer;
    private FollowedPartitions followed;
    private volatile boolean caughtUp;
    private volatile String problem;

    public StatsConsumer(Settings settings, StatsBoard board, Clock clock) {
        this.settings = settings;
        this.board = board;
        this.clock = clock;
        topics = settings.topics();
        dispatcher = new RecordDispatcher(topics, board);
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        Map<String, Object> properties = KafkaSettings.of(settings).properties();
        try {
            consumer = new KafkaConsumer<>(
                    ConsumerProperties.consumer(properties), new ByteArrayDeserializer(), new ByteArrayDeserializer());
            watch = new TopicWatch(Admin.create(ConsumerProperties.admin(properties)), names(), clock);
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
        followed = new FollowedPartitions(consumer, this::forget);
        board.follow(false);
        watch.start();
        thread.start();
    }

    private List<String> names() {
        return List.of(topics.stats(), topics.progress(), topics.rejected(), topics.late());
    }

    private void run() {
        try (Consumer<byte[], byte[]> closed = consumer) {
            long tidied = System.nanoTime();
            while (closing.getCount() > 0) {
                try {
                    step();
                    problem = null;
                } catch (WakeupException e) {
                    continue;
                } catch (OffsetOutOfRangeException e) {
                    followed.restart(e.partitions());
                } catch (KafkaException e) {
                    problem = e.getMessage();
                    LOG.warn("cannot read the topics, trying again: {}", e.getMessage());
                    pause(AFTER_AN_ERROR);
                }
                if (System.nanoTime() - tidied > TIDY_NANOS) {
                    board.tidy();
                    tidied = System.nanoTime();
                }
            }
        } catch (RuntimeException e) {
            problem = "it failed: " + e;
            LOG.error("the dashboard's consumer failed", e);
        }
    }

    private void step() {
        followed.update(watch.latest());
        if (followed.isEmpty()) {
            pause(POLL);
            return;
        }
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> found : records) {
            dispatcher.dispatch(found);
        }
        boolean reached = followed.reachedTheEnd();
        if (reached != caughtUp) {
            caughtUp = reached;
            board.follow(reached);
        }
    }

    private void forget(String topic) {
        LOG.info("the topic {} was emptied or made anew: reading it again", topic);
        dispatcher.forget(topic);
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

    private Component kafkaStatus() {
        TopicWatch.Outage outage = watch == null ? null : watch.outage();
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
        TopicWatch.View view = watch == null ? null : watch.latest();
        if (view == null) {
            return new Component(Component.State.STARTING, "waiting for Kafka");
        }
        TreeSet<String> missing = new TreeSet<>(names());
        missing.removeAll(view.ids().keySet());
        if (!missing.isEmpty()) {
            return new Component(Component.State.STARTING, "waiting for topic " + String.join(", ", missing));
        }
        return caughtUp
                ? new Component(Component.State.UP, "following")
                : new Component(Component.State.STARTING, "reading what was there before");
    }

    @Override
    public void close() {
        closing.countDown();
        if (consumer == null) {
            return;
        }
        consumer.wakeup();
        if (watch != null) {
            watch.close();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
