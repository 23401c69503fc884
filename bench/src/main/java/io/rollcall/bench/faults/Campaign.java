package io.rollcall.bench.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The rounds of one fault, on one pipeline as long as it is exact. */
final class Campaign {
    private static final Duration RECOVERY = Duration.ofMinutes(3);

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
                if (fault.startsAfresh()) {
                    closePipeline(fault);
                }
            }
        } finally {
            closePipeline(fault);
            Runtime.getRuntime().removeShutdownHook(cleaner);
        }
    }

    private Table.Round round(Fault fault, int round) {
        RoundReport report = new RoundReport(fault.name() + " " + (round + 1));
        boolean rightNumbers = false;
        try {
            if (pipeline == null) {
                prepare(fault, round);
            }
            play(fault, round, report);
            Settling.Result result = new Settling(pipeline, fault.patience()).result(fault.readAndDeleted());
            result.differences().forEach(report::problem);
            rightNumbers = result.differences().isEmpty();
            tellRepeated(fault, result, report);
        } catch (RoundFailure e) {
            report.problem(e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
            report.problem("the harness failed: " + e);
        }
        Table.Round result = report.print(System.out, String.valueOf(pipeline.folder()));
        if (!rightNumbers) {
            closePipeline(fault);
        }
        return result;
    }

    /** Injects the fault, and waits until the page is up to date again. */
    private void play(Fault fault, int round, RoundReport report) throws Exception {
        try (Stage stage = new Stage(pipeline, round, seed(fault, round), options.brief())) {
            try {
                Injection injection = fault.inject(stage);
                stage.note(injection.evidence());
                report.bit(injection.bit());
                awaitRecovery(injection, report);
                stage.stopLoad();
            } finally {
                stage.notes().forEach(report::evidence);
                stage.complaints().forEach(report::problem);
            }
        }
    }

    private void tellRepeated(Fault fault, Settling.Result result, RoundReport report) {
        long repeated = Math.max(0, result.duplicates() - duplicatesBefore);
        duplicatesBefore = result.duplicates();
        report.bit(fault.repeatsRecords() && repeated > 0);
        report.evidence(String.format(
                Locale.ROOT,
                "%d raw records, %d repeated, a plain count wrong in %d of %d rows",
                result.records(),
                repeated,
                result.plainCount().wrongRows(),
                result.plainCount().rows()));
    }

    private void prepare(Fault fault, int round) throws Exception {
        pipeline = new Pipeline(product, folder.resolve(fault.name() + "-" + (round + 1)), fault.settings());
        duplicatesBefore = 0;
        fault.prepare(pipeline);
    }

    private long seed(Fault fault, int round) {
        return options.seed() * 1_000_003 + fault.name().hashCode() * 31L + round;
    }

    /** From when all could run again until the page is up to date with that moment. */
    private void awaitRecovery(Injection injection, RoundReport report) {
        if (!injection.isTimed()) {
            return;
        }
        boolean recovered = Waiting.holdsWithin(RECOVERY, () -> {
            pipeline.checkAlive();
            return pipeline.dashboard().isUp() && pipeline.dashboard().isCompleteThrough(injection.healedMillis());
        });
        if (recovered) {
            report.recoveredIn((System.currentTimeMillis() - injection.healedMillis()) / 1e3);
        } else {
            report.problem("not up to date after " + RECOVERY.toSeconds() + " s: "
                    + pipeline.dashboard().health());
        }
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
