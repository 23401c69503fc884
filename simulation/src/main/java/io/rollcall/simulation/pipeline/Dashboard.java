package io.rollcall.simulation.pipeline;

import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.FinalityGate;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** A dashboard: the board, and the consumer that feeds it, partition by partition in any order. */
public final class Dashboard implements AutoCloseable {
    private final Environment environment;
    private final StatsBoard board;
    private final List<String> topics;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    /** Position and first offset of each partition when it last asked for the topics. */
    private final Map<TopicPartition, long[]> lastLook = new HashMap<>();
    /** Null with a mutation. */
    private final FinalityGate gate;

    /** Whether the gate waits for ends. */
    private boolean asked;

    private boolean changed;
    private Long through;

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
        partitions().forEach(p -> lastLook.put(p, new long[] {log(p).begin(), log(p).begin()}));
        gate = environment.has(Mutation.FINAL_BEFORE_ROWS)
                ? null
                : new FinalityGate(board, this::ask, environment.topics().progress());
        if (environment.has(Mutation.TOTALS_FROM_START)) {
            partitions().stream()
                    .filter(p -> p.topic().equals(environment.topics().rejected())
                            || p.topic().equals(environment.topics().late()))
                    .forEach(p -> positions.put(p, log(p).highWatermark()));
        }
    }

    /** The board. */
    public StatsBoard board() {
        return board;
    }

    /** The settings with which it was started. */
    public Settings settings() {
        return environment.settings();
    }

    /** Reads some records of one partition. Returns whether there were any, or the gate may have moved. */
    public boolean step(int which, int max) {
        List<TopicPartition> all = partitions();
        TopicPartition partition = all.get(Math.floorMod(which, all.size()));
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
        if (!environment.has(Mutation.IDS_KEPT)) {
            board.tidy();
        }
        stepGate();
        return true;
    }

    /** Whether it shows something else than when this was asked last. */
    public boolean hasChanged() {
        Long now = board.current().completeThroughMillis();
        boolean has = changed || !Objects.equals(now, through);
        changed = false;
        through = now;
        return has;
    }

    private void apply(String topic, Entry entry) {
        changed |= !topic.equals(environment.topics().progress());
        if (topic.equals(environment.topics().stats())) {
            applyRow(entry);
        } else if (topic.equals(environment.topics().progress())) {
            board.applyProgress((Progress) entry.content(), entry.timestampMillis());
        } else if (topic.equals(environment.topics().rejected())) {
            board.applyRejected(Json.readTree((byte[]) entry.content()), entry.timestampMillis());
        } else {
            board.applyLate((EventId) entry.content(), entry.timestampMillis());
        }
    }

    private void applyRow(Entry entry) {
        if (entry.content() == null) {
            board.withdrawStats(entry.key());
            return;
        }
        var row = ((PublishedRow) entry.content()).row();
        boolean steers = environment.has(Mutation.FUTURE_WINDOWS_STEER);
        long time = steers
                ? Math.max(entry.timestampMillis(), row.stats().window().startMillis())
                : entry.timestampMillis();
        try {
            board.applyStats(row.stats(), row.users(), row.devices(), row.failedUsers(), time);
        } catch (IllegalArgumentException otherWindow) {
            // as the product's dispatcher: the row is skipped
        }
    }

    /** As the thread that looks at the topics: the answer comes in a later step. */
    private Supplier<Map<TopicPartition, Long>> ask() {
        asked = true;
        return () -> {
            if (asked) {
                return null;
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            partitions().forEach(p -> ends.put(p, log(p).highWatermark()));
            return ends;
        };
    }

    /** Returns whether the next step may do more. */
    private boolean stepGate() {
        if (gate == null) {
            return false;
        }
        boolean answerComes = asked;
        asked = false;
        Long before = board.current().completeThroughMillis();
        gate.step(ends -> ends.entrySet().stream()
                .allMatch(end -> Math.max(
                                positions.getOrDefault(end.getKey(), 0L),
                                log(end.getKey()).begin())
                        >= end.getValue()));
        return answerComes || asked || !Objects.equals(before, board.current().completeThroughMillis());
    }

    /** Notices topics that were created again or emptied, and reads them again. Returns whether there were any. */
    public boolean checkTopics() {
        boolean any = false;
        for (String name : topics) {
            if (environment.topic(name).id() != ids.get(name) || wasEmptied(name)) {
                ids.put(name, environment.topic(name).id());
                forget(name);
                any = true;
            }
        }
        partitions().forEach(p -> lastLook.put(p, new long[] {positions.getOrDefault(p, 0L), log(p).begin()}));
        return any;
    }

    /** Whether records were deleted since it last looked, and every one that it had read by then. */
    private boolean wasEmptied(String name) {
        if (environment.has(Mutation.EMPTIED_UNNOTICED)) {
            return false;
        }
        Topic topic = environment.topic(name);
        for (int p = 0; p < topic.size(); p++) {
            TopicPartition partition = new TopicPartition(name, p);
            long begin = topic.partition(p).begin();
            long[] before = lastLook.get(partition);
            if (before != null && begin > before[1] && begin >= before[0]) {
                return true;
            }
        }
        return false;
    }

    private void forget(String name) {
        changed = true;
        positions.keySet().removeIf(partition -> partition.topic().equals(name));
        lastLook.keySet().removeIf(partition -> partition.topic().equals(name));
        for (int p = 0; p < environment.topic(name).size(); p++) {
            positions.put(
                    new TopicPartition(name, p),
                    environment.topic(name).partition(p).begin());
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
        asked = false;
        if (gate != null) {
            gate.reset();
        }
    }

    /** Whether it has read everything that is visible now, and has drawn its conclusions. */
    public boolean hasCaughtUp() {
        Long reported = board.reportedMillis();
        return (gate == null
                        || reported == null
                        || reported.equals(board.current().completeThroughMillis()))
                && partitions().stream()
                        .allMatch(p ->
                                Math.max(positions.getOrDefault(p, 0L), log(p).begin()) >= log(p).lastStableOffset())
                && knowsTopics();
    }

    /** Whether no topic was created again or emptied since it last asked. */
    public boolean knowsTopics() {
        return topics.stream().allMatch(name -> environment.topic(name).id() == ids.get(name) && !wasEmptied(name));
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> all = new ArrayList<>();
        for (String name : topics) {
            for (int p = 0; p < environment.topic(name).size(); p++) {
                all.add(new TopicPartition(name, p));
            }
        }
        return all;
    }

    private PartitionLog log(TopicPartition partition) {
        return environment.topic(partition.topic()).partition(partition.partition());
    }

    /** Deletes the files of its history. */
    @Override
    public void close() {
        board.close();
    }
}
