package io.rollcall.jobs.input;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a query had processed its input at each moment of the last minute. Not thread-safe. Public for the simulation.
 */
public final class ProcessedHistory {
    private static final long KEPT_MILLIS = 60_000;

    private final TreeMap<Long, Map<Integer, Long>> samples = new TreeMap<>();

    /** @param millis the time now; @param next next offset to process, by partition */
    public void add(long millis, Map<Integer, Long> next) {
        samples.put(millis, next);
        samples.headMap(millis - KEPT_MILLIS).clear();
    }

    /** By partition, the next offset at these times (ms); without those of which nothing is known. */
    public Map<Integer, Long> by(Map<Integer, Long> millis) {
        Map<Integer, Long> by = new HashMap<>();
        millis.forEach((partition, time) -> {
            Map.Entry<Long, Map<Integer, Long>> sample = samples.floorEntry(time);
            if (sample != null && sample.getValue().containsKey(partition)) {
                by.put(partition, sample.getValue().get(partition));
            }
        });
        return by;
    }
}
