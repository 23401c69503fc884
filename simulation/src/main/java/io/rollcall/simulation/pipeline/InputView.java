package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.progress.InputPosition;
import io.rollcall.jobs.progress.Replicas;
import io.rollcall.simulation.broker.Cluster;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A job's input topic as its progress thread sees it. The offsets of one look are read in several steps. */
final class InputView {
    private final Environment environment;
    private final String topic;
    private Map<Integer, Long> ends = Map.of();
    private Map<Integer, Long> begins = Map.of();

    InputView(Environment environment, String topic) {
        this.environment = environment;
        this.topic = topic;
    }

    void readEnds() {
        boolean forgets = environment.has(Mutation.OPEN_TRANSACTIONS_FORGOTTEN);
        Map<Integer, Long> read = new HashMap<>();
        Topic input = environment.topic(topic);
        for (int p = 0; p < input.size(); p++) {
            read.put(
                    p,
                    forgets
                            ? input.partition(p).lastStableOffset()
                            : input.partition(p).highWatermark());
        }
        ends = read;
    }

    void readBegins() {
        Map<Integer, Long> read = new HashMap<>();
        Topic input = environment.topic(topic);
        ends.keySet()
                .forEach(p -> read.put(p, p < input.size() ? input.partition(p).begin() : 0L));
        begins = read;
    }

    InputPosition position(Map<Integer, Long> processed, Long nowMillis) {
        Map<Integer, Long> next = new HashMap<>();
        processed.forEach((p, offset) -> next.put(
                p,
                environment.has(Mutation.MARKERS_ARE_LAG)
                        ? offset
                        : firstRecord(p, Math.max(offset, begins.getOrDefault(p, 0L)))));
        return InputPosition.of(
                next,
                begins,
                ends,
                nowMillis,
                (p, offset) -> new InputPosition.First(offset, timestampAt(p, offset, Long.MAX_VALUE)),
                p -> withoutLag(p, nowMillis));
    }

    private Long withoutLag(int partition, Long nowMillis) {
        Topic input = environment.topic(topic);
        if (environment.has(Mutation.HIGH_WATERMARK_IS_THE_END)) {
            return nowMillis;
        }
        long end = ends.get(partition);
        Long last = timestampAt(partition, Math.max(begins.get(partition), end - 2), end);
        return new Replicas(Cluster.MAX_LAG_MILLIS, 1)
                .completeThrough(input.replicas(), input.replicas(), nowMillis, last);
    }

    /** Offset of the first record at or after an offset that is or may become visible; the end if there is none. */
    private long firstRecord(int partition, long offset) {
        Topic input = environment.topic(topic);
        long end = ends.getOrDefault(partition, offset);
        if (partition >= input.size() || offset >= end) {
            return offset;
        }
        PartitionLog log = input.partition(partition);
        List<Entry> committed = log.read(offset, end, 1, true);
        long stable = Math.max(offset, log.lastStableOffset());
        List<Entry> open = log.read(stable, end, 1, false);
        if (!committed.isEmpty()) {
            return committed.get(0).offset();
        }
        return open.isEmpty() ? end : open.get(0).offset();
    }

    private Long timestampAt(int partition, long offset, long end) {
        Topic input = environment.topic(topic);
        if (partition >= input.size()) {
            return null;
        }
        List<Entry> first = input.partition(partition).read(offset, end, 1, false);
        return first.isEmpty() ? null : first.get(0).timestampMillis();
    }
}
