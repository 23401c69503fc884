package io.rollcall.producer;

import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Checks the raw topic before anything is sent, so that a mistake is reported immediately and not after a long wait.
 */
final class RawTopic {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private RawTopic() {}

    /** @throws UserError if Kafka cannot be reached or the topic does not exist */
    static void check(KafkaSettings kafka, String topic) {
        Map<String, Object> properties = kafka.properties();
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        try (Admin admin = Admin.create(properties)) {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new UserError("Kafka at " + kafka.bootstrapServer() + " has no topic " + topic
                        + ": start `rollcall clean`, which creates it");
            }
            throw unreachable(kafka, e.getCause());
        } catch (KafkaException e) {
            throw unreachable(kafka, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while looking for the topic " + topic, e);
        }
    }

    /** The error for a Kafka that does not answer, refuses, or cannot be found. */
    static UserError unreachable(KafkaSettings kafka, Throwable cause) {
        String server = kafka.bootstrapServer();
        if (cause instanceof TimeoutException) {
            return new UserError(
                    Message.of(
                            "cannot reach Kafka at {}: no answer; start it, or name another with {}",
                            server,
                            SettingKey.BOOTSTRAP_SERVER),
                    cause);
        }
        if (cause instanceof AuthenticationException || cause instanceof AuthorizationException) {
            return new UserError(
                    Message.of(
                            "cannot reach Kafka at {}: it refused ({}); check {}",
                            server,
                            message(cause),
                            SettingKey.KAFKA_CONFIG),
                    cause);
        }
        // If the client cannot be created, the cause says why.
        Throwable why = cause.getCause() == null ? cause : cause.getCause();
        return new UserError(
                Message.of(
                        "cannot reach Kafka at {}: {}; check {} and {}",
                        server,
                        message(why),
                        SettingKey.BOOTSTRAP_SERVER,
                        SettingKey.KAFKA_CONFIG),
                cause);
    }

    private static String message(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
