package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/** A fault or change on a deployment in containers. The engine restarts a container that was killed. */
enum DeployedFault {
    WORKER("kill -9 of a worker, its executors with it") {
        @Override
        String inject(Deployment deployment) {
            Map<String, Integer> before = deployment.slotsInUse();
            deployment.kill(deployment.busiestWorker());
            Waiting.until("the master to miss a worker", MOVED, () -> isOneMissing(before, deployment.slotsInUse()));
            int lost = sum(before) - sum(inBoth(before, deployment.slotsInUse()));
            if (lost == 0) {
                throw new RoundFailure("the worker killed held no executor: nothing had to move");
            }
            Waiting.until(
                    "the executors to run on living workers", MOVED, () -> sum(deployment.slotsInUse()) == sum(before));
            Map<String, Integer> after = deployment.slotsInUse();
            return String.format(
                    "%d of %d slots went with it; then %d in use on what was left, %d on the worker started again",
                    lost, sum(before), sum(inBoth(after, before)), sum(after) - sum(inBoth(after, before)));
        }
    },
    MASTER("kill -9 of Spark's master") {
        @Override
        String inject(Deployment deployment) {
            deployment.kill("spark-master");
            Waiting.until(
                    "the master to know both workers and both jobs again",
                    Duration.ofMinutes(2),
                    () -> deployment.master().path("aliveworkers").asInt() == 2
                            && deployment.master().path("activeapps").size() == 2);
            return "it knows both workers and both jobs again";
        }
    },
    CLEAN("kill -9 of the driver of user_login_clean") {
        @Override
        String inject(Deployment deployment) {
            deployment.kill("clean");
            return "from its checkpoint";
        }
    },
    STATS("kill -9 of the driver of user_login_stats") {
        @Override
        String inject(Deployment deployment) {
            deployment.kill("stats");
            return "from its checkpoint";
        }
    },
    BROKER("kill -9 of the broker; with three of them, of each in turn") {
        @Override
        Optional<String> watchBefore(Deployment deployment) {
            if (!deployment.isHa()) {
                return Optional.empty();
            }
            UpdateGaps pauses = UpdateGaps.watch(deployment);
            Waiting.pause(WITHOUT_FAULT_MILLIS);
            return Optional.of("with all three: " + pauses.result());
        }

        @Override
        String inject(Deployment deployment) {
            if (!deployment.isHa()) {
                deployment.kill("kafka");
                return "the only one";
            }
            UpdateGaps pauses = UpdateGaps.watch(deployment);
            for (String broker : List.of("kafka", "kafka-2", "kafka-3")) {
                pauses.mark("kill -9 of " + broker);
                deployment.kill(broker);
                // The deployment survives the loss of one broker, not of two.
                deployment.awaitCaughtUp();
                pauses.mark("all in sync");
                Waiting.pause(AFTER_MILLIS);
            }
            return pauses.result();
        }
    },
    PARTITIONS("user-login gets 8 partitions, more than the clean job has slots") {
        @Override
        String inject(Deployment deployment) throws ExecutionException, InterruptedException {
            try (Admin admin = Admin.create(deployment.kafka().properties())) {
                admin.createPartitions(Map.of(deployment.topics().raw(), NewPartitions.increaseTo(PARTITIONS_THEN)))
                        .all()
                        .get();
            }
            Waiting.until("the clean job to fall back to micro-batches", Duration.ofMinutes(2), () -> deployment
                    .log("clean")
                    .contains("real-time needs " + PARTITIONS_THEN + " slots"));
            return "it says that real-time needs " + PARTITIONS_THEN + " slots, and runs in micro-batches";
        }
    };

    private static final Duration MOVED = Duration.ofMinutes(3);
    private static final int PARTITIONS_THEN = 8;
    private static final long WITHOUT_FAULT_MILLIS = 60_000;
    private static final long AFTER_MILLIS = 10_000;

    private final String description;

    DeployedFault(String description) {
        this.description = description;
    }

    /** What was observed before the fault, if that is worth reporting. */
    Optional<String> watchBefore(Deployment deployment) {
        return Optional.empty();
    }

    /** Injects the fault; returns what was observed. */
    abstract String inject(Deployment deployment) throws ExecutionException, InterruptedException;

    /** Whether a worker is missing. If the master does not answer, that is not known, and the result is false. */
    private static boolean isOneMissing(Map<String, Integer> before, Map<String, Integer> now) {
        return !now.isEmpty() && !now.keySet().containsAll(before.keySet());
    }

    /** The entries of {@code workers} whose worker is also in {@code others}. */
    private static Map<String, Integer> inBoth(Map<String, Integer> workers, Map<String, Integer> others) {
        Map<String, Integer> kept = new TreeMap<>(workers);
        kept.keySet().retainAll(others.keySet());
        return kept;
    }

    private static int sum(Map<String, Integer> slots) {
        return slots.values().stream().mapToInt(Integer::intValue).sum();
    }

    String description() {
        return description;
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /**
     * The fault with this name, or all.
     *
     * @throws IllegalArgumentException if there is none
     */
    static List<DeployedFault> named(String label) {
        if (label.equals("all")) {
            return List.of(values());
        }
        return List.of(Arrays.stream(values())
                .filter(fault -> fault.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no fault " + label)));
    }
}
