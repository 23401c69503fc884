package io.rollcall.kafka;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Turns exceptions of Kafka's clients into errors of one line that say what to do. */
public final class KafkaFailure {
    private KafkaFailure() {}

    /** The error for what a client threw. @param server HOST:PORT */
    public static UserError userError(String server, Throwable failure) {
        return userError(server, TopicAdmin.INTERACTIVE_TIMEOUT, failure);
    }

    static UserError userError(String server, Duration timeout, Throwable failure) {
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
                            timeout.toSeconds(),
                            SettingKey.BOOTSTRAP_SERVER),
                    failure);
        }
        return new UserError("Kafka at " + server + " failed: " + root.getMessage(), failure);
    }

    /** The error for an interrupted wait; sets the interrupt flag of the thread again. */
    public static UserError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UserError("interrupted", e);
    }
}
