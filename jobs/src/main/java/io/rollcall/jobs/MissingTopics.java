package io.rollcall.jobs;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that a job writes, if somebody deletes one while it runs. */
final class MissingTopics {
    private static final Logger LOG = LoggerFactory.getLogger(MissingTopics.class);

    private MissingTopics() {}

    /**
     * Creates missing topics again. Not the statistics: the job would go on without the rows that it has published, and
     * nobody would notice.
     *
     * @return what is missing, in one sentence; empty if nothing is, or if Kafka cannot be asked
     */
    static Optional<String> createAgain(Settings settings, Job job) {
        String stats = settings.topics().stats();
        try (TopicAdmin admin = new TopicAdmin(KafkaSettings.of(settings))) {
            Set<String> missing = new TreeSet<>(job.outputTopics());
            missing.add(settings.topics().progress());
            missing.removeAll(admin.names());
            if (missing.contains(stats)) {
                return Optional.of("the topic " + stats + " is missing: stop the job and run"
                        + " `rollcall reset --job stats`, which publishes its rows again");
            }
            return missing.isEmpty() ? Optional.empty() : Optional.of(create(settings, admin, missing));
        } catch (UserError e) {
            LOG.warn("cannot look for the topics of {}: {}", job.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private static String create(Settings settings, TopicAdmin admin, Set<String> missing) {
        String names = "the topic " + String.join(", ", missing);
        try {
            admin.createMissing(settings, missing);
            return names + " was missing and is created again";
        } catch (UserError e) {
            LOG.warn("{} is missing and cannot be created", names, e);
            return names + " is missing and cannot be created: create it";
        }
    }
}
