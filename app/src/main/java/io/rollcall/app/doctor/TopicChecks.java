package io.rollcall.app.doctor;

import io.rollcall.kafka.ClusterInspection;
import io.rollcall.kafka.ClusterInspection.Right;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Whether the topics are there, may be used, are stamped by Kafka's clock, and keep records for long enough. */
final class TopicChecks {
    private static final String STAMPED_BY = "message.timestamp.type";
    private static final String RETENTION = "retention.ms";
    private static final String FOREVER = "-1";

    private final Settings settings;
    private final Topics names;
    private final Map<String, ClusterInspection.Topic> topics;
    private final boolean mayCreate;

    /**
     * @param topics the topics that exist, by name
     * @param mayCreate whether this user may create any topic
     */
    TopicChecks(Settings settings, Map<String, ClusterInspection.Topic> topics, boolean mayCreate) {
        this.settings = settings;
        this.names = settings.topics();
        this.topics = topics;
        this.mayCreate = mayCreate;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(existence());
        findings.add(rights());
        List<String> unreadable = present().stream()
                .filter(topic -> topic.config().isEmpty())
                .map(ClusterInspection.Topic::name)
                .toList();
        if (!unreadable.isEmpty()) {
            findings.add(Finding.warning(
                    "timestamps",
                    "this user may not see how {} are set up: grant DescribeConfigs, or ask for {} and {}",
                    list(unreadable),
                    STAMPED_BY,
                    RETENTION));
            return findings;
        }
        findings.add(timestamps());
        findings.add(retention());
        return findings;
    }

    private Collection<ClusterInspection.Topic> present() {
        return topics.values();
    }

    private Finding existence() {
        List<String> missing =
                names.all().stream().filter(name -> !topics.containsKey(name)).toList();
        if (missing.isEmpty()) {
            return Finding.ok("topics", "all {} are there", topics.size());
        }
        return mayCreate
                ? Finding.ok("topics", "{} are not there: the jobs make them", list(missing))
                : Finding.warning(
                        "topics",
                        "{} are not there, or this user does not see them, and may not create every topic: grant Create and"
                                + " Describe on them, or create them",
                        list(missing));
    }

    private Finding rights() {
        List<String> unread = without(Right.READ);
        if (!unread.isEmpty()) {
            return Finding.problem(
                    "rights", "this user may not read {}: grant Read (docs/deploy.md has the table)", list(unread));
        }
        List<String> unwritten = without(Right.WRITE);
        return unwritten.isEmpty()
                ? Finding.ok("rights", "this user may read and write every topic that is there")
                : Finding.warning(
                        "rights",
                        "this user may read all topics, but not write {}: enough for the dashboard and for commands that"
                                + " show; the jobs need Write",
                        list(unwritten));
    }

    private List<String> without(Right right) {
        return present().stream()
                .filter(topic -> !topic.rights().contains(right))
                .map(ClusterInspection.Topic::name)
                .toList();
    }

    private Finding timestamps() {
        List<String> byProducers = present().stream()
                .filter(topic -> !"LogAppendTime".equals(topic.config().get(STAMPED_BY)))
                .map(ClusterInspection.Topic::name)
                .toList();
        return byProducers.isEmpty()
                ? Finding.ok("timestamps", "Kafka's clock stamps every topic")
                : Finding.warning(
                        "timestamps",
                        "the clocks of producers stamp {}, so that a wrong one makes logins late or moves windows: set"
                                + " {}=LogAppendTime for these topics, by kafka-configs.sh",
                        list(byProducers),
                        STAMPED_BY);
    }

    private Finding retention() {
        List<String> compacted = present().stream()
                .filter(topic -> !topic.name().equals(names.stats()))
                .filter(topic ->
                        topic.config().getOrDefault("cleanup.policy", "").contains("compact"))
                .map(ClusterInspection.Topic::name)
                .toList();
        if (!compacted.isEmpty()) {
            return Finding.problem(
                    "retention",
                    "Kafka compacts {}, and so deletes logins of the same key: set cleanup.policy=delete",
                    list(compacted));
        }
        List<String> tooShort = present().stream()
                .filter(topic -> keepsLessThan(topic, SettingKey.STATS_DELAY))
                .map(ClusterInspection.Topic::name)
                .toList();
        if (!tooShort.isEmpty()) {
            return Finding.problem(
                    "retention",
                    "{} keep records for less than {}, so that jobs lose them: raise {}",
                    list(tooShort),
                    SettingKey.STATS_DELAY,
                    RETENTION);
        }
        List<String> shorter = present().stream()
                .filter(topic -> keepsLessThan(topic, retentionOf(topic.name())))
                .map(ClusterInspection.Topic::name)
                .toList();
        return shorter.isEmpty()
                ? Finding.ok("retention", "the topics keep records for as long as the settings say")
                : Finding.warning(
                        "retention",
                        "{} keep records for less than {} and {} say: raise {} by kafka-configs.sh, or lower the settings",
                        list(shorter),
                        SettingKey.LOGIN_RETENTION,
                        SettingKey.RETENTION,
                        RETENTION);
    }

    private SettingKey retentionOf(String topic) {
        return List.of(names.raw(), names.clean()).contains(topic) ? SettingKey.LOGIN_RETENTION : SettingKey.RETENTION;
    }

    private boolean keepsLessThan(ClusterInspection.Topic topic, SettingKey duration) {
        String kept = topic.config().getOrDefault(RETENTION, FOREVER);
        return !kept.equals(FOREVER)
                && Long.parseLong(kept) < settings.duration(duration).toMillis();
    }

    private static String list(Collection<String> words) {
        return String.join(", ", words);
    }
}
