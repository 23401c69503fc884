package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.checkpoint.InputIdentity;
import io.rollcall.jobs.input.LeaderEpochs;
import io.rollcall.jobs.input.TopicState;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the simulated brokers say about an input topic, its leader epochs among it. */
final class InputEpochs implements LeaderEpochs {
    private final Topic topic;

    InputEpochs(Topic topic) {
        this.topic = topic;
    }

    TopicState look() {
        return new TopicState(
                new InputIdentity("cluster", "id-" + topic.id()),
                topic.byPartition(PartitionLog::begin),
                topic.byPartition(PartitionLog::highWatermark),
                topic.byPartition(PartitionLog::epoch));
    }

    @Override
    public Map<Integer, Long> divergences(Map<Integer, Integer> epochs, Map<Integer, Long> offsets) {
        Map<Integer, Long> divergences = new HashMap<>();
        epochs.forEach((p, epoch) -> {
            long end = topic.partition(p).endOfEpoch(epoch);
            if (end < offsets.get(p)) {
                divergences.put(p, end);
            }
        });
        return divergences;
    }

    @Override
    public Map<Integer, Long> appendTimes(Map<Integer, Long> offsets) {
        Map<Integer, Long> times = new HashMap<>();
        offsets.forEach((p, offset) -> {
            List<Entry> first = topic.partition(p).read(offset, Long.MAX_VALUE, 1, false);
            if (!first.isEmpty() && !topic.hasProducersTimes()) {
                times.put(p, first.get(0).timestampMillis());
            }
        });
        return times;
    }
}
