package io.rollcall.app.tail;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Distinguishes a partition that has no more records before its end, because compaction removed them, from a slow broker:
 * only the former answers fetches without sending a record. When reading stops, partitions are fetched one at a time, so
 * that it is clear which of them answers.
 */
final class Standstill {
    private static final long STOPPED_NANOS = Duration.ofMillis(500).toNanos();
    private static final long TIMEOUT_NANOS = Duration.ofSeconds(10).toNanos();

    private final KafkaConsumer<?, ?> consumer;
    /**
     * Answers after which the fetched partition counts as empty. Answers to earlier fetches of the other partitions may
     * still arrive; one more is for safety.
     */
    private final int answersNeeded;

    private long since = System.nanoTime();
    private double answersBefore;
    private boolean oneAtATime;

    Standstill(KafkaConsumer<?, ?> consumer, int partitions) {
        this.consumer = consumer;
        answersNeeded = partitions + 2;
        answersBefore = answers();
    }

    /** The partitions to fetch next. */
    List<TopicPartition> narrowed(List<TopicPartition> partitions) {
        return oneAtATime ? partitions.subList(0, Math.min(1, partitions.size())) : partitions;
    }

    /**
     * The partition that has no more records, or null if none is known to.
     *
     * @param moved whether the position of a partition changed
     * @param asked the partitions that were fetched
     * @throws TimeoutException if Kafka does not answer
     */
    TopicPartition after(boolean moved, List<TopicPartition> asked) {
        long standing = System.nanoTime() - since;
        if (moved) {
            restart(false);
        } else if (standing > STOPPED_NANOS && asked.size() > 1) {
            restart(true);
        } else if (standing > STOPPED_NANOS && asked.size() == 1 && answers() - answersBefore >= answersNeeded) {
            restart(true);
            return asked.get(0);
        } else if (standing > TIMEOUT_NANOS) {
            throw new TimeoutException("no answer to a fetch of " + asked);
        }
        return null;
    }

    private void restart(boolean single) {
        oneAtATime = single;
        since = System.nanoTime();
        answersBefore = answers();
    }

    private double answers() {
        return consumer.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("fetch-total")
                        && metric.getKey().group().equals("consumer-fetch-manager-metrics"))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .sum();
    }
}
