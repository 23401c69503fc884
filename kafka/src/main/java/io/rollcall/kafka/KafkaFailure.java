package io.rollcall.kafka;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Turns what Kafka's clients throw into a line for a person. */
public final class KafkaFailure {
    private KafkaFailure() {}

    /** What went wrong with the Kafka at this HOST:PORT within 5 s, and what to do. */
    public static UserError userError(String server, Throwable failure) {
        return userError(server, TopicAdmin.AT_A_TERMINAL, failure);
    }

    static UserError userError(String server, Duration patience, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && !(root instanceof AuthenticationException)) {
            root = root.getCause();
        }
        if (root instanceof AuthenticationException || root instanceof AuthorizationException) {
            return new UserError(
                    Message.of("Kafka at {} refuses: {}: check {}", server, root.getMessage(), SettingKey.KAFKA_CONFIG),
                    failure);
        }
        if (root instanceof ConfigException
                && !String.valueOf(root.getMessage()).contains("bootstrap")) {
            return new UserError(
                    Message.of("bad Kafka client properties: {}: check {}", root.getMessage(), SettingKey.KAFKA_CONFIG),
                    failure);
        }
        if (root instanceof ConfigException || failure instanceof TimeoutException) {
            return new UserError(
                    Message.of(
                            "cannot reach Kafka at {} within {} s: start it, or name another with {}",
                            server,
                            patience.toSeconds(),
                            SettingKey.BOOTSTRAP_SERVER),
                    failure);
        }
        return new UserError("Kafka at " + server + " failed: " + root.getMessage(), failure);
    }

    public static UserError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UserError("interrupted", e);
    }
}
