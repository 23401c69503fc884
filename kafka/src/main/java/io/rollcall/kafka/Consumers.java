package io.rollcall.kafka;

import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

/** What the consumers of Rollcall have in common: they commit nothing, and belong to no group. */
public final class Consumers {
    private Consumers() {}

    /**
     * Closes a consumer at once, because there is nothing to commit and no group to leave. By default Kafka waits up to 30 s
     * for a broker that does not answer.
     */
    public static void closeAtOnce(Consumer<?, ?> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
