package io.rollcall.kafka;

import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Which Kafka to talk to, and how.
 *
 * @param bootstrapServer HOST:PORT, several separated by commas
 * @param clientProperties file of client properties (SASL, TLS), or null
 */
public record KafkaSettings(String bootstrapServer, Path clientProperties) {
    /** A broker whose machine is gone answers nothing, not even no; by Kafka's own default a client waits 10 s for it. */
    private static final String CONNECT_TIMEOUT_MILLIS = "2000";

    /** The Kafka that these settings name. */
    public static KafkaSettings of(Settings settings) {
        String file = settings.text(SettingKey.KAFKA_CONFIG);
        return new KafkaSettings(settings.text(SettingKey.BOOTSTRAP_SERVER), file.isEmpty() ? null : Path.of(file));
    }

    /**
     * The properties every client starts from: those of the file, the bootstrap server, and, unless the file says
     * otherwise, a first wait of 2 s for a connection. Never log them: they may hold secrets.
     *
     * @throws UserError if the file cannot be read
     */
    public Map<String, Object> properties() {
        Map<String, Object> all = new TreeMap<>();
        all.put("socket.connection.setup.timeout.ms", CONNECT_TIMEOUT_MILLIS);
        if (clientProperties != null) {
            Properties file = new Properties();
            try (Reader reader = Files.newBufferedReader(clientProperties, StandardCharsets.UTF_8)) {
                file.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new UserError(
                        Message.of(
                                "cannot read the Kafka client properties in {}: check {}",
                                clientProperties,
                                SettingKey.KAFKA_CONFIG),
                        e);
            }
            file.stringPropertyNames().forEach(name -> all.put(name, file.getProperty(name)));
        }
        all.put("bootstrap.servers", bootstrapServer);
        return all;
    }

    /**
     * The properties every producer starts from: those of every client, and one request at a time. With several, the
     * first batches to a partition that was only just made may be refused and accepted out of turn, and brokers before
     * the fix of KAFKA-15591 then refuse the one left behind for as long as it is retried.
     *
     * @throws UserError if the file cannot be read
     */
    public Map<String, Object> producerProperties() {
        Map<String, Object> all = properties();
        all.put("max.in.flight.requests.per.connection", 1);
        return all;
    }
}
