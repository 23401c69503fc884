package io.rollcall.bench.faults;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.model.settings.SettingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A Rollcall with ports and a folder of its own. It consists either of {@code up}, with everything in one process, or
 * of one process each for broker, clean job, stats job and dashboard. A part has the name of its command.
 */
final class Pipeline implements RunningRollcall, AutoCloseable {
    static final String UP = "up";
    static final String BROKER = "broker";
    static final String CLEAN = "clean";
    static final String STATS = "stats";
    static final String DASHBOARD = "dashboard";

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final Product product;
    private final Optional<Product> former;
    private Product installed;
    private final Path folder;
    private final SourceForm form;
    private final Map<String, String> environment;
    private final int kafkaPort = freePort();
    private final int dashboardPort = freePort();
    private int advertisedPort = kafkaPort;
    private final Map<String, ProductProcess> running = new LinkedHashMap<>();
    /** All processes started here. None may outlive the harness, even if it is stopped during a round. */
    private final Queue<ProductProcess> started = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    /**
     * A pipeline whose raw records have this form, with settings that differ from the defaults.
     *
     * @param former a former version, for {@link #useFormerVersion}
     */
    Pipeline(
            Product product, Optional<Product> former, Path folder, Map<SettingKey, String> settings, SourceForm form) {
        this.form = form;
        this.product = product;
        this.former = former;
        this.installed = product;
        this.folder = folder;
        this.environment = new TreeMap<>();
        form.preset().ifPresent(preset -> environment.put(SettingKey.SOURCE.environmentVariable(), preset));
        settings.forEach((key, value) -> environment.put(key.environmentVariable(), value));
        environment.put(SettingKey.DATA_DIR.environmentVariable(), data().toString());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    /** Starts all parts from now on from the former version. Those that run stay as they are. */
    void useFormerVersion() {
        installed = former.orElseThrow();
    }

    /** Starts all parts from now on from this version. */
    void useThisVersion() {
        installed = product;
    }

    /** Announces another port to clients than the one on which the broker listens. Call it before the broker starts. */
    void advertise(int port) {
        advertisedPort = port;
    }

    /** Sets an environment variable for all parts that start from now on. */
    void environment(String name, String value) {
        environment.put(name, value);
    }

    /** Gives all parts that start from now on a file of Kafka client properties. */
    void clientProperties(String lines) throws IOException {
        Path file = Files.createDirectories(folder).resolve("client.properties");
        Files.writeString(file, lines + "\n");
        environment(SettingKey.KAFKA_CONFIG.environmentVariable(), file.toString());
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    /** The folder of the topics. */
    Path kafkaData() {
        return data().resolve("kafka");
    }

    CheckpointLog checkpoint(String job) {
        return new CheckpointLog(data().resolve("checkpoints").resolve("user_login_" + job));
    }

    /** Lets a second copy of a job start, as on a cluster's file system, which has no locks. */
    void unlock(String job) {
        try {
            Files.deleteIfExists(data().resolve("checkpoints").resolve("user_login_" + job + ".lock"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int kafkaPort() {
        return kafkaPort;
    }

    @Override
    public String bootstrapServer() {
        return "127.0.0.1:" + advertisedPort;
    }

    @Override
    public SourceForm form() {
        return form;
    }

    @Override
    public DashboardClient dashboard() {
        return new DashboardClient("http://127.0.0.1:" + dashboardPort);
    }

    /** Starts a part that is not running. */
    ProductProcess start(String part) {
        ProductProcess process = part.equals(BROKER)
                ? java(BROKER, BrokerMain.class, BrokerMain.arguments(kafkaData(), kafkaPort, advertisedPort))
                : rollcall(part, command(part));
        running.put(part, process);
        return process;
    }

    /** Starts the broker and waits until it accepts clients. */
    void startBroker() {
        awaitReady(start(BROKER));
    }

    /** Waits until a broker accepts clients. */
    void awaitReady(ProductProcess broker) {
        Waiting.until("the broker to start", TIMEOUT, () -> {
            checkAlive(broker);
            return broker.output().stream().anyMatch(line -> line.startsWith("broker ready"));
        });
    }

    /** Starts {@code rollcall} with a log of this name. The process is not one of the parts. */
    ProductProcess rollcall(String name, List<String> arguments) {
        return remember(installed.rollcall(name, logs(), environment, arguments));
    }

    /** Starts a main class of the harness with a log of this name. The process is not one of the parts. */
    ProductProcess java(String name, Class<?> main, List<String> arguments) {
        return remember(product.java(name, logs(), environment, main, arguments));
    }

    private ProductProcess remember(ProductProcess process) {
        started.add(process);
        if (closed) {
            // The harness is being stopped while a round is still running.
            process.kill();
        }
        return process;
    }

    private Path logs() {
        return folder.resolve("logs");
    }

    List<String> command(String part) {
        return switch (part) {
            case UP ->
                List.of(
                        UP,
                        "--no-producer",
                        "--kafka-port=" + kafkaPort,
                        "--dashboard-port=" + dashboardPort,
                        "--spark-ui-port=" + freePort());
            case DASHBOARD -> toKafka(DASHBOARD, "--port=" + dashboardPort);
            default -> toKafka(part);
        };
    }

    /** A command line with the address of this Kafka added. */
    List<String> toKafka(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--bootstrap-server=" + bootstrapServer());
        return arguments;
    }

    ProductProcess part(String name) {
        return running.get(name);
    }

    void kill(String part) {
        running.remove(part).kill();
    }

    /** Sends SIGTERM and waits; does nothing if the part is not running. */
    void stop(String part) {
        ProductProcess process = running.remove(part);
        if (process != null) {
            process.stop(STOP_TIMEOUT);
        }
    }

    /** Makes this process a part, in place of the previous process. */
    void replace(String part, ProductProcess process) {
        running.put(part, process);
    }

    @Override
    public void checkAlive() {
        running.values().forEach(Pipeline::checkAlive);
    }

    private static void checkAlive(ProductProcess process) {
        if (!process.isAlive()) {
            throw new RoundFailure(process.name() + " ended by itself with exit code " + process.exitCode() + ": "
                    + process.lastLine());
        }
    }

    @Override
    public void close() {
        closed = true;
        started.stream().filter(ProductProcess::isAlive).forEach(ProductProcess::kill);
    }
}
