package io.rollcall.bench.peers.flink;

import io.rollcall.bench.peers.work.CountedLogin;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.Windowing;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * The job has two parts, connected by the clean topic. The first cleans raw logins; the second counts clean logins by
 * locale and window. The watermark is the smallest of all partitions. In each partition it lags the newest event by the
 * maximum disorder of logins within one partition, so no login is dropped.
 */
final class LoginJob {
    private static final Duration EARLY_FIRING = Duration.ofMillis(100);
    private static final Duration DISORDER =
            Duration.ofMillis(LoginCleaner.DEFAULT.latenessMillis() + LoginCleaner.DEFAULT.futureToleranceMillis());
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final String bootstrapServer;
    private final Topics topics;
    private final DeliveryGuarantee guarantee;

    LoginJob(String bootstrapServer, Topics topics, DeliveryGuarantee guarantee) {
        this.bootstrapServer = bootstrapServer;
        this.topics = topics;
        this.guarantee = guarantee;
    }

    void addTo(StreamExecutionEnvironment flink) {
        clean(flink);
        count(flink);
    }

    private void clean(StreamExecutionEnvironment flink) {
        flink.fromSource(
                        source(topics.raw(), new RawLoginDeserializer()),
                        WatermarkStrategy.noWatermarks(),
                        "raw logins")
                .uid("raw-logins")
                .sinkTo(sink("peer-clean", RecordSerializer.ofLogins(topics)))
                .uid("routed-logins");
    }

    private void count(StreamExecutionEnvironment flink) {
        WatermarkStrategy<CountedLogin> eventTime = WatermarkStrategy.<CountedLogin>forBoundedOutOfOrderness(DISORDER)
                .withTimestampAssigner((login, kafkaTime) -> login.timestampMillis())
                .withIdleness(IDLE);
        Windowing windows = Windowing.DEFAULT;
        flink.fromSource(source(topics.clean(), new CleanLoginDeserializer()), eventTime, "clean logins")
                .uid("clean-logins")
                .keyBy(CountedLogin::locale)
                .window(SlidingEventTimeWindows.of(
                        Duration.ofMillis(windows.lengthMillis()), Duration.ofMillis(windows.slideMillis())))
                .trigger(new EarlyFiringTrigger(EARLY_FIRING.toMillis()))
                .aggregate(new TallyAggregate(), new StatsRecordFunction())
                .uid("windows")
                .sinkTo(sink("peer-stats", RecordSerializer.ofRows(topics.stats())))
                .uid("rows");
    }

    private <T> KafkaSource<T> source(String topic, KafkaRecordDeserializationSchema<T> serialization) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(bootstrapServer)
                .setTopics(topic)
                .setGroupId("flink-peer-" + topic)
                .setStartingOffsets(OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setProperty("isolation.level", "read_committed")
                .setProperty("max.poll.records", "2000")
                .setDeserializer(serialization)
                .build();
    }

    private <T> KafkaSink<T> sink(String transactionalIdPrefix, RecordSerializer<T> serialization) {
        Properties producer = new Properties();
        producer.setProperty("compression.type", "lz4");
        producer.setProperty("linger.ms", "5");
        producer.setProperty("batch.size", Integer.toString(128 << 10));
        producer.setProperty("transaction.timeout.ms", "600000");
        return KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServer)
                .setDeliveryGuarantee(guarantee)
                .setTransactionalIdPrefix(transactionalIdPrefix)
                // Otherwise each checkpoint, one per second, would leave a new transactional id in the broker.
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(serialization)
                .build();
    }
}
