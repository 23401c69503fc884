package io.rollcall.simulation;

import io.rollcall.model.settings.Topics;
import io.rollcall.simulation.broker.Cluster;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import io.rollcall.simulation.check.Audit;
import io.rollcall.simulation.pipeline.PublishedRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What happens to topics, and tells the audit. */
final class Operator {
    static final int PARTITIONS = 2;
    private static final int MAX_PARTITIONS = 3;
    private static final int EIGHTHS = 8;
    private static final int OFFSETS = 65_536;

    private final Cluster cluster;
    private final Topics names;
    private final Producers producers;
    private final Audit audit;
    private final List<String> topics;
    /** Since when (ms) the follower of a partition lags. */
    private final Map<PartitionLog, Long> lagging = new HashMap<>();

    Operator(Cluster cluster, Topics names, Producers producers, Audit audit) {
        this.cluster = cluster;
        this.names = names;
        this.producers = producers;
        this.audit = audit;
        topics = List.of(names.raw(), names.clean(), names.stats(), names.progress(), names.late(), names.rejected());
        topics.forEach(name -> cluster.create(name, partitions(name)));
    }

    private int partitions(String name) {
        return name.equals(names.progress()) ? 1 : PARTITIONS;
    }

    private Topic topic(int which, int of) {
        return cluster.topic(topics.get(which % of));
    }

    boolean replicate() {
        for (int which = 0; which < 2; which++) {
            topic(which, 2).replicate(2);
        }
        return true;
    }

    boolean follower(int which, int partition, boolean lags) {
        Topic topic = topic(which, 2);
        PartitionLog log = topic.partition(partition % topic.size());
        if (topic.replicas() == 1 || log.followerLags() == lags) {
            return false;
        }
        log.followerLags(lags);
        if (lags) {
            lagging.put(log, cluster.nowMillis());
        } else {
            lagging.remove(log);
        }
        return true;
    }

    /** The broker no longer waits for followers that lag for too long. @param all whether they have caught up */
    void tick(boolean all) {
        lagging.entrySet().removeIf(since -> {
            boolean over = all
                    || !since.getKey().followerLags()
                    || cluster.nowMillis() - since.getValue() >= Cluster.MAX_LAG_MILLIS * 3 / 2
                    || cluster.nowMillis() < since.getValue();
            if (over) {
                since.getKey().followerLags(false);
            }
            return over;
        });
    }

    boolean retain(int which, int partition, int eighths) {
        Topic topic = topic(which, topics.size());
        int number = partition % topic.size();
        PartitionLog log = topic.partition(number);
        long until = log.begin() + (log.lastStableOffset() - log.begin()) * eighths / EIGHTHS;
        if (until <= log.begin()) {
            return false;
        }
        for (Entry entry : log.read(log.begin(), until, Integer.MAX_VALUE, true)) {
            if (entry.content() instanceof PublishedRow row) {
                audit.rowDeleted(row.row().stats());
            } else if (topic.name().equals(names.clean())) {
                producers.cleanDeleted(number, entry);
            }
        }
        audit.recordsDeleted(
                topic.name().equals(names.raw()) || topic.name().equals(names.clean()),
                topic.name().equals(names.progress()),
                topic.name().equals(names.late()) || topic.name().equals(names.rejected()));
        log.deleteBefore(until);
        return true;
    }

    boolean compact(int partition, int eighths) {
        Topic stats = cluster.topic(names.stats());
        PartitionLog log = stats.partition(partition % stats.size());
        log.compactBefore(log.begin() + (log.lastStableOffset() - log.begin()) * eighths / EIGHTHS);
        return true;
    }

    boolean grow(int which) {
        Topic topic = topic(which, 2);
        if (topic.size() >= MAX_PARTITIONS) {
            return false;
        }
        topic.addPartition();
        return true;
    }

    /** @param cleanHasStarted whether the clean job has written, so that it notices another output topic */
    boolean recreate(int which, boolean cleanHasStarted) {
        Topic before = topic(which, 4);
        String name = before.name();
        if (name.equals(names.clean()) && !cleanHasStarted) {
            return false; // nobody has seen the topic that was deleted
        }
        if (name.equals(names.stats())) {
            for (PartitionLog log : before.partitions()) {
                for (Entry entry : log.read(log.begin(), Long.MAX_VALUE, Integer.MAX_VALUE, false)) {
                    if (entry.content() instanceof PublishedRow row) {
                        audit.rowDeleted(row.row().stats());
                    }
                }
            }
        }
        cluster.create(name, partitions(name));
        cluster.topic(name).replicate(before.replicas());
        cluster.topic(name).keepProducersTimes(before.hasProducersTimes());
        before.partitions().forEach(lagging::remove);
        if (name.equals(names.raw()) || name.equals(names.clean())) {
            audit.inputReplaced(name.equals(names.raw()));
            producers.recreated(name);
        } else if (name.equals(names.progress())) {
            audit.recordsDeleted(false, true, false);
        }
        return true;
    }

    boolean elect(int which, int partition) {
        Topic topic = topic(which, 2);
        PartitionLog log = topic.partition(partition % topic.size());
        if (log.followerLags()) {
            return false;
        }
        log.elect();
        return true;
    }

    boolean truncate(int which, int partition, int records) {
        return producers.truncate(topics.get(which % 2), partition, records);
    }

    boolean skipOffsets(int partition) {
        Topic raw = cluster.topic(names.raw());
        PartitionLog log = raw.partition(partition % raw.size());
        log.skipTo(log.logEnd() + OFFSETS);
        return true;
    }
}
