package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.testkit.oracle.Comparison;
import io.rollcall.testkit.oracle.Oracle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Waits until nothing is on its way any more, then holds every number beside the oracle's. */
final class Settling {
    private static final Duration SNAPSHOT = Duration.ofSeconds(15);

    private final Observed pipeline;
    private final Duration patience;

    Settling(Observed pipeline, Duration patience) {
        this.pipeline = pipeline;
        this.patience = patience;
    }

    /**
     * What was found when all had settled.
     *
     * @param differences from the oracle; empty if exact
     * @param records on the raw topic
     * @param duplicates records on the clean, late and rejected topic beyond the first of each id
     * @param plainCount what a count without event ids would have got wrong
     */
    record Result(List<String> differences, long records, long duplicates, PlainCount plainCount) {}

    /** @throws RoundFailure if it does not settle */
    Result result() {
        return result(List.of());
    }

    /** The same where the raw topic no longer holds these records, which were read before they were deleted. */
    Result result(List<ConsumerRecord<byte[], byte[]>> deleted) {
        long duplicates = awaitRouted();
        awaitStats();
        Oracle oracle = Oracle.of(pipeline.kafka(), pipeline.topics().raw());
        deleted.forEach(oracle::add);
        Comparison topics = new Comparison(pipeline.kafka(), pipeline.topics(), oracle)
                .topics()
                .rows();
        List<String> differences = new ArrayList<>(topics.differences());
        differences.addAll(snapshotDifferences(oracle));
        differences.addAll(droppedRows());
        PlainCount plain = PlainCount.of(pipeline.kafka(), pipeline.topics().clean(), oracle);
        long records = oracle.clean.size() + oracle.late.size() + oracle.rejected();
        return new Result(differences, records, duplicates, plain);
    }

    /** Waits until every raw record is on one of the topics; returns how many are there again. */
    long awaitRouted() {
        try (Routed routed = new Routed(pipeline.kafka(), pipeline.topics())) {
            Waiting.until("all raw records to be routed", patience, () -> {
                pipeline.checkAlive();
                return routed.isComplete();
            });
            return routed.duplicates();
        }
    }

    /** The first report may be from a look taken before; the second is not. */
    private void awaitStats() {
        try (JobReports reports =
                new JobReports(pipeline.kafka(), pipeline.topics().progress(), false)) {
            Waiting.until("user_login_stats to report no lag", patience, () -> {
                pipeline.checkAlive();
                List<Progress> said = reports.of(JobName.STATS);
                return said.size() > 1 && said.get(said.size() - 1).input().lag() == 0;
            });
        }
    }

    /** It may still be reading what the jobs have written; what differs for good, differs. */
    private List<String> snapshotDifferences(Oracle oracle) {
        List<String> differences = new ArrayList<>();
        Waiting.holdsWithin(SNAPSHOT, () -> {
            JsonNode snapshot = pipeline.dashboard().snapshot();
            differences.clear();
            differences.addAll(new Comparison(pipeline.kafka(), pipeline.topics(), oracle)
                    .snapshot(snapshot)
                    .differences());
            return differences.isEmpty();
        });
        if (!Waiting.holdsWithin(SNAPSHOT, () -> pipeline.dashboard().isUp())) {
            differences.add("/health is " + pipeline.dashboard().health());
        }
        return differences;
    }

    private List<String> droppedRows() {
        try (JobReports reports =
                new JobReports(pipeline.kafka(), pipeline.topics().progress(), true)) {
            long dropped = reports.of(JobName.STATS).stream()
                    .mapToLong(report -> report.losses().droppedRows())
                    .max()
                    .orElse(0);
            return dropped == 0 ? List.of() : List.of("dropped_rows is " + dropped + ", not 0");
        }
    }
}
