package io.rollcall.kafka;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
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
        if (root instanceof InvalidConfigurationException
                || root instanceof ConfigException
                        && !String.valueOf(root.getMessage()).contains("bootstrap")) {
            return new UserError(
                    Message.of("bad Kafka client properties: {}: check {}", root.getMessage(), SettingKey.KAFKA_CONFIG),
                    failure);
        }
        if (root instanceof ConfigException || failure instanceof TimeoutException) {
            List<String> hosts = BootstrapHosts.unknown(server);
            if (!hosts.isEmpty()) {
                return new UserError(
                        Message.of(
                                "no address is known for the host {} of Kafka: correct it in {}, or see to the name service"
                                        + " (DNS) of this machine",
                                String.join(" and ", hosts),
                                SettingKey.BOOTSTRAP_SERVER),
                        failure);
            }
            return new UserError(
                    Message.of(
                            "cannot reach Kafka at {} within {} s: start it, or name another with {}",
                            server,
                            timeout.toSeconds(),
                            SettingKey.BOOTSTRAP_SERVER),
                    failure);
        }
        if (isAboutAFile(failure)) {
            return new UserError(
                    Message.of(
                            "cannot use a file that the Kafka client properties name: {}: check {}",
                            described(root),
                            SettingKey.KAFKA_CONFIG),
                    failure);
        }
        return new UserError("Kafka at " + server + " failed: " + root.getMessage(), failure);
    }

    /** Whether a key store, trust store, PEM or JAAS file is missing, damaged, or its password wrong. */
    private static boolean isAboutAFile(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage());
            if (cause instanceof FileSystemException
                    || cause instanceof FileNotFoundException
                    || cause instanceof GeneralSecurityException
                    || said.contains("SSL keystore")
                    || said.contains("SSL truststore")) {
                return true;
            }
        }
        return false;
    }

    /** Java's message for a missing file is its name alone. */
    private static String described(Throwable root) {
        return root instanceof NoSuchFileException missing
                ? "there is no " + missing.getFile()
                : root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** The error for an interrupted wait; sets the interrupt flag of the thread again. */
    public static UserError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new UserError("interrupted", e);
    }
}
