package io.rollcall.jobs.progress;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * What follows from the replicas of a topic's partitions. Where there are several, records may lie beyond the high
 * watermark: no consumer sees them yet, and their Kafka timestamps are older than now. Public for the simulation.
 *
 * @param maxLagMillis {@code replica.lag.time.max.ms} of the brokers: a replica that lags for longer is no longer waited
 *     for
 * @param minInSync {@code min.insync.replicas} of the topic: with fewer replicas in sync the high watermark may stand
 *     still for any time
 */
public record Replicas(long maxLagMillis, int minInSync) {
    /** What is assumed where the configuration may not be read: the brokers' default, and one replica that may fail. */
    static final Replicas DEFAULT = new Replicas(30_000, 2);

    /**
     * What a partition without lag is complete through.
     *
     * @param replicas how many it has
     * @param inSync how many of them are in sync
     * @param nowMillis a time (ms) of the broker's clock that is not after the look at the partition; null if unknown
     * @param lastVisibleMillis Kafka timestamp (ms) of its last record that consumers see, or of one before; null if
     *     there is none
     * @return null if unknown
     */
    public Long completeThrough(int replicas, int inSync, Long nowMillis, Long lastVisibleMillis) {
        if (nowMillis == null || replicas == 1) {
            return nowMillis;
        }
        Long through = lastVisibleMillis == null ? null : Long.valueOf(Math.min(nowMillis, lastVisibleMillis));
        if (inSync < minInSync) {
            return through;
        }
        // The brokers look for lagging replicas at intervals of half that time.
        long noReplicaLags = nowMillis - maxLagMillis * 3 / 2;
        return through == null ? noReplicaLags : Long.max(through, noReplicaLags);
    }

    /**
     * Asks the broker. Without the right to describe configurations, assumes the defaults.
     *
     * @throws KafkaException if that fails
     */
    static Replicas of(Admin admin, String topic, int broker) {
        Long maxLag = read(
                admin,
                new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(broker)),
                "replica.lag.time.max.ms");
        Long minInSync = read(admin, new ConfigResource(ConfigResource.Type.TOPIC, topic), "min.insync.replicas");
        return new Replicas(
                maxLag == null ? DEFAULT.maxLagMillis : maxLag,
                minInSync == null ? DEFAULT.minInSync : minInSync.intValue());
    }

    private static Long read(Admin admin, ConfigResource resource, String name) {
        try {
            Map<ConfigResource, Config> configs =
                    admin.describeConfigs(List.of(resource)).all().get();
            return Long.valueOf(configs.get(resource).get(name).value());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return null;
            }
            throw new KafkaException("cannot read the configuration of " + resource.name(), e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
