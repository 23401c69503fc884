package io.rollcall.jobs.stats;

import io.rollcall.jobs.rebuild.RowBasis;
import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.UserError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes the rows of a micro-batch in one Kafka transaction. All copies of the job use the same transactional id, so
 * Kafka fences a copy that was replaced while it was paused; it cannot write old rows over newer ones. Not thread-safe.
 */
final class StatsPublisher implements AutoCloseable {
    private static final int MAX_WITHDRAWN = 10_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final RowBasis basis;
    private final TransactionOwner owner;
    private boolean inTransaction;

    /**
     * Connects, and fences every older copy.
     *
     * @param basis what the rows are counted from
     * @throws org.apache.kafka.common.KafkaException if that fails
     */
    StatsPublisher(KafkaSettings kafka, String topic, RowBasis basis) {
        String transactionalId = "rollcall-" + topic;
        this.producer = new KafkaProducer<>(
                properties(kafka, transactionalId), new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
        this.basis = basis;
        this.owner = new TransactionOwner(kafka, transactionalId);
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** A batch's rows with their sketches are up to 2 MB, which few requests should carry. */
    static Map<String, Object> properties(KafkaSettings kafka, String transactionalId) {
        Map<String, Object> properties = kafka.producerProperties();
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        return properties;
    }

    /**
     * Publishes rows, all or none.
     *
     * @param isPublished whether to publish a row of the batch
     * @throws UserError if another copy has taken over
     * @throws KafkaException if a new publisher may succeed, for example after a pause in which the broker aborted the
     *     transaction
     */
    void publish(BatchRows rows, Predicate<StatsRow> isPublished) throws InterruptedException {
        transact(() -> rows.forEach(row -> {
            if (isPublished.test(row)) {
                send(StatsRows.toRecord(row, topic, basis));
            }
        }));
    }

    /**
     * Withdraws the rows of these keys with tombstones, in transactions of bounded size.
     *
     * @throws UserError if another copy has taken over
     */
    void withdraw(List<String> keys) throws InterruptedException {
        for (int from = 0; from < keys.size(); from += MAX_WITHDRAWN) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + MAX_WITHDRAWN));
            transact(() ->
                    some.forEach(key -> send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), null))));
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        if (!inTransaction) {
            producer.beginTransaction();
            inTransaction = true;
        }
        producer.send(record);
    }

    private void transact(Runnable sends) throws InterruptedException {
        try {
            sends.run();
            if (inTransaction) {
                producer.commitTransaction();
                inTransaction = false;
            }
        } catch (KafkaException e) {
            if (!isFenced(e)) {
                throw e;
            }
            if (owner.hasChanged()) {
                throw new UserError(
                        "another user_login_stats writes to " + topic + " and has taken over: stop one of the two", e);
            }
            KafkaException aborted = new KafkaException("the broker aborted a transaction that was open for too long");
            aborted.addSuppressed(e);
            throw aborted;
        }
    }

    private static boolean isFenced(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
