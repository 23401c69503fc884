package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.model.login.EventId;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.simulation.broker.Cluster;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import java.util.List;
import java.util.Set;

/**
 * What the parts of the pipeline share.
 *
 * @param cluster the Kafka that they use
 * @param settings their settings
 * @param topics the names of its topics
 * @param mutations faults that are switched on
 * @param monitor hears of what they do
 */
public record Environment(Cluster cluster, Settings settings, Topics topics, Set<Mutation> mutations, Monitor monitor) {
    /** Checks what the parts do. */
    public interface Monitor {
        /** The stats job writes a row; it may still be aborted. */
        void rowWritten(StatsRow row);

        /** The clean job writes a clean login of this event time (ms) at an offset of the clean topic. */
        void cleanWritten(int partition, long offset, long eventMillis);

        /** The clean job writes a late or rejected login. */
        void otherWritten(boolean late, EventId id);

        /** The stats job has these panes of a locale in its state, after a batch with this horizon (ms). */
        void stateWritten(String locale, List<Long> panes, long horizonMillis);

        /** A job has skipped records that were deleted before it read them, or have the ids of lost ones. */
        void skipped(String job, int partition, long from, long to);

        /** A job has compared its input topic with what it has processed, and noted the difference. */
        void looked(String job);

        /** A checkpoint begins in a topic of which records were deleted before; windows before this time (ms) lack them. */
        void startsAt(long millis);
    }

    /** The same with other settings. */
    public Environment with(Settings others) {
        return new Environment(cluster, others, topics, mutations, monitor);
    }

    boolean has(Mutation mutation) {
        return mutations.contains(mutation);
    }

    Topic topic(String name) {
        return cluster.topic(name);
    }

    /**
     * A time (ms) after the event of each login of a topic that was deleted. Deleted logins have Kafka timestamps up to that of the
     * first record that is left, or the broker's time where producers' clocks are fast.
     */
    long firstWholeWindow(Topic topic) {
        long whole = Long.MIN_VALUE;
        for (PartitionLog log : topic.partitions()) {
            if (log.begin() > 0) {
                List<Entry> first = log.read(log.begin(), Long.MAX_VALUE, 1, false);
                long newestDeleted =
                        first.isEmpty() ? cluster.nowMillis() : first.get(0).timestampMillis();
                whole = Math.max(
                        whole,
                        1
                                + newestDeleted
                                + settings.duration(SettingKey.FUTURE_TOLERANCE).toMillis());
            }
        }
        return whole;
    }
}
