package io.rollcall.dashboard.feed;

import io.rollcall.dashboard.board.StatsBoard;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets reports count once the rows are read of which they speak. Reports and rows lie on different partitions, so a report
 * may arrive first: by hours while the existing records are read at the start, by moments later. The gate notes what the
 * reports say, asks Kafka where the other topics end after that, waits until the consumer has passed these ends, and tells
 * the board. Ends include transactions that are still open. Only for the consumer's thread.
 */
final class FinalityGate {
    private final StatsBoard board;
    private final TopicMonitor monitor;
    private final String progressTopic;
    private Claim claim;
    /** What was confirmed last. */
    private Long confirmed;

    /** What the reports said at a time, and the ends of the other topics after it, once they are known. */
    private static final class Claim {
        private final Long reportedMillis;
        private final long nanos = System.nanoTime();
        private Map<TopicPartition, Long> ends;

        private Claim(Long reportedMillis) {
            this.reportedMillis = reportedMillis;
        }
    }

    FinalityGate(StatsBoard board, TopicMonitor monitor, String progressTopic) {
        this.board = board;
        this.monitor = monitor;
        this.progressTopic = progressTopic;
        reset();
    }

    /** Nothing counts until it is confirmed again, because a topic is read from its beginning. */
    void reset() {
        claim = null;
        confirmed = null;
        board.awaitRows();
    }

    /** Call it after records were applied. */
    void step(PartitionAssignment partitions) {
        Long reported = board.reportedMillis();
        if (claim == null) {
            if (reported == null || Objects.equals(reported, confirmed)) {
                return;
            }
            claim = new Claim(reported);
            monitor.ask();
        }
        TopicMonitor.TopicState state = monitor.latest();
        if (claim.ends == null && state != null && state.requestedNanos() - claim.nanos > 0) {
            claim.ends = state.writtenEnds().entrySet().stream()
                    .filter(end -> !end.getKey().topic().equals(progressTopic))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
        if (claim.ends != null && partitions.hasPassed(claim.ends)) {
            confirmed = claim.reportedMillis;
            board.confirm(confirmed);
            claim = null;
        }
    }
}
