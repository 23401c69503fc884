package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.testkit.oracle.Comparison;
import io.rollcall.testkit.oracle.Oracle;
import io.rollcall.testkit.oracle.RawSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Waits until the pipeline has processed everything, then compares every number with that of the oracle. */
final class Verification {
    private static final Duration DASHBOARD_TIMEOUT = Duration.ofSeconds(15);

    private final RunningRollcall pipeline;
    private final Duration timeout;

    Verification(RunningRollcall pipeline, Duration timeout) {
        this.pipeline = pipeline;
        this.timeout = timeout;
    }

    /**
     * The result, after everything has been processed.
     *
     * @param differences the differences from the oracle; empty if the numbers are exact
     * @param records the number of records on the raw topic, or of their elements
     * @param duplicates the number of records on the clean, late and rejected topics beyond the first of each event id
     * @param plainCount the errors of a count that ignores event ids
     */
    record Result(List<String> differences, long records, long duplicates, PlainCount plainCount) {}

    /** @throws RoundFailure if the pipeline does not finish in time */
    Result result() {
        return result(Expectation.PLAIN);
    }

    /** @throws RoundFailure if the pipeline does not finish in time */
    Result result(Expectation expectation) {
        long duplicates = expectation.deletesCleanRecords() ? 0 : awaitRouted(expectation);
        awaitStats();
        RawSource source = expectation.source(pipeline.form());
        Oracle oracle = Oracle.of(pipeline.kafka(), pipeline.topics().raw(), expectation::counts, source);
        expectation.inform(oracle);
        Comparison topics = new Comparison(pipeline.kafka(), pipeline.topics(), oracle).rows();
        if (!expectation.deletesCleanRecords()) {
            topics.topics();
        }
        List<String> differences = new ArrayList<>(topics.differences());
        differences.addAll(losses(expectation.aheadRows()));
        if (pipeline.form().preset().isPresent()) {
            differences.addAll(skippedDifferences(oracle.skipped()));
        }
        PlainCount plain = PlainCount.of(
                pipeline.kafka(),
                pipeline.topics().clean(),
                oracle,
                source.places().locales());
        expectation.holdApart(oracle);
        differences.addAll(snapshotDifferences(oracle));
        long records = oracle.clean.size() + oracle.late.size() + oracle.rejected() + oracle.skipped();
        return new Result(differences, records, duplicates, plain);
    }

    /** @throws RoundFailure if the numbers are not exact before a fault is injected */
    void requireExact() {
        List<String> differences = result().differences();
        if (!differences.isEmpty()) {
            throw new RoundFailure("not exact even before the fault: " + differences.get(0));
        }
    }

    /** Waits until every raw record has been routed; returns the number of duplicates. */
    long awaitRouted() {
        return awaitRouted(Expectation.PLAIN);
    }

    private long awaitRouted(Expectation expectation) {
        RawSource source = expectation.source(pipeline.form());
        try (RoutedRecords routed =
                new RoutedRecords(pipeline.kafka(), pipeline.topics(), source, expectation::counts)) {
            Waiting.until("all raw records to be routed", timeout, () -> {
                pipeline.checkAlive();
                return routed.isComplete();
            });
            return routed.duplicates();
        }
    }

    /** Waits for the second report without lag: the first may describe a position taken before this call. */
    void awaitStats() {
        try (JobReportReader reports = JobReportReader.ofNew(pipeline)) {
            Waiting.until("user_login_stats to report no lag", timeout, () -> {
                pipeline.checkAlive();
                List<Progress> found = reports.of(JobName.STATS);
                return found.size() > 1 && found.get(found.size() - 1).input().lag() == 0;
            });
        }
    }

    /** The dashboard may still be reading what the jobs have written, so only differences that last count. */
    private List<String> snapshotDifferences(Oracle oracle) {
        List<String> differences = new ArrayList<>();
        Waiting.holdsWithin(DASHBOARD_TIMEOUT, () -> {
            JsonNode snapshot = pipeline.dashboard().snapshot();
            differences.clear();
            differences.addAll(new Comparison(pipeline.kafka(), pipeline.topics(), oracle)
                    .snapshot(snapshot)
                    .differences());
            return differences.isEmpty();
        });
        if (!Waiting.holdsWithin(DASHBOARD_TIMEOUT, () -> pipeline.dashboard().isUp())) {
            differences.add("/health is " + pipeline.dashboard().health());
        }
        return differences;
    }

    /** The clean job reports what it skips with its next batch, so only a difference that lasts counts. */
    private List<String> skippedDifferences(long expected) {
        Long[] found = new Long[1];
        try (JobReportReader reports = JobReportReader.ofAll(pipeline)) {
            Waiting.holdsWithin(DASHBOARD_TIMEOUT, () -> {
                found[0] = reports.last(JobName.CLEAN).input().skippedRows();
                return found[0] != null && found[0] == expected;
            });
        }
        return found[0] != null && found[0] == expected
                ? List.of()
                : List.of("skipped_rows is " + found[0] + ", not " + expected);
    }

    /** Nothing may be dropped, and only the logins that the fault sent too far ahead are left out. */
    private List<String> losses(long expectedAhead) {
        try (JobReportReader reports = JobReportReader.ofAll(pipeline)) {
            List<String> differences = new ArrayList<>();
            List<Progress.Losses> losses =
                    reports.of(JobName.STATS).stream().map(Progress::losses).toList();
            long dropped = losses.stream()
                    .mapToLong(Progress.Losses::droppedRows)
                    .max()
                    .orElse(0);
            if (dropped != 0) {
                differences.add("dropped_rows is " + dropped);
            }
            long ahead =
                    losses.stream().mapToLong(Progress.Losses::aheadRows).max().orElse(0);
            if (ahead != expectedAhead) {
                differences.add("ahead_rows is " + ahead + ", not " + expectedAhead);
            }
            return differences;
        }
    }
}
