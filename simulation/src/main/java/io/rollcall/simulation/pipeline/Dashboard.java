package io.rollcall.simulation.pipeline;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.text.Json;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A dashboard: the board, and the consumer that feeds it, partition by partition in any order. */
public final class Dashboard implements AutoCloseable {
    /** A partition of a topic. */
    private record Partition(String topic, int number) {}

    /** A report that waits until the rows that stood before it are read. */
    private record Waiting(Entry report, List<Long> rowsUntil) {}

    private final Environment environment;
    private final StatsBoard board;
    private final List<String> topics;
    private final Map<Partition, Long> positions = new HashMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

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
            return false;
        }
        List<Entry> read = log.read(position, end, max, true);
        for (Entry entry : read) {
            apply(partition.topic(), entry);
        }
        positions.put(
                partition, read.size() < max ? end : read.get(read.size() - 1).offset() + 1);
        applyWaiting();
        return true;
    }

    private void apply(String topic, Entry entry) {
        if (topic.equals(environment.topics().stats())) {
            StatsRow row = (StatsRow) entry.content();
            board.applyStats(row.stats(), row.users(), row.devices(), entry.timestampMillis());
        } else if (topic.equals(environment.topics().progress())) {
            waiting.add(new Waiting(entry, environment.has(Mutation.FINAL_BEFORE_ROWS) ? List.of() : endsOfRows()));
        } else if (topic.equals(environment.topics().rejected())) {
            board.applyRejected(Json.readTree((byte[]) entry.content()), entry.timestampMillis());
        } else {
            board.applyLate((EventId) entry.content(), entry.timestampMillis());
        }
    }

    private List<Long> endsOfRows() {
        List<Long> ends = new ArrayList<>();
        environment.topic(environment.topics().stats()).partitions().forEach(log -> ends.add(log.highWatermark()));
        return ends;
    }

    private void applyWaiting() {
        while (!waiting.isEmpty() && hasRead(waiting.peek().rowsUntil())) {
            Entry report = waiting.remove().report();
            board.applyProgress((Progress) report.content(), report.timestampMillis());
        }
    }

    private boolean hasRead(List<Long> rowsUntil) {
        for (int p = 0; p < rowsUntil.size(); p++) {
            if (positions.getOrDefault(new Partition(environment.topics().stats(), p), 0L) < rowsUntil.get(p)) {
                return false;
            }
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
            waiting.clear();
            board.clearProgress();
        } else if (name.equals(environment.topics().rejected())) {
            board.clearRejected();
        } else {
            board.clearLate();
        }
    }

    /** Whether it has read everything that is visible now. */
    public boolean hasCaughtUp() {
        return waiting.isEmpty()
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
