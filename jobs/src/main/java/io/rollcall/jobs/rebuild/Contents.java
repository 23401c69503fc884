package io.rollcall.jobs.rebuild;

import io.rollcall.jobs.rebuild.RebuildFloor.Beginning;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What topics hold now. Its methods may throw a {@link org.apache.kafka.common.KafkaException}. Public for the simulation. */
public interface Contents {
    /** The ids of those of these topics that exist and may be described, by name. A new topic gets a new id. */
    Map<String, String> ids(Collection<String> topics);

    /** Whether a topic has never had a record, or does not exist. */
    boolean isUntouched(String topic);

    /** The newest Kafka timestamp (ms) on these topics, or {@link Long#MIN_VALUE} if they are empty. */
    long newestMillis(Collection<String> topics);

    /** The offset at which each partition of a topic begins. */
    Map<Integer, Long> beginningOffsets(String topic);

    /** Where each partition of a topic begins, and when its first record reached Kafka. */
    List<Beginning> beginnings(String topic);

    /** The bases of the last rows of a topic; a row of an older version has none. */
    List<RowBasis> newestBasis(String topic);

    /**
     * Applies the rows of a topic. Every older writer must be fenced, so that no transaction is open. Stops at the first
     * row that was counted from a topic that no longer exists.
     */
    void readRows(String topic, KnownRows rows);
}
