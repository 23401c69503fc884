package io.rollcall.jobs.rebuild;

import io.rollcall.model.stats.Windowing;
import java.util.Collection;
import java.util.OptionalLong;

/**
 * From which window on a topic has every login. Records are deleted from the front of a partition, so each deleted one
 * reached Kafka no later than the first that is left; its event is at most {@code future-tolerance} later than that. Public for the
 * simulation.
 */
public final class RebuildFloor {
    private RebuildFloor() {}

    /**
     * The beginning of a partition.
     *
     * @param offset of its first record; records before it were deleted
     * @param firstMillis when its first record reached Kafka; null if it holds none, or if nobody knows
     */
    public record Beginning(long offset, Long firstMillis) {}

    /**
     * Start (ms) of the first window of which no login was deleted; empty if none was deleted at all.
     *
     * @param recreated whether the topic was deleted and created again, so that it lacks records although its offsets
     *     begin at 0
     * @param nowMillis no record that was deleted reached Kafka after this
     * @param toleranceMillis the setting {@code future-tolerance}
     */
    static OptionalLong of(
            Collection<Beginning> partitions,
            boolean recreated,
            long nowMillis,
            long toleranceMillis,
            Windowing windowing) {
        return partitions.stream()
                .filter(partition -> recreated || partition.offset() > 0)
                .mapToLong(partition ->
                        partition.firstMillis() == null ? nowMillis : Math.min(partition.firstMillis(), nowMillis))
                .max()
                .stream()
                .map(last -> windowing.paneOf(last + toleranceMillis) + windowing.slideMillis())
                .findFirst();
    }
}
