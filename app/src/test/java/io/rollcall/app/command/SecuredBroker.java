package io.rollcall.app.command;

import io.rollcall.app.broker.EmbeddedBroker;
import io.rollcall.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A broker with TLS on both sides, where each client needs a certificate, and signs in by any of three mechanisms. */
final class SecuredBroker implements AutoCloseable {
    static final String PASSWORD = "s3cr3t-of-rollcall";
    private static final String PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String TOKEN = "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required";
    private static final String USER = " username=\"rollcall\" password=\"" + PASSWORD + "\"";

    /** How a client signs in. */
    enum Mechanism {
        PLAIN("PLAIN", SecuredBroker.PLAIN + USER),
        SCRAM("SCRAM-SHA-512", SecuredBroker.SCRAM + USER),
        /** With tokens that Kafka's own module makes, as there is no provider. */
        TOKEN("OAUTHBEARER", SecuredBroker.TOKEN + " unsecuredLoginStringClaim_sub=\"rollcall\"");

        private final String kafkaName;
        private final String login;

        Mechanism(String kafkaName, String login) {
            this.kafkaName = kafkaName;
            this.login = login;
        }
    }

    private final EmbeddedBroker broker;
    private final Path folder;

    private SecuredBroker(EmbeddedBroker broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
    }

    static SecuredBroker start(Path folder) throws Exception {
        for (String owner : List.of("broker", "client")) {
            Path keys = folder.resolve(owner + ".p12");
            String certificate = folder.resolve(owner + ".pem").toString();
            keytool(keys, "-genkeypair", "-alias", owner, "-keyalg", "EC", "-dname", "CN=" + owner)
                    .add("-ext", "san=ip:127.0.0.1,dns:localhost")
                    .run();
            keytool(keys, "-exportcert", "-rfc", "-alias", owner, "-file", certificate)
                    .run();
            keytool(folder.resolve("trusted.p12"), "-importcert", "-noprompt", "-alias", owner, "-file", certificate)
                    .run();
        }
        Map<String, String> config = new HashMap<>(Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.enabled.mechanisms",
                "PLAIN,SCRAM-SHA-512,OAUTHBEARER",
                "listener.name.plaintext.plain.sasl.jaas.config",
                PLAIN + " username=\"broker\" password=\"" + PASSWORD + "\" user_broker=\"" + PASSWORD
                        + "\" user_rollcall=\"" + PASSWORD + "\";",
                "listener.name.plaintext.scram-sha-512.sasl.jaas.config",
                SCRAM + ";",
                "listener.name.plaintext.oauthbearer.sasl.jaas.config",
                TOKEN + " unsecuredLoginStringClaim_sub=\"broker\";",
                "ssl.client.auth",
                "required"));
        config.putAll(stores(folder, "broker"));
        SecuredBroker secured = new SecuredBroker(EmbeddedBroker.start(folder.resolve("kafka"), config), folder);
        try (Admin admin = Admin.create(
                new KafkaSettings(secured.bootstrapServer(), secured.clientProperties(Mechanism.PLAIN)).properties())) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "rollcall", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get();
        }
        return secured;
    }

    private static Map<String, String> stores(Path folder, String owner) {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                folder.resolve(owner + ".p12").toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.truststore.location",
                folder.resolve("trusted.p12").toString(),
                "ssl.truststore.password",
                PASSWORD);
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

    /** A file of client properties, for {@code --kafka-config}. */
    Path clientProperties(Mechanism mechanism) throws IOException {
        StringBuilder text = new StringBuilder("security.protocol=SASL_SSL\n");
        text.append("sasl.mechanism=").append(mechanism.kafkaName).append('\n');
        text.append("sasl.jaas.config=").append(mechanism.login).append(";\n");
        stores(folder, "client")
                .forEach((key, value) ->
                        text.append(key).append('=').append(value).append('\n'));
        return Files.writeString(folder.resolve(mechanism + ".properties"), text);
    }

    KafkaSettings kafka() throws IOException {
        return new KafkaSettings(bootstrapServer(), clientProperties(Mechanism.PLAIN));
    }

    @Override
    public void close() {
        broker.close();
    }
}
