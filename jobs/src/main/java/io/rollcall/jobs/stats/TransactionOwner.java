package io.rollcall.jobs.stats;

import io.rollcall.kafka.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * Tells why Kafka fenced a producer. Both reasons raise the epoch of its transactional id and look the same to the producer:
 * another producer has taken over, or the broker has aborted a transaction that was open for too long. But a producer that
 * takes over begins with the state {@code Empty}, and the abort of the broker stays the last thing that happened. See
 * docs/decisions/0044-who-fenced-whom.md.
 */
final class TransactionOwner {
    private static final int TIMEOUT_MILLIS = 5_000;

    /** A producer that takes over first has the broker abort what is open. It goes on within a fraction of this. */
    private static final long LAST_FOR_MILLIS = 3_000;

    private static final long CHECK_MILLIS = 500;

    private final KafkaSettings kafka;
    private final String transactionalId;

    TransactionOwner(KafkaSettings kafka, String transactionalId) {
        this.kafka = kafka;
        this.transactionalId = transactionalId;
    }

    /**
     * Whether another producer has taken over. Waits for 3 s before it says no.
     *
     * @throws KafkaException if Kafka cannot be asked now
     */
    boolean hasChanged() throws InterruptedException {
        Map<String, Object> properties = kafka.properties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        Admin admin = Admin.create(properties);
        try {
            long deadline =
                    System.nanoTime() + Duration.ofMillis(LAST_FOR_MILLIS).toNanos();
            while (isAborted(admin)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(CHECK_MILLIS);
            }
            return true;
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private boolean isAborted(Admin admin) throws InterruptedException {
        try {
            TransactionDescription now = admin.describeTransactions(List.of(transactionalId))
                    .description(transactionalId)
                    .get();
            return switch (now.state()) {
                case PREPARE_EPOCH_FENCE, PREPARE_ABORT, COMPLETE_ABORT -> true;
                default -> false;
            };
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransactionalIdNotFoundException) {
                return true;
            }
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw new KafkaException("cannot look up the transaction of " + transactionalId, e.getCause());
        }
    }
}
