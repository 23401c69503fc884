package io.rollcall.app.broker;

import com.sun.management.UnixOperatingSystemMXBean;
import io.rollcall.model.process.MachineLimit;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A Kafka broker (KRaft: broker and controller in one) inside this JVM, on 127.0.0.1. Its data stays in its directory
 * from one start to the next.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private static final String HOST = EmbeddedBrokerConfig.HOST;

    /** With less free space Kafka cannot begin a segment, because its indexes take 20 MB. */
    private static final long MIN_FREE_MEGABYTES = 32;

    /** When it fails for lack of file descriptors, no more than these are left: some are closed while it fails. */
    private static final long FEW_FILES = 32;

    /** Kafka ends the JVM on fatal errors through a global hook, so all brokers of a JVM share this. */
    private static volatile CompletableFuture<String> failure = new CompletableFuture<>();

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker, which accepts clients when this returns.
     *
     * @param directory where it keeps its topics; created if missing
     * @param port to listen on, 0 for any free port
     * @throws UserError if the port is in use, or the directory cannot be written
     */
    public static EmbeddedBroker start(Path directory, int port) {
        return start(directory, port, 0);
    }

    /** Starts a broker on a free port, with these properties in place of its own. */
    public static EmbeddedBroker start(Path directory, Map<String, String> properties) {
        return start(directory, 0, 0, properties);
    }

    /**
     * Starts a broker behind a proxy.
     *
     * @param advertisedPort the port on 127.0.0.1 that clients are told to use, 0 for the port it listens on
     */
    public static EmbeddedBroker start(Path directory, int port, int advertisedPort) {
        return start(directory, port, advertisedPort, Map.of());
    }

    private static EmbeddedBroker start(Path directory, int port, int advertisedPort, Map<String, String> properties) {
        int listenPort = freePort(port);
        takeOverExit(directory);
        format(directory);
        KafkaRaftServer server = null;
        try {
            Map<String, String> config = EmbeddedBrokerConfig.of(
                    directory, listenPort, advertisedPort == 0 ? listenPort : advertisedPort, freePort(0));
            config.putAll(properties);
            server = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, listenPort);
        } catch (RuntimeException e) {
            if (server != null) {
                server.shutdown();
            }
            throw new UserError("the embedded Kafka did not start in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** HOST:PORT for clients. */
    public String bootstrapServer() {
        return HOST + ":" + port;
    }

    /** Completes with the reason if Kafka fails for good in this JVM, for example on a full disk. */
    public static CompletionStage<String> failure() {
        return failure;
    }

    /** Stops the broker cleanly. */
    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static int freePort(int wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), wanted));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new UserError(
                    Message.of(
                            "port {} is in use: stop the process that listens there, or choose another port with {}",
                            wanted,
                            SettingKey.KAFKA_PORT),
                    e);
        } catch (IOException e) {
            throw new UserError("cannot listen on port " + wanted + ": " + e.getMessage(), e);
        }
    }

    private static void takeOverExit(Path directory) {
        failure = new CompletableFuture<>();
        Exit.Procedure giveUp = (status, message) -> {
            failure.complete(reason(directory, message));
            throw new IllegalStateException("Kafka failed with status " + status);
        };
        Exit.setExitProcedure(giveUp);
        Exit.setHaltProcedure(giveUp);
    }

    private static String reason(Path directory, String message) {
        long megabytes = directory.toFile().getUsableSpace() / (1024 * 1024);
        if (megabytes < MIN_FREE_MEGABYTES) {
            return "the disk of " + directory + " is full (" + megabytes
                    + " MB left): free some space, then start again; Kafka continues where it stopped";
        }
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getOpenFileDescriptorCount() + FEW_FILES > system.getMaxFileDescriptorCount()) {
            return MachineLimit.OPEN_FILES.advice();
        }
        return message == null ? "it failed: the log says why" : message;
    }

    /** Kafka itself would try again for ever. */
    private static void requireKnownMetadata(Path directory) throws Exception {
        int level = new BootstrapDirectory(directory.toString()).read().featureLevel(MetadataVersion.FEATURE_NAME);
        int newest = MetadataVersion.latestProduction().featureLevel();
        if (level > newest) {
            throw new UserError(Message.of(
                    "the topics in {} are of a newer Kafka (metadata version {}, this one reads up to {}): start the version"
                            + " of Rollcall that made them, or choose another data directory with {}",
                    directory,
                    level,
                    newest,
                    SettingKey.DATA_DIR));
        }
    }

    private static void format(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!Files.isWritable(directory)) {
                throw new IOException("not writable");
            }
            if (Files.exists(directory.resolve("meta.properties"))) {
                requireKnownMetadata(directory);
                return;
            }
            try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
                new Formatter()
                        .setPrintStream(quiet)
                        .setNodeId(EmbeddedBrokerConfig.NODE_ID)
                        .setClusterId(Uuid.randomUuid().toString())
                        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                        .setReleaseVersion(MetadataVersion.latestProduction())
                        .setControllerListenerName(EmbeddedBrokerConfig.CONTROLLER)
                        .addDirectory(directory.toString())
                        .setMetadataLogDirectory(directory.toString())
                        .run();
            }
        } catch (UserError e) {
            throw e;
        } catch (Exception e) {
            throw new UserError(
                    Message.of(
                            "cannot write the data directory {}: make it writable, or choose another with {}",
                            directory,
                            SettingKey.DATA_DIR),
                    e);
        }
    }
}
