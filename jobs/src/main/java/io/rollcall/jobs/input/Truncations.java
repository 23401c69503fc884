package io.rollcall.jobs.input;

import io.rollcall.jobs.checkpoint.EpochNotes;
import io.rollcall.jobs.checkpoint.OffsetRange;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Finds the records that a topic lost after a job had processed them. A newer leader epoch alone is no loss: a broker that
 * starts again, and a leader that hands over, begin one too, and the job goes on with the records of the new epoch. Public for
 * the simulation.
 */
public final class Truncations {
    /** Clocks of brokers, job and file system may differ by this much. */
    private static final long CLOCK_DIFFERENCE_MILLIS = 3_000;

    private final LeaderEpochs brokers;
    private final EpochNotes noted;
    private final UnaryOperator<Map<Integer, Long>> processedBy;

    /**
     * @param noted what was processed when an epoch was the newest
     * @param processedBy by partition, how far the job is known to have processed it by a time (ms): the next offset
     */
    public Truncations(LeaderEpochs brokers, EpochNotes noted, UnaryOperator<Map<Integer, Long>> processedBy) {
        this.brokers = brokers;
        this.noted = noted;
        this.processedBy = processedBy;
    }

    /**
     * By partition, the offsets that were processed and that the topic lost.
     *
     * @param processed next offset to process, by partition; the topic has all of these partitions
     */
    public Map<Integer, OffsetRange> find(Map<Integer, Long> processed, TopicState now) {
        Map<Integer, Integer> epochs = new HashMap<>(noted.epochs());
        epochs.keySet().retainAll(processed.keySet());
        Map<Integer, Long> newEpochs = epochs.equals(now.epochs()) ? Map.of() : brokers.divergences(epochs, processed);
        Map<Integer, OffsetRange> lost = new TreeMap<>();
        Map<Integer, Long> unclear = new HashMap<>(newEpochs);
        processed.forEach((partition, next) -> {
            long end = now.endOffsets().get(partition);
            if (end < next) {
                lost.put(partition, new OffsetRange(Math.min(end, newEpochs.getOrDefault(partition, end)), next));
                unclear.remove(partition);
            }
        });
        if (!unclear.isEmpty()) {
            lost.putAll(processedBefore(unclear, processed));
        }
        return lost;
    }

    /** The offsets at and after these that were processed before the records that have them now existed. */
    private Map<Integer, OffsetRange> processedBefore(Map<Integer, Long> newEpochs, Map<Integer, Long> processed) {
        Map<Integer, Long> appended = brokers.appendTimes(newEpochs);
        appended.replaceAll((partition, millis) -> millis - CLOCK_DIFFERENCE_MILLIS);
        Map<Integer, Long> before = processedBy.apply(appended);
        Map<Integer, OffsetRange> lost = new TreeMap<>();
        newEpochs.forEach((partition, first) -> {
            long byTime = appended.containsKey(partition) ? before.getOrDefault(partition, 0L) : 0;
            long known = Math.max(noted.offset(partition), byTime);
            long to = Math.min(known, processed.get(partition));
            if (to > first) {
                lost.put(partition, new OffsetRange(first, to));
            }
        });
        return lost;
    }
}
