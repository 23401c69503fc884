package io.rollcall.app.command;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A broker with TLS and password authentication. */
final class SecuredBroker implements AutoCloseable {
    static final String PASSWORD = "s3cr3t-of-rollcall";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final EmbeddedBroker broker;
    private final Path clientProperties;

    private SecuredBroker(EmbeddedBroker broker, Path clientProperties) {
        this.broker = broker;
        this.clientProperties = clientProperties;
    }

    static SecuredBroker start(Path folder) throws IOException, InterruptedException {
        Path keys = folder.resolve("broker.p12");
        Path certificate = folder.resolve("broker.pem");
        Path trusted = folder.resolve("trusted.p12");
        keytool(keys, "-genkeypair", "-alias", "broker", "-keyalg", "EC", "-dname", "CN=localhost")
                .add("-ext", "san=ip:127.0.0.1,dns:localhost")
                .run();
        keytool(keys, "-exportcert", "-rfc", "-alias", "broker", "-file", certificate.toString())
                .run();
        keytool(trusted, "-importcert", "-noprompt", "-alias", "broker", "-file", certificate.toString())
                .run();
        Map<String, String> config = Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                LOGIN + " username=\"broker\" password=\"" + PASSWORD + "\" user_broker=\"" + PASSWORD
                        + "\" user_rollcall=\"" + PASSWORD + "\";",
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keys.toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.truststore.location",
                trusted.toString(),
                "ssl.truststore.password",
                PASSWORD);
        Path client = Files.writeString(
                folder.resolve("client.properties"), """
                security.protocol=SASL_SSL
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s username="rollcall" password="%s";
                ssl.truststore.location=%s
                ssl.truststore.password=%s
                """.formatted(LOGIN, PASSWORD, trusted, PASSWORD));
        return new SecuredBroker(EmbeddedBroker.start(folder.resolve("kafka"), config), client);
    }

    private static KeyTool keytool(Path store, String... arguments) {
        return new KeyTool(new java.util.ArrayList<>(List.of(arguments)))
                .add("-keystore", store.toString())
                .add("-storetype", "PKCS12")
                .add("-storepass", PASSWORD);
    }

    private record KeyTool(List<String> arguments) {
        KeyTool add(String option, String value) {
            arguments.add(option);
            arguments.add(value);
            return this;
        }

        void run() throws IOException, InterruptedException {
            arguments.add(
                    0,
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
            Process process =
                    new ProcessBuilder(arguments).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(said);
            }
        }
    }

    String bootstrapServer() {
        return broker.bootstrapServer();
    }

    /** The file of client properties, for {@code --kafka-config}. */
    Path clientProperties() {
        return clientProperties;
    }

    KafkaSettings kafka() {
        return new KafkaSettings(bootstrapServer(), clientProperties);
    }

    @Override
    public void close() {
        broker.close();
    }
}
