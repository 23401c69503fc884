package io.rollcall.dashboard.feed;

import io.rollcall.dashboard.board.StatsBoard;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets reports count once the rows are read of which they speak. Reports and rows lie on different partitions, so a report
 * may arrive first: by hours while the existing records are read at the start, by moments later. The gate notes what the
 * reports say, asks Kafka where the other topics end after that, waits until the consumer has passed these ends, and tells
 * the board. Only for the consumer's thread. Public for the simulation.
 */
public final class FinalityGate {
    private final StatsBoard board;
    private final Ends kafka;
    private final String progressTopic;
    private Claim claim;
    /** What was confirmed last. */
    private Long confirmed;

    /** Asks where topics end. */
    @FunctionalInterface
    public interface Ends {
        /**
         * Asks for the next offset of each partition, transactions that are still open included.
         *
         * @return gives the answer, which is newer than this call; null until it is known
         */
        Supplier<Map<TopicPartition, Long>> ask();
    }

    /** What the reports said at a time, and the ends of the other topics after it, once they are known. */
    private static final class Claim {
        private final Long reportedMillis;
        private final Supplier<Map<TopicPartition, Long>> answer;
        private Map<TopicPartition, Long> ends;

        private Claim(Long reportedMillis, Supplier<Map<TopicPartition, Long>> answer) {
            this.reportedMillis = reportedMillis;
            this.answer = answer;
        }
    }

    /** A gate of this board, which is closed. */
    public FinalityGate(StatsBoard board, Ends kafka, String progressTopic) {
        this.board = board;
        this.kafka = kafka;
        this.progressTopic = progressTopic;
        reset();
    }

    /** Nothing counts until it is confirmed again, because a topic is read from its beginning. */
    public void reset() {
        claim = null;
        confirmed = null;
        board.awaitRows();
    }

    /** Call it after records were applied. @param hasPassed whether the consumer has passed these ends */
    public void step(Predicate<Map<TopicPartition, Long>> hasPassed) {
        Long reported = board.reportedMillis();
        if (claim == null) {
            if (reported == null || Objects.equals(reported, confirmed)) {
                return;
            }
            claim = new Claim(reported, kafka.ask());
        }
        if (claim.ends == null) {
            Map<TopicPartition, Long> ends = claim.answer.get();
            claim.ends = ends == null ? null : withoutReports(ends);
        }
        if (claim.ends != null && hasPassed.test(claim.ends)) {
            confirmed = claim.reportedMillis;
            board.confirm(confirmed);
            claim = null;
        }
    }

    private Map<TopicPartition, Long> withoutReports(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .filter(end -> !end.getKey().topic().equals(progressTopic))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
