package io.rollcall.bench.faults;

import io.rollcall.model.settings.SettingKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Rollcall on ports and in a folder of its own: either {@code up}, all in one process, or broker, clean, stats and
 * dashboard in a process each. Parts are named by their command.
 */
final class Pipeline implements Observed, AutoCloseable {
    static final String UP = "up";
    static final String BROKER = "broker";
    static final String CLEAN = "clean";
    static final String STATS = "stats";
    static final String DASHBOARD = "dashboard";

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final Product product;
    private final Path folder;
    private final Map<String, String> environment;
    private final int kafkaPort = freePort();
    private final int dashboardPort = freePort();
    private int advertisedPort = kafkaPort;
    private final Map<String, ProductProcess> running = new LinkedHashMap<>();
    /** Whatever was started, parts or not: none may outlive a harness that is stopped in the middle. */
    private final Queue<ProductProcess> started = new ConcurrentLinkedQueue<>();

    private volatile boolean closed;

    Pipeline(Product product, Path folder, Map<SettingKey, String> settings) {
        this.product = product;
        this.folder = folder;
        this.environment = new TreeMap<>();
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

    /** Tells clients another port than the one the broker listens on; before it starts. */
    void advertise(int port) {
        advertisedPort = port;
    }

    /** Sets an environment variable for the parts started from now on. */
    void environment(String name, String value) {
        environment.put(name, value);
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    CheckpointLog checkpoint(String job) {
        return new CheckpointLog(data().resolve("checkpoints").resolve("user_login_" + job));
    }

    int kafkaPort() {
        return kafkaPort;
    }

    @Override
    public String bootstrapServer() {
        return "127.0.0.1:" + advertisedPort;
    }

    @Override
    public DashboardClient dashboard() {
        return new DashboardClient("http://127.0.0.1:" + dashboardPort);
    }

    /** Starts a part that does not run. */
    ProductProcess start(String part) {
        ProductProcess process = part.equals(BROKER)
                ? remember(product.broker(logs(), environment, data().resolve("kafka"), kafkaPort, advertisedPort))
                : rollcall(part, command(part));
        running.put(part, process);
        return process;
    }

    /** Starts the broker, and waits until it serves. */
    void startBroker() {
        ProductProcess broker = start(BROKER);
        Waiting.until("the broker to start", PATIENCE, () -> {
            checkAlive(broker);
            return broker.said().stream().anyMatch(line -> line.startsWith("broker ready"));
        });
    }

    /** Starts {@code rollcall} with a log of this name. It is not counted among the parts. */
    ProductProcess rollcall(String name, List<String> arguments) {
        return remember(product.rollcall(name, logs(), environment, arguments));
    }

    private ProductProcess remember(ProductProcess process) {
        started.add(process);
        if (closed) {
            // The harness is being stopped while a round still goes on.
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

    /** A command line with the address of this Kafka. */
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

    /** SIGTERM. */
    void stop(String part) {
        ProductProcess process = running.remove(part);
        if (process != null) {
            process.stop(STOP);
        }
    }

    /** Puts a process in a part's place. */
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
                    + process.lastWords());
        }
    }

    @Override
    public void close() {
        closed = true;
        started.stream().filter(ProductProcess::isAlive).forEach(ProductProcess::kill);
    }
}
