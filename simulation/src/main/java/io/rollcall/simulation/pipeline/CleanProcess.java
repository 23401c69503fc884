package io.rollcall.simulation.pipeline;

import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.progress.JobName;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import io.rollcall.simulation.pipeline.SimCheckpoint.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process of {@code user_login_clean}. Each of its tasks, one per partition, advances by itself. */
final class CleanProcess extends JobProcess {
    private static final int MAX_RECORDS_PER_PARTITION = 8;

    private final LoginCleaner cleaner;
    private final boolean realTime;
    private final boolean committed;

    private Map<Integer, Long> from;
    /** Next offset by partition. */
    private Map<Integer, Long> cursors;
    /** Where each task stops; null in Real-Time Mode. */
    private Map<Integer, Long> to;

    private long records;

    CleanProcess(Environment environment, SimCheckpoint checkpoint, boolean realTime, boolean failOnDataLoss) {
        super(environment, JobName.CLEAN, environment.topics().raw(), checkpoint, null, failOnDataLoss);
        this.cleaner = environment.settings().cleaner();
        this.realTime = realTime;
        this.committed = !environment.has(Mutation.UNCOMMITTED_LOGINS);
    }

    @Override
    boolean step(int argument) {
        if (from == null) {
            return plan();
        }
        List<Integer> busy = new ArrayList<>();
        cursors.forEach((partition, next) -> {
            // A Real-Time task does not pass a marker before it has the record behind it.
            if (next < end(partition) && (!realTime || hasRecord(partition, next))) {
                busy.add(partition);
            }
        });
        if (busy.isEmpty() || (realTime && argument % 4 == 0)) {
            return finish();
        }
        process(busy.get(argument % busy.size()));
        return true;
    }

    private boolean hasRecord(int partition, long from) {
        return !input().partition(partition)
                .read(from, Long.MAX_VALUE, 1, committed)
                .isEmpty();
    }

    private long end(int partition) {
        return to != null
                ? to.getOrDefault(partition, 0L)
                : partition < input().size() ? input().partition(partition).end(committed) : 0;
    }

    private boolean plan() {
        checkInput();
        checkOutput();
        if (batch == 0) {
            environment.monitor().startsAt(environment.firstWholeWindow(input()));
        }
        records = 0;
        Map<Integer, Long> next = nextOffsets();
        Map<Integer, Long> ends = offsets(log -> log.end(committed));
        if (realTime) {
            to = null;
            if (next.entrySet().stream().allMatch(n -> n.getValue() >= ends.getOrDefault(n.getKey(), 0L))) {
                return false;
            }
        } else {
            Plan plan = checkpoint.plan(batch).orElseGet(() -> bounded(next, ends));
            if (plan.to().equals(plan.from())) {
                return false;
            }
            if (checkpoint.plan(batch).isEmpty()) {
                checkpoint.writePlan(batch, plan);
            }
            next.putAll(plan.from());
            to = plan.to();
        }
        from = next;
        cursors = new HashMap<>(next);
        return true;
    }

    private void checkOutput() {
        String clean = environment.topics().clean();
        if (!environment.has(Mutation.OUTPUT_BY_NAME) && !checkpoint.bindOutput(environment.topic(clean))) {
            throw new RefusedException(clean + " is not the topic that " + JobName.CLEAN + " has written");
        }
    }

    private static Plan bounded(Map<Integer, Long> next, Map<Integer, Long> ends) {
        Map<Integer, Long> to = new HashMap<>();
        next.forEach((p, start) ->
                to.put(p, Math.max(start, Math.min(ends.getOrDefault(p, start), start + MAX_RECORDS_PER_PARTITION))));
        return new Plan(Map.copyOf(next), to);
    }

    /** One record of one task. */
    private void process(int partition) {
        if (partition >= input().size()) {
            throw new RefusedException("the topic has fewer partitions");
        }
        PartitionLog log = input().partition(partition);
        long next = cursors.get(partition);
        noteDeleted(partition, next, end(partition));
        List<Entry> read = log.read(next, end(partition), 1, committed);
        if (read.isEmpty()) {
            cursors.put(partition, end(partition));
            return;
        }
        Entry entry = read.get(0);
        route(partition, entry);
        records++;
        cursors.put(partition, entry.offset() + 1);
    }

    private void route(int partition, Entry entry) {
        RawLogin login = (RawLogin) entry.content();
        RawRecord raw = new RawRecord(
                environment.topics().raw(),
                new EventId(partition, entry.offset()),
                entry.timestampMillis(),
                login.value());
        CleaningOutcome outcome = cleaner.clean(raw);
        if (outcome instanceof CleaningOutcome.Clean clean) {
            write(environment.topics().clean(), entry.key(), LoginJson.write(clean.login()));
        } else if (outcome instanceof CleaningOutcome.Late late) {
            write(environment.topics().late(), entry.key(), late.login().id());
        } else {
            write(
                    environment.topics().rejected(),
                    entry.key(),
                    LoginJson.write(RejectedLogin.of(raw, (CleaningOutcome.Rejected) outcome, 0)));
        }
    }

    private void write(String name, String key, Object content) {
        Topic topic = environment.topic(name);
        topic.append(topic.partitionOf(key), key, content, null);
    }

    private boolean finish() {
        Plan plan = new Plan(from, to == null ? Map.copyOf(cursors) : to);
        if (realTime) {
            checkInput();
            checkOutput();
            if (plan.to().equals(plan.from())) {
                from = null;
                return false;
            }
            checkpoint.rewritePlan(batch, plan);
        }
        commit(plan, records, 0);
        from = null;
        return true;
    }
}
