package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The main class of the fault harness for a deployment in containers. */
public final class DeployedFaults {
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final long BEFORE_MILLIS = 3_000;

    private final Deployment deployment;
    private final Product product;
    private final Path logs;
    private final int rate;
    private final ResultTable table = new ResultTable();

    private DeployedFaults(Deployment deployment, Product product, Path logs, int rate) {
        this.deployment = deployment;
        this.product = product;
        this.logs = logs;
        this.rate = rate;
    }

    /** Arguments: see {@code bench/faults --help}; exit code 1 if a round was not exact, 2 on bad usage. */
    public static void main(String[] args) {
        List<DeployedFault> faults = new ArrayList<>();
        int rounds = 1;
        int rate = 2_000;
        boolean ha = false;
        try {
            Iterator<String> words = Arrays.asList(args).iterator();
            while (words.hasNext()) {
                String word = words.next();
                switch (word) {
                    case "--deployed" -> {}
                    case "--ha" -> ha = true;
                    case "--fault" -> faults.addAll(DeployedFault.named(words.next()));
                    case "--rounds" -> rounds = Integer.parseInt(words.next());
                    case "--rate" -> rate = Integer.parseInt(words.next());
                    case "--list" -> {
                        Arrays.stream(DeployedFault.values())
                                .forEach(fault -> System.out.printf("%-24s %s%n", fault.label(), fault.description()));
                        return;
                    }
                    default -> throw new IllegalArgumentException("there is no option " + word);
                }
            }
        } catch (RuntimeException e) {
            System.err.println("faults: " + e.getMessage() + "; see --help");
            System.exit(2);
        }
        Path home = Path.of(System.getProperty("rollcall.home"));
        Path logs = Path.of(System.getProperty("rollcall.faults.folder"));
        boolean passed;
        try (Deployment deployment = Deployment.start(home, ha)) {
            passed = new DeployedFaults(deployment, new Product(home), logs, rate).run(faults, rounds);
        } catch (RoundFailure e) {
            System.err.println("faults: " + e.getMessage());
            passed = false;
        }
        System.exit(passed ? 0 : 1);
    }

    private boolean run(List<DeployedFault> faults, int rounds) {
        for (DeployedFault fault : faults) {
            for (int round = 0; round < rounds; round++) {
                table.add(fault.label(), round(fault, round));
            }
        }
        table.print(System.out);
        return table.allPassed(false);
    }

    private ResultTable.Round round(DeployedFault fault, int round) {
        RoundReport report = new RoundReport(fault.label() + " " + (round + 1));
        Load load = Load.start(deployment, product, logs, rate, round);
        try {
            long begun = System.currentTimeMillis();
            awaitCompleteThrough(begun + BEFORE_MILLIS);
            fault.watchBefore(deployment).ifPresent(report::evidence);
            long killed = System.currentTimeMillis();
            report.evidence(fault.inject(deployment));
            report.hadEffect(true); // a fault without effect throws
            awaitCompleteThrough(killed);
            report.recoveredIn((System.currentTimeMillis() - killed) / 1e3);
            load.stop().ifPresent(report::problem);
            Verification.Result result = new Verification(deployment, RECOVERY).result();
            result.differences().forEach(report::problem);
            report.evidence(result.records() + " raw records, " + result.duplicates() + " repeated so far");
            compareDashboards(report);
        } catch (Exception e) {
            report.problem(e instanceof RoundFailure ? e.getMessage() : "the harness failed: " + e);
        } finally {
            load.kill();
        }
        return report.print(System.out, logs.toString());
    }

    private void awaitCompleteThrough(long millis) {
        Waiting.until(
                "the page to be up and complete",
                RECOVERY,
                () -> deployment.dashboard().isUp() && deployment.dashboard().isCompleteThrough(millis));
    }

    /** Checks that both dashboards answer the same question with the same numbers. */
    private void compareDashboards(RoundReport report) {
        if (!deployment.isHa()) {
            return;
        }
        boolean same = Waiting.holdsWithin(Duration.ofSeconds(15), () -> {
            JsonNode one = deployment.dashboard().snapshot();
            JsonNode other = deployment.secondDashboard().snapshot();
            return List.of("window", "totals", "visits", "states", "late", "rejected").stream()
                    .allMatch(part -> one.path(part).equals(other.path(part)));
        });
        if (!same) {
            report.problem("the two dashboards differ");
        }
    }
}
