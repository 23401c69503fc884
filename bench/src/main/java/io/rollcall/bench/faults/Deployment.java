package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.text.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;

/** Rollcall on containers, as {@code deploy.sh} starts it; gone, with its volumes, when closed. */
final class Deployment implements Observed, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration RESTART = Duration.ofMinutes(1);
    private static final Duration IN_SYNC = Duration.ofMinutes(2);
    private static final List<Integer> PORTS = List.of(9090, 10501, 10502, 29092, 29093, 29094);
    /** Of its own: what a user deployed keeps its volumes. */
    private static final String NAME = "rollcall-faults";

    private static final String PROJECT = "label=com.docker.compose.project=" + NAME;

    private final Path home;
    private final boolean ha;
    private final String engine =
            works("docker", "info") && works("docker", "compose", "version") ? "docker" : "podman";

    private Deployment(Path home, boolean ha) {
        this.home = home;
        this.ha = ha;
    }

    /** Starts it, without its own producer. @param ha with three brokers */
    static Deployment start(Path home, boolean ha) {
        Deployment deployment = new Deployment(home, ha);
        List<String> command = new ArrayList<>(List.of("sh", home.resolve("deploy.sh") + "", "up"));
        if (ha) {
            command.add("--ha");
        }
        System.out.print(run(command));
        run(List.of(deployment.engine, "stop", deployment.container("producer")));
        return deployment;
    }

    @Override
    public String bootstrapServer() {
        return ha ? "localhost:29092,localhost:29093,localhost:29094" : "localhost:29092";
    }

    @Override
    public DashboardClient dashboard() {
        return new DashboardClient("http://localhost:10501");
    }

    /** The second one of the HA set-up. */
    DashboardClient secondDashboard() {
        return new DashboardClient("http://localhost:10502");
    }

    boolean isHa() {
        return ha;
    }

    /** Whatever ends is started again: nothing here ends for good. */
    @Override
    public void checkAlive() {}

    /**
     * SIGKILL from outside, as by the kernel: an engine's own kill would count as wanted. Returns when the service runs
     * again, which is the engine's business and nobody else's.
     *
     * @throws RoundFailure if it did not end of it, or does not come back within a minute
     */
    void kill(String service) {
        long pid = pid(service);
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new RoundFailure("there is no process " + pid + " of " + service));
        process.destroyForcibly();
        Waiting.until(service + " to end of a kill", RESTART, () -> !process.isAlive());
        Waiting.until(service + " to be started again", RESTART, () -> pid(service) > 0 && pid(service) != pid);
    }

    /** Waits until the replicas of a broker just killed are missed, and then until none is any more. */
    void awaitCaughtUp() {
        try (Admin admin = Admin.create(kafka().properties())) {
            Waiting.until("replicas to be missed", IN_SYNC, () -> replicasMissed(admin) > 0);
            Waiting.until("all replicas to be in sync", IN_SYNC, () -> replicasMissed(admin) == 0);
        }
    }

    /** Of all partitions of all topics, Kafka's own too; -1 if the brokers cannot tell now. */
    private static int replicasMissed(Admin admin) {
        try {
            Set<String> topics = admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get();
            return admin.describeTopics(topics).allTopicNames().get().values().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .mapToInt(partition ->
                            partition.replicas().size() - partition.isr().size())
                    .sum();
        } catch (ExecutionException notNow) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundFailure("interrupted");
        }
    }

    /** Of its first process, 0 while there is none. */
    private long pid(String service) {
        return Long.parseLong(run(List.of(engine, "inspect", "--format", "{{.State.Pid}}", container(service)))
                .trim());
    }

    /** What a service has said. */
    String log(String service) {
        return run(List.of(engine, "logs", container(service)));
    }

    /** What Spark's master says of workers and applications. */
    JsonNode master() {
        try (InputStream in = URI.create("http://localhost:9090/json/").toURL().openStream()) {
            return Json.readTree(in.readAllBytes());
        } catch (IOException | IllegalArgumentException notThere) {
            return Json.object();
        }
    }

    /** Slots in use of each living worker, by its id. */
    Map<String, Integer> slotsInUse() {
        Map<String, Integer> slots = new TreeMap<>();
        for (JsonNode worker : master().path("workers")) {
            if (worker.path("state").asText().equals("ALIVE")) {
                slots.put(worker.path("id").asText(), worker.path("coresused").asInt());
            }
        }
        return slots;
    }

    /** The service whose worker has most slots in use: a job's executors may all be on one. */
    String busiestWorker() {
        Map<String, Integer> slots = slotsInUse();
        return Stream.of("spark-worker-a", "spark-worker-b")
                .max(Comparator.comparingInt(service -> slotsAt(address(service), slots)))
                .orElseThrow();
    }

    private static int slotsAt(String address, Map<String, Integer> slots) {
        return slots.entrySet().stream()
                .filter(worker -> worker.getKey().contains("-" + address + "-"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** By which a worker names itself to the master. */
    private String address(String service) {
        return run(List.of(engine, "exec", container(service), "hostname", "-i"))
                .trim()
                .split("\\s+")[0];
    }

    private String container(String service) {
        return run(List.of(
                        engine,
                        "ps",
                        "-aq",
                        "--filter",
                        PROJECT,
                        "--filter",
                        "label=com.docker.compose.service=" + service))
                .lines()
                .findFirst()
                .orElseThrow(() -> new RoundFailure("there is no container of " + service));
    }

    /** @throws RoundFailure if a container or a port is left */
    @Override
    public void close() {
        System.out.print(run(List.of("sh", home.resolve("deploy.sh") + "", "down", "--volumes", "--yes")));
        String left = run(List.of(engine, "ps", "-aq", "--filter", PROJECT));
        if (!left.isBlank()) {
            throw new RoundFailure("deploy.sh down left containers: " + left);
        }
        PORTS.stream().filter(Deployment::isOpen).findFirst().ifPresent(port -> {
            throw new RoundFailure("deploy.sh down left port " + port + " open");
        });
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }

    /** As {@code deploy.sh} chooses. */
    private static boolean works(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs a command to its end; returns what it said. @throws RoundFailure if it fails */
    private static String run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("DEPLOY_PROJECT", NAME);
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new RoundFailure(String.join(" ", command) + " failed: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new RoundFailure("cannot run " + command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundFailure("interrupted");
        }
    }
}
