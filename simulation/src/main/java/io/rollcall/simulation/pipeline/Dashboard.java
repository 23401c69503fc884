package io.rollcall.simulation.pipeline;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.text.Json;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A dashboard: the board, and the consumer that feeds it, partition by partition in any order. */
public final class Dashboard implements AutoCloseable {
    /** A partition of a topic. */
    private record Partition(String topic, int number) {}

    /** What the reports said, and the ends of the other topics after it, once they are known. */
    private static final class Claim {
        private final long reportedMillis;
        private Map<Partition, Long> ends;

        private Claim(long reportedMillis) {
            this.reportedMillis = reportedMillis;
        }
    }

    private final Environment environment;
    private final StatsBoard board;
    private final List<String> topics;
    private final Map<Partition, Long> positions = new HashMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private Claim claim;
    private Long confirmed;

    /** Has read nothing yet. */
    public Dashboard(Environment environment) {
        this.environment = environment;
        this.board = new StatsBoard(environment.settings());
        this.topics = List.of(
                environment.topics().stats(),
                environment.topics().progress(),
                environment.topics().rejected(),
                environment.topics().late());
        topics.forEach(topic -> ids.put(topic, environment.topic(topic).id()));
        resetGate();
    }

    /** The board. */
    public StatsBoard board() {
        return board;
    }

    /** Reads some records of one partition. Returns whether there were any, or their place was passed. */
    public boolean step(int which, int max) {
        List<Partition> all = partitions();
        Partition partition = all.get(Math.floorMod(which, all.size()));
        PartitionLog log = log(partition);
        long position = Math.max(positions.getOrDefault(partition, 0L), log.begin());
        long end = log.lastStableOffset();
        if (position >= end) {
            return stepGate();
        }
        List<Entry> read = log.read(position, end, max, true);
        for (Entry entry : read) {
            apply(partition.topic(), entry);
        }
        positions.put(
                partition, read.size() < max ? end : read.get(read.size() - 1).offset() + 1);
        stepGate();
        return true;
    }

    private void apply(String topic, Entry entry) {
        if (topic.equals(environment.topics().stats())) {
            StatsRow row = (StatsRow) entry.content();
            board.applyStats(row.stats(), row.users(), row.devices(), entry.timestampMillis());
        } else if (topic.equals(environment.topics().progress())) {
            board.applyProgress((Progress) entry.content(), entry.timestampMillis());
        } else if (topic.equals(environment.topics().rejected())) {
            board.applyRejected(Json.readTree((byte[]) entry.content()), entry.timestampMillis());
        } else {
            board.applyLate((EventId) entry.content(), entry.timestampMillis());
        }
    }

    /** Nothing counts until it is confirmed again. */
    private void resetGate() {
        claim = null;
        confirmed = null;
        if (!environment.has(Mutation.FINAL_BEFORE_ROWS)) {
            board.awaitRows();
        }
    }

    /** As the gate of the product: a claim, in a later step the ends, then the confirmation. Returns whether it moved. */
    private boolean stepGate() {
        Long reported = board.reportedMillis();
        if (claim == null) {
            if (reported == null || reported.equals(confirmed)) {
                return false;
            }
            claim = new Claim(reported);
        } else if (claim.ends == null) {
            claim.ends = new HashMap<>();
            partitions().stream()
                    .filter(p -> !p.topic().equals(environment.topics().progress()))
                    .forEach(p -> claim.ends.put(p, log(p).highWatermark()));
        } else if (claim.ends.entrySet().stream()
                .allMatch(end -> Math.max(
                                positions.getOrDefault(end.getKey(), 0L),
                                log(end.getKey()).begin())
                        >= end.getValue())) {
            confirmed = claim.reportedMillis;
            board.confirm(confirmed);
            claim = null;
        } else {
            return false;
        }
        return true;
    }

    /** Notices topics that were created again or emptied, and reads them again. Returns whether there were any. */
    public boolean checkTopics() {
        boolean any = false;
        for (String name : topics) {
            Topic topic = environment.topic(name);
            boolean emptied = false;
            for (int p = 0; p < topic.size(); p++) {
                long position = positions.getOrDefault(new Partition(name, p), 0L);
                emptied |= position > 0 && topic.partition(p).begin() >= position;
            }
            if (topic.id() != ids.get(name) || emptied) {
                ids.put(name, topic.id());
                forget(name);
                resetGate();
                any = true;
            }
        }
        return any;
    }

    private void forget(String name) {
        positions.keySet().removeIf(partition -> partition.topic().equals(name));
        for (int p = 0; p < environment.topic(name).size(); p++) {
            positions.put(
                    new Partition(name, p), environment.topic(name).partition(p).begin());
        }
        if (name.equals(environment.topics().stats())) {
            board.clearStats();
        } else if (name.equals(environment.topics().progress())) {
            board.clearProgress();
        } else if (name.equals(environment.topics().rejected())) {
            board.clearRejected();
        } else {
            board.clearLate();
        }
    }

    /** Whether it has read everything that is visible now. */
    public boolean hasCaughtUp() {
        Long reported = board.reportedMillis();
        return (reported == null || reported.equals(confirmed))
                && partitions().stream()
                        .allMatch(p ->
                                Math.max(positions.getOrDefault(p, 0L), log(p).begin()) >= log(p).lastStableOffset())
                && knowsTopics();
    }

    /** Whether no topic was created again since it last asked. */
    public boolean knowsTopics() {
        return topics.stream().allMatch(name -> environment.topic(name).id() == ids.get(name));
    }

    private List<Partition> partitions() {
        List<Partition> all = new ArrayList<>();
        for (String name : topics) {
            for (int p = 0; p < environment.topic(name).size(); p++) {
                all.add(new Partition(name, p));
            }
        }
        return all;
    }

    private PartitionLog log(Partition partition) {
        return environment.topic(partition.topic()).partition(partition.number());
    }

    /** Deletes the files of its history. */
    @Override
    public void close() {
        board.close();
    }
}
