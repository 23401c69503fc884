package io.rollcall.jobs.stats;

import io.rollcall.jobs.rebuild.RowBasis;
import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.UserError;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /**
     * Connects, and fences every older copy.
     *
     * @param basis what the rows are counted from
     * @throws org.apache.kafka.common.KafkaException if that fails
     */
    StatsPublisher(KafkaSettings kafka, String topic, RowBasis basis) {
        Map<String, Object> properties = kafka.producerProperties();
        String transactionalId = "rollcall-" + topic;
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
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

    /**
     * Publishes rows, all or none.
     *
     * @throws UserError if another copy has taken over
     * @throws KafkaException if a new publisher may succeed, for example after a pause in which the broker aborted the
     *     transaction
     */
    void publish(List<StatsRow> rows) throws InterruptedException {
        send(rows.stream().map(row -> StatsRows.toRecord(row, topic, basis)).toList());
    }

    /**
     * Withdraws the rows of these keys with tombstones, in transactions of bounded size.
     *
     * @throws UserError if another copy has taken over
     */
    void withdraw(List<String> keys) throws InterruptedException {
        for (int from = 0; from < keys.size(); from += MAX_WITHDRAWN) {
            send(keys.subList(from, Math.min(keys.size(), from + MAX_WITHDRAWN)).stream()
                    .map(key -> new ProducerRecord<byte[], byte[]>(topic, key.getBytes(StandardCharsets.UTF_8), null))
                    .toList());
        }
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
        if (records.isEmpty()) {
            return;
        }
        try {
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
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
