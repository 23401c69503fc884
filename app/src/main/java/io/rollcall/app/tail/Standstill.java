package io.rollcall.app.tail;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Tells a partition that has nothing more before its end (all of it compacted away) from a broker that is slow: only the
 * first answers fetches and sends nothing. To be sure who answers, partitions are then asked one at a time.
 */
final class Standstill {
    private static final long NOTICED_NANOS = Duration.ofMillis(500).toNanos();
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final KafkaConsumer<?, ?> consumer;
    /** Answers that may still be on their way from others, and one to spare. */
    private final int answersToBeSure;

    private long since = System.nanoTime();
    private double answersBefore;
    private boolean oneAtATime;

    Standstill(KafkaConsumer<?, ?> consumer, int partitions) {
        this.consumer = consumer;
        answersToBeSure = partitions + 2;
        answersBefore = answers();
    }

    /** Which of the partitions to ask next. */
    List<TopicPartition> narrowed(List<TopicPartition> partitions) {
        return oneAtATime ? partitions.subList(0, Math.min(1, partitions.size())) : partitions;
    }

    /**
     * The partition that turns out to have nothing more, or null.
     *
     * @param moved whether a partition got further
     * @param asked the partitions that were asked
     * @throws TimeoutException if Kafka does not answer
     */
    TopicPartition after(boolean moved, List<TopicPartition> asked) {
        long standing = System.nanoTime() - since;
        if (moved) {
            restart(false);
        } else if (standing > NOTICED_NANOS && asked.size() > 1) {
            restart(true);
        } else if (standing > NOTICED_NANOS && asked.size() == 1 && answers() - answersBefore >= answersToBeSure) {
            restart(true);
            return asked.get(0);
        } else if (standing > PATIENCE_NANOS) {
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
