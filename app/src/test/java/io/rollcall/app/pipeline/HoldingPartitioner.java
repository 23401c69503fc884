package io.rollcall.app.pipeline;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/**
 * Partitions by key, as Kafka does, and can hold a producer within a transaction: when it asks for the partition of its second
 * record of a topic. A client property names this class, so its state is static.
 */
public final class HoldingPartitioner implements Partitioner {
    private static volatile Hold next;
    private static Hold armed;
    private static int records;

    /** One hold, for the test. */
    static final class Hold {
        private final String topic;
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);

        private Hold(String topic) {
            this.topic = topic;
        }

        boolean hasBegun() {
            return begun.getCount() == 0;
        }

        void end() {
            ended.countDown();
        }
    }

    /** Holds the next producer that sends to this topic, at its second record from now on. */
    static Hold next(String topic) {
        Hold hold = new Hold(topic);
        next = hold;
        return hold;
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] valueBytes, Cluster cluster) {
        Hold hold = holdFor(topic);
        if (hold != null) {
            hold.begun.countDown();
            try {
                hold.ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Utils.toPositive(Utils.murmur2(keyBytes)) % cluster.partitionCountForTopic(topic);
    }

    private static synchronized Hold holdFor(String topic) {
        if (next == null || !next.topic.equals(topic)) {
            return null;
        }
        records = next == armed ? records + 1 : 1;
        armed = next;
        if (records < 2) {
            return null;
        }
        next = null;
        return armed;
    }

    @Override
    public void configure(Map<String, ?> configs) {}

    @Override
    public void close() {}
}
