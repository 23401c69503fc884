package io.rollcall.jobs.checkpoint;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The offsets that a job reads next. Public for the simulation. */
public final class NextOffsets {
    private NextOffsets() {}

    /**
     * Adds the partitions that the topic got since: of these the job has read nothing yet, so it expects the record at
     * offset 0. A job that has read nothing at all expects nothing: it begins with what the topic has then.
     *
     * @param next next offset by partition; empty as long as the job has read nothing
     * @param partitions all partitions of the topic
     */
    public static Map<Integer, Long> withNewPartitions(Map<Integer, Long> next, Set<Integer> partitions) {
        Map<Integer, Long> all = new TreeMap<>(next);
        if (!next.isEmpty()) {
            partitions.forEach(partition -> all.putIfAbsent(partition, 0L));
        }
        return all;
    }
}
