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

/** Rollcall in containers, started by {@code deploy.sh}. Closing it removes the containers and their volumes. */
final class Deployment implements RunningRollcall, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(6);
    private static final Duration RESTART = Duration.ofMinutes(1);
    private static final Duration IN_SYNC = Duration.ofMinutes(2);
    private static final List<Integer> PORTS = List.of(9090, 10501, 10502, 29092, 29093, 29094);
    /** A separate compose project, so that the volumes of the user's own deployment are kept. */
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

    /**
     * Starts a deployment, without its own producer.
     *
     * @param ha whether to start it with high availability, that is, three brokers
     */
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

    /** The second dashboard, which a deployment with high availability has. */
    DashboardClient secondDashboard() {
        return new DashboardClient("http://localhost:10502");
    }

    boolean isHa() {
        return ha;
    }

    /** Does nothing: the engine restarts every part that ends. */
    @Override
    public void checkAlive() {}

    /**
     * Kills the process of a service, as the kernel would. The engine then restarts the service, which it would not do
     * after its own kill command. Returns when the service runs again.
     *
     * @throws RoundFailure if the process does not end, or the service does not run again within a minute
     */
    void kill(String service) {
        long pid = pid(service);
        ProcessHandle process = ProcessHandle.of(pid)
                .orElseThrow(() -> new RoundFailure("there is no process " + pid + " of " + service));
        process.destroyForcibly();
        Waiting.until(service + " to end after SIGKILL", RESTART, () -> !process.isAlive());
        Waiting.until(service + " to start again", RESTART, () -> pid(service) > 0 && pid(service) != pid);
    }

    /** After a broker was killed: waits until its replicas are out of sync, and then until all are in sync again. */
    void awaitCaughtUp() {
        try (Admin admin = Admin.create(kafka().properties())) {
            Waiting.until("replicas to be out of sync", IN_SYNC, () -> replicasOutOfSync(admin) > 0);
            Waiting.until("all replicas to be in sync", IN_SYNC, () -> replicasOutOfSync(admin) == 0);
        }
    }

    /** The number of replicas out of sync, over all topics including Kafka's own; -1 if the brokers cannot tell. */
    private static int replicasOutOfSync(Admin admin) {
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

    /** The id of the first process of a service; 0 if there is none. */
    private long pid(String service) {
        return Long.parseLong(run(List.of(engine, "inspect", "--format", "{{.State.Pid}}", container(service)))
                .trim());
    }

    /** The log of a service. */
    String log(String service) {
        return run(List.of(engine, "logs", container(service)));
    }

    /** The workers and applications, from Spark's master; an empty object if it does not answer. */
    JsonNode master() {
        try (InputStream in = URI.create("http://localhost:9090/json/").toURL().openStream()) {
            return Json.readTree(in.readAllBytes());
        } catch (IOException | IllegalArgumentException noAnswer) {
            return Json.object();
        }
    }

    /** The slots in use on each living worker, by the id of the worker. */
    Map<String, Integer> slotsInUse() {
        Map<String, Integer> slots = new TreeMap<>();
        for (JsonNode worker : master().path("workers")) {
            if (worker.path("state").asText().equals("ALIVE")) {
                slots.put(worker.path("id").asText(), worker.path("coresused").asInt());
            }
        }
        return slots;
    }

    /** The service of the worker with most slots in use. All executors of a job may be on one worker. */
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

    /** The address that is part of the id of a worker. */
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

    /** Whether a command succeeds. deploy.sh chooses the engine in the same way. */
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

    /**
     * Runs a command to its end; returns its output.
     *
     * @throws RoundFailure if it fails
     */
    private static String run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("DEPLOY_PROJECT", NAME);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new RoundFailure(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new RoundFailure("cannot run " + command.get(0) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundFailure("interrupted");
        }
    }
}
