package io.rollcall.app.doctor;

import io.rollcall.app.status.LatestProgress;
import io.rollcall.app.status.StatusFacts;
import io.rollcall.app.status.TopicFacts;
import io.rollcall.kafka.ClusterInspection;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.kafka.newest.NewestLogins;
import io.rollcall.model.health.Judgement;
import io.rollcall.model.health.Problem;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.server.common.MetadataVersion;

/** Whether Kafka can be used, and what it says of the jobs. */
final class KafkaChecks {
    /** Less is the time that a request takes. */
    private static final long CLOCKS_DIFFER_MILLIS = 2_000;

    private final Settings settings;
    private final boolean embedded;
    private final Optional<Long> runningUp;
    private final Clock clock;

    /**
     * @param embedded whether {@code up} starts its own Kafka, which is the one to look at
     * @param runningUp the id of the {@code up} that runs
     */
    KafkaChecks(Settings settings, boolean embedded, Optional<Long> runningUp, Clock clock) {
        int port = settings.integer(SettingKey.KAFKA_PORT);
        this.settings =
                embedded && port != 0 ? settings.with(SettingKey.BOOTSTRAP_SERVER, "localhost:" + port) : settings;
        this.embedded = embedded;
        this.runningUp = runningUp;
        this.clock = clock;
    }

    List<Finding> findings() {
        if (embedded && settings.integer(SettingKey.KAFKA_PORT) == 0) {
            return List.of(anyPort());
        }
        List<Finding> findings = new ArrayList<>();
        KafkaSettings kafka = KafkaSettings.of(settings);
        try (ClusterInspection cluster = new ClusterInspection(kafka)) {
            Map<String, ClusterInspection.Topic> topics =
                    cluster.topics(settings.topics().all());
            findings.add(Finding.ok(
                    "kafka",
                    "{} at {}, {}",
                    cluster.brokers() == 1 ? "one broker" : cluster.brokers() + " brokers",
                    kafka.bootstrapServer(),
                    version(cluster.metadataLevel())));
            findings.addAll(new TopicChecks(settings, topics, cluster.mayCreateTopics()).findings());
            if (topics.keySet().containsAll(settings.topics().all())) {
                findings.addAll(pipeline(kafka));
            }
        } catch (UserError e) {
            findings.add(
                    findings.isEmpty() && embedded && e.getCause() instanceof TimeoutException
                            ? noneYet(kafka.bootstrapServer())
                            : new Finding("kafka", Finding.State.PROBLEM, e.message()));
        }
        return findings;
    }

    /** Where the Kafka of {@code up} is, only that tells. */
    private Finding anyPort() {
        return runningUp
                .map(pid -> Finding.warning(
                        "kafka",
                        "not looked at: `rollcall up` runs (pid {}), on a port that it chose; name its Kafka with {}",
                        pid,
                        SettingKey.BOOTSTRAP_SERVER))
                .orElseGet(() -> Finding.ok(
                        "kafka",
                        "not looked at: `rollcall up` takes any free port; once it runs, name its Kafka with {}",
                        SettingKey.BOOTSTRAP_SERVER));
    }

    /** No Kafka of {@code up} is there, which is well unless it runs. */
    private Finding noneYet(String address) {
        return runningUp
                .map(pid -> Finding.warning(
                        "kafka",
                        "not looked at: there is none at {}, but `rollcall up` runs (pid {}); name its Kafka with {} or {}",
                        address,
                        pid,
                        SettingKey.KAFKA_PORT,
                        SettingKey.BOOTSTRAP_SERVER))
                .orElseGet(() -> Finding.ok("kafka", "there is none at {}: `rollcall up` starts its own", address));
    }

    private static String version(Optional<Short> level) {
        if (level.isEmpty()) {
            return "older than 3.3 or with ZooKeeper, as it tells no metadata version";
        }
        try {
            return "metadata version " + MetadataVersion.fromFeatureLevel(level.get());
        } catch (IllegalArgumentException e) {
            return "a metadata version newer than this Rollcall knows (level " + level.get() + ")";
        }
    }

    private List<Finding> pipeline(KafkaSettings kafka) {
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            List<TopicFacts> facts = TopicFacts.ofPipeline(admin, settings, clock);
            LatestProgress progress = LatestProgress.of(admin, settings);
            long now = clock.millis();
            List<Finding> findings = new ArrayList<>();
            findings.add(clocks(facts, now));
            if (progress.reports().isEmpty()) {
                findings.add(Finding.ok("jobs", "none has reported yet"));
                return findings;
            }
            List<Problem> problems =
                    Judgement.of(StatusFacts.of(settings, facts, progress, NewestLogins.read(settings), now));
            problems.forEach(problem -> findings.add(new Finding(
                    problem.component(),
                    problem.severity().isRed() ? Finding.State.PROBLEM : Finding.State.WARNING,
                    problem.message())));
            if (problems.isEmpty()) {
                findings.add(Finding.ok("jobs", "all is well, as `rollcall status` says"));
            }
            return findings;
        }
    }

    /** Kafka tells its time only by the records that it stamps. So a clock of it that is behind does not show. */
    private Finding clocks(List<TopicFacts> facts, long now) {
        List<String> stamped =
                List.of(settings.topics().stats(), settings.topics().progress());
        Optional<Long> newest = facts.stream()
                .filter(topic -> stamped.contains(topic.name()))
                .map(TopicFacts::lastMillis)
                .filter(Objects::nonNull)
                .max(Long::compare);
        if (newest.isEmpty()) {
            return Finding.ok("clocks", "not compared: the jobs have written nothing yet");
        }
        long ahead = newest.get() - now;
        return ahead > CLOCKS_DIFFER_MILLIS
                ? Finding.warning(
                        "clocks",
                        "the clock of Kafka is {} ms ahead of that of this machine: set both by the same time server (NTP)",
                        ahead)
                : Finding.ok("clocks", "that of Kafka is not ahead of that of this machine");
    }
}
