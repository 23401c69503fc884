package io.rollcall.bench.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Runs the rounds of a fault. They share a pipeline until a number is wrong, or if the fault needs a fresh one. */
final class Campaign {
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final Product product;
    private final Path folder;
    private final Options options;
    private final ResultTable table;
    private volatile Pipeline pipeline;
    private long duplicatesBefore;

    Campaign(Product product, Path folder, Options options, ResultTable table) {
        this.product = product;
        this.folder = folder;
        this.options = options;
        this.table = table;
    }

    void run(Fault fault) {
        // Also cleans up when the harness is stopped during a round.
        Thread cleaner = new Thread(() -> closePipeline(fault), "clean-up");
        Runtime.getRuntime().addShutdownHook(cleaner);
        try {
            for (int round = 0; round < options.rounds(); round++) {
                ResultTable.Round result = round(fault, round);
                table.add(fault.name(), result);
                if (fault.needsFreshPipeline()) {
                    closePipeline(fault);
                }
            }
        } finally {
            closePipeline(fault);
            Runtime.getRuntime().removeShutdownHook(cleaner);
        }
    }

    private ResultTable.Round round(Fault fault, int round) {
        RoundReport report = new RoundReport(fault.name() + " " + (round + 1));
        boolean isExact = false;
        try {
            if (pipeline == null) {
                prepare(fault, round);
            }
            play(fault, round, report);
            Verification.Result result = new Verification(pipeline, fault.timeout()).result(fault);
            result.differences().forEach(report::problem);
            isExact = result.differences().isEmpty();
            reportDuplicates(fault, result, report);
        } catch (RoundFailure e) {
            report.problem(e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
            report.problem("the harness failed: " + e);
        }
        ResultTable.Round result = report.print(System.out, String.valueOf(pipeline.folder()));
        if (!isExact) {
            closePipeline(fault);
        }
        return result;
    }

    /** Injects the fault and waits until the dashboard is up to date again. */
    private void play(Fault fault, int round, RoundReport report) throws Exception {
        try (RoundContext context = new RoundContext(pipeline, round, seed(fault, round), options.isQuick())) {
            try {
                Injection injection = fault.inject(context);
                context.note(injection.evidence());
                report.hadEffect(injection.hadEffect());
                awaitRecovery(injection, report);
                context.stopLoad();
            } finally {
                context.notes().forEach(report::evidence);
                context.problems().forEach(report::problem);
            }
        }
    }

    private void reportDuplicates(Fault fault, Verification.Result result, RoundReport report) {
        long repeated = Math.max(0, result.duplicates() - duplicatesBefore);
        duplicatesBefore = result.duplicates();
        report.hadEffect(fault.repeatsRecords() && repeated > 0);
        report.evidence(String.format(
                Locale.ROOT,
                "%d raw records, %d repeated, a plain count wrong in %d of %d rows",
                result.records(),
                repeated,
                result.plainCount().wrongRows(),
                result.plainCount().rows()));
    }

    private void prepare(Fault fault, int round) throws Exception {
        pipeline = new Pipeline(
                product,
                options.former().map(Product::new),
                folder.resolve(fault.name() + "-" + (round + 1)),
                fault.settings(),
                options.form());
        duplicatesBefore = 0;
        fault.prepare(pipeline);
    }

    private long seed(Fault fault, int round) {
        return options.seed() * 1_000_003 + fault.name().hashCode() * 31L + round;
    }

    /** Measures the time from when everything could run again until the dashboard is complete through that moment. */
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
