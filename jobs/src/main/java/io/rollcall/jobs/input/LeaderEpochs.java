package io.rollcall.jobs.input;

import java.util.Map;

/**
 * What the brokers know about the leader epochs of a topic. Its methods may throw a
 * {@link org.apache.kafka.common.KafkaException}. Public for the simulation.
 */
public interface LeaderEpochs {
    /**
     * Where records of newer epochs begin.
     *
     * @param epochs a leader epoch by partition
     * @param offsets by partition, at least those of {@code epochs}
     * @return the first offset without a record of that epoch or an older one, where it is below the given offset
     */
    Map<Integer, Long> divergences(Map<Integer, Integer> epochs, Map<Integer, Long> offsets);

    /**
     * When the brokers appended the records that stand at these offsets now, or the first ones after them.
     *
     * @return by partition, time (ms); without partitions that have no such record yet, or whose timestamps the producers set
     */
    Map<Integer, Long> appendTimes(Map<Integer, Long> offsets);
}
