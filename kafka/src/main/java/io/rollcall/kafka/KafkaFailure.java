package io.rollcall.kafka;

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
                    "Kafka at " + server + " refuses: " + root.getMessage() + ": check --kafka-config", failure);
        }
        if (root instanceof ConfigException
                && !String.valueOf(root.getMessage()).contains("bootstrap")) {
            return new UserError(
                    "bad Kafka client properties: " + root.getMessage() + ": check --kafka-config", failure);
        }
        if (root instanceof ConfigException || failure instanceof TimeoutException) {
            return new UserError(
                    "cannot reach Kafka at " + server + " within " + timeout.toSeconds()
                            + " s: start it, or name another with --bootstrap-server",
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
