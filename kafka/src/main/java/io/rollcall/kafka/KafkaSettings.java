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
 * Which Kafka to connect to, and how.
 *
 * @param bootstrapServer HOST:PORT, several separated by commas
 * @param clientProperties file of client properties (SASL, TLS), or null
 */
public record KafkaSettings(String bootstrapServer, Path clientProperties) {
    /** If a broker's machine is down, nothing refuses the connection, and a client would wait 10 s by default. */
    private static final String CONNECT_TIMEOUT_MILLIS = "2000";

    /** The Kafka that these settings name. */
    public static KafkaSettings of(Settings settings) {
        String file = settings.text(SettingKey.KAFKA_CONFIG);
        return new KafkaSettings(settings.text(SettingKey.BOOTSTRAP_SERVER), file.isEmpty() ? null : Path.of(file));
    }

    /**
     * The properties that every client starts from: those of the file, the bootstrap server and, unless the file sets
     * another, a connection timeout of 2 s. Never log them: they may contain secrets.
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
     * The properties that every producer starts from: those of every client, and one request at a time. With several in
     * flight, a partition that was just created may refuse the first batch and accept a later one. Brokers before the
     * fix of KAFKA-15591 then refuse the first one for as long as the producer retries it.
     *
     * @throws UserError if the file cannot be read
     */
    public Map<String, Object> producerProperties() {
        Map<String, Object> all = properties();
        all.put("max.in.flight.requests.per.connection", 1);
        return all;
    }
}
