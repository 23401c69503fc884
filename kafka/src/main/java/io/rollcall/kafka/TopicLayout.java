package io.rollcall.kafka;

import static io.rollcall.model.settings.SettingKey.LOGIN_RETENTION;
import static io.rollcall.model.settings.SettingKey.PARTITIONS;
import static io.rollcall.model.settings.SettingKey.REPLICATION;
import static io.rollcall.model.settings.SettingKey.RETENTION;
import static io.rollcall.model.settings.SettingKey.RETENTION_BYTES;
import static io.rollcall.model.settings.SettingKey.SEGMENT_BYTES;

import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics that Rollcall creates, with their configuration. Timestamps are the broker's, because producers' clocks
 * cannot be trusted.
 */
final class TopicLayout {
    private static final long HOUR_MILLIS = 3_600_000;

    private final Settings settings;

    private TopicLayout(Settings settings) {
        this.settings = settings;
    }

    static List<NewTopic> of(Settings settings) {
        return new TopicLayout(settings).all();
    }

    private List<NewTopic> all() {
        Topics topics = settings.topics();
        int partitions = settings.integer(PARTITIONS);
        Map<String, String> sized = Map.of("retention.bytes", settings.text(RETENTION_BYTES));
        Duration logins = settings.duration(LOGIN_RETENTION);
        Duration others = settings.duration(RETENTION);
        // A key is rewritten many times within minutes, then never again: hence short segments and frequent cleaning.
        Map<String, String> stats = Map.of(
                "cleanup.policy", "compact,delete",
                "segment.ms", "600000",
                "min.cleanable.dirty.ratio", "0.3");
        return List.of(
                topic(topics.raw(), partitions, logins, sized),
                topic(topics.clean(), partitions, logins, sized),
                topic(topics.late(), partitions, others, sized),
                topic(topics.rejected(), partitions, others, sized),
                topic(topics.stats(), partitions, others, stats),
                topic(topics.progress(), 1, others, Map.of()));
    }

    private NewTopic topic(String name, int partitions, Duration retention, Map<String, String> overrides) {
        long retentionMillis = retention.toMillis();
        Map<String, String> config = new TreeMap<>();
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("cleanup.policy", "delete");
        config.put("retention.ms", Long.toString(retentionMillis));
        config.put("segment.ms", Long.toString(Math.min(HOUR_MILLIS, retentionMillis)));
        config.put("segment.bytes", settings.text(SEGMENT_BYTES));
        config.putAll(overrides);
        return new NewTopic(name, partitions, (short) settings.integer(REPLICATION)).configs(config);
    }
}
