package io.rollcall.bench.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rounds of one fault, on one pipeline as long as it is exact. */
final class Campaign {
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final int SHOWN = 6;

    private final Product product;
    private final Path folder;
    private final Options options;
    private final Table table;
    private volatile Pipeline pipeline;
    private long duplicatesBefore;

    Campaign(Product product, Path folder, Options options, Table table) {
        this.product = product;
        this.folder = folder;
        this.options = options;
        this.table = table;
    }

    void run(Fault fault) {
        // Also when the harness is stopped in the middle.
        Thread cleaner = new Thread(() -> closePipeline(fault), "clean-up");
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            for (int round = 0; round < options.rounds(); round++) {
                Table.Round result = round(fault, round);
                table.add(fault.name(), result);
                if (!result.exact() || fault.startsAfresh()) {
                    closePipeline(fault);
                }
            }
        } finally {
            closePipeline(fault);
            Runtime.getRuntime().removeShutdownHook(cleaner);
        }
    }

    private Table.Round round(Fault fault, int round) {
        long begin = System.nanoTime();
        String evidence = "";
        boolean bit = false;
        double recovery = -1;
        try {
            if (pipeline == null) {
                prepare(fault, round);
            }
            Injection injection;
            List<String> differences;
            try (Stage stage = new Stage(pipeline, round, seed(fault, round), options.brief())) {
                injection = fault.inject(stage);
                evidence = injection.evidence();
                bit = injection.bit();
                recovery = recovery(injection);
                stage.stopLoad();
                differences = new ArrayList<>(stage.complaints());
            }
            Settling.Result result = new Settling(pipeline, fault.patience()).result(fault.readAndDeleted());
            long repeated = result.duplicates() - duplicatesBefore;
            duplicatesBefore = result.duplicates();
            bit |= fault.repeatsRecords() && repeated > 0;
            evidence += String.format(
                    Locale.ROOT,
                    "; %d raw records, %d repeated, a plain count wrong in %d of %d rows",
                    result.records(),
                    repeated,
                    result.plainCount().wrongRows(),
                    result.plainCount().rows());
            differences.addAll(result.differences());
            return finish(fault, round, begin, recovery, bit, evidence, differences);
        } catch (RoundFailure e) {
            return finish(fault, round, begin, recovery, bit, evidence, List.of(e.getMessage()));
        } catch (Exception e) {
            e.printStackTrace();
            return finish(fault, round, begin, recovery, bit, evidence, List.of("the harness failed: " + e));
        }
    }

    private void prepare(Fault fault, int round) throws Exception {
        pipeline = new Pipeline(product, folder.resolve(fault.name() + "-" + (round + 1)), fault.settings());
        duplicatesBefore = 0;
        fault.prepare(pipeline);
    }

    private long seed(Fault fault, int round) {
        return options.seed() * 1_000_003 + fault.name().hashCode() * 31L + round;
    }

    /** Seconds from when all could run again until the page is up to date with that moment. */
    private double recovery(Injection injection) {
        if (!injection.isTimed()) {
            return -1;
        }
        Waiting.until("the dashboard to be up to date", RECOVERY, () -> {
            pipeline.checkAlive();
            return pipeline.dashboard().isUp() && pipeline.dashboard().isCompleteThrough(injection.healedMillis());
        });
        return (System.currentTimeMillis() - injection.healedMillis()) / 1e3;
    }

    private Table.Round finish(
            Fault fault,
            int round,
            long begin,
            double recovery,
            boolean bit,
            String evidence,
            List<String> differences) {
        boolean exact = differences.isEmpty() && (bit || !options.control());
        System.out.printf(
                Locale.ROOT,
                "%s %d: %s%s; recovered in %s s, round took %.0f s; %s%n",
                fault.name(),
                round + 1,
                differences.isEmpty() ? "exact" : "NOT EXACT",
                bit ? "" : ", DID NOT BITE",
                recovery < 0 ? "-" : Table.oneDigit(recovery),
                (System.nanoTime() - begin) / 1e9,
                evidence);
        differences.stream().limit(SHOWN).forEach(line -> System.out.println("    " + line));
        if (differences.size() > SHOWN) {
            System.out.println("    and " + (differences.size() - SHOWN) + " more");
        }
        if (!differences.isEmpty()) {
            System.out.println("    kept: " + pipeline.folder());
        }
        return new Table.Round(exact, bit, recovery);
    }

    private void closePipeline(Fault fault) {
        if (pipeline == null) {
            return;
        }
        pipeline.close();
        pipeline = null;
        try {
            fault.cleanUp();
        } catch (Exception e) {
            System.out.println("    while cleaning up: " + e);
        }
    }
}
