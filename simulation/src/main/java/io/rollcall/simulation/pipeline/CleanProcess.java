package io.rollcall.simulation.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.jobs.checkpoint.OffsetRange;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.text.Json;
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

    /** Where the batch has written: it ends when all replicas have that. */
    private final Map<PartitionLog, Long> unacknowledged = new HashMap<>();

    private long records;

    CleanProcess(Environment environment, SimCheckpoint checkpoint, boolean realTime) {
        super(environment, JobName.CLEAN, environment.topics().raw(), checkpoint, null);
        this.cleaner = environment.settings().cleaner();
        this.realTime = realTime;
        this.committed = !environment.has(Mutation.UNCOMMITTED_LOGINS);
    }

    @Override
    boolean step(int argument) {
        if (from == null) {
            return plan(argument);
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

    /** Also what a Real-Time batch has written before it was interrupted, if others have written to the input since. */
    @Override
    Map<Integer, Long> processed(Map<Integer, Long> committedOffsets, Map<Integer, Long> planned) {
        Map<Integer, Long> processed = new HashMap<>(planned);
        if (!committedOffsets.isEmpty() && epochsDiffer()) {
            written(Map.of())
                    .forEach((p, next) -> processed.computeIfPresent(p, (q, before) -> Math.max(before, next)));
        }
        return processed;
    }

    @Override
    Map<Integer, Long> written(Map<Integer, Long> until) {
        Map<Integer, Long> next = new HashMap<>();
        for (String name : List.of(
                environment.topics().clean(),
                environment.topics().late(),
                environment.topics().rejected())) {
            for (PartitionLog log : environment.topic(name).partitions()) {
                for (Entry entry : log.read(log.begin(), Long.MAX_VALUE, Integer.MAX_VALUE, false)) {
                    EventId id = idOf(entry);
                    if (entry.timestampMillis() <= until.getOrDefault(id.partition(), Long.MAX_VALUE)) {
                        next.merge(id.partition(), id.offset() + 1, Math::max);
                    }
                }
            }
        }
        return next;
    }

    private static EventId idOf(Entry entry) {
        if (entry.content() instanceof EventId late) {
            return late;
        }
        JsonNode json = Json.readTree((byte[]) entry.content());
        return json.has("event_id")
                ? LoginJson.readClean((byte[]) entry.content()).id()
                : new EventId(
                        json.path("partition").asInt(), json.path("offset").asLong());
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

    private boolean plan(int argument) {
        if (!mayPlan(argument)) {
            return false;
        }
        checkOutput();
        unacknowledged.clear();
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
                checkpoint.writePlan(batch, plan, environment.cluster().nowMillis());
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

    private Plan bounded(Map<Integer, Long> next, Map<Integer, Long> ends) {
        Map<Integer, Long> to = new HashMap<>();
        next.forEach((p, start) ->
                to.put(p, after(p, start, ends.getOrDefault(p, start), MAX_RECORDS_PER_PARTITION, committed)));
        return new Plan(Map.copyOf(next), to);
    }

    /** One record of one task. */
    private void process(int partition) {
        long next = cursors.get(partition);
        checkBatch(partition, next, end(partition));
        PartitionLog log = input().partition(partition);
        List<Entry> read = log.read(next, end(partition), 1, committed);
        if (read.isEmpty()) {
            cursors.put(partition, end(partition));
            return;
        }
        Entry entry = read.get(0);
        OffsetRange ofOthers = skipped.get(partition);
        if (ofOthers != null && entry.offset() >= ofOthers.from() && entry.offset() < ofOthers.to()) {
            environment.monitor().skipped(JobName.CLEAN, partition, entry.offset(), entry.offset() + 1);
        } else {
            route(partition, entry);
        }
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
            write(environment.topics().clean(), entry.key(), LoginJson.write(mapped(login, clean.login())));
        } else if (outcome instanceof CleaningOutcome.Late late) {
            write(environment.topics().late(), entry.key(), late.login().id());
            environment.monitor().otherWritten(true, raw.id());
        } else {
            write(
                    environment.topics().rejected(),
                    entry.key(),
                    LoginJson.write(RejectedLogin.of(raw, (CleaningOutcome.Rejected) outcome, 0)));
            environment.monitor().otherWritten(false, raw.id());
        }
    }

    private CleanLogin mapped(RawLogin login, CleanLogin clean) {
        boolean haveIds = !environment.has(Mutation.SOURCE_IDS_IGNORED);
        return login.mapped(clean, haveIds ? login.sourceEventId() : null);
    }

    private void write(String name, String key, Object content) {
        Topic topic = environment.topic(name);
        PartitionLog log = topic.partitionOf(key);
        long offset = topic.append(log, key, content, null).offset();
        unacknowledged.put(log, offset);
        if (name.equals(environment.topics().clean())) {
            environment
                    .monitor()
                    .cleanWritten(
                            topic.partitions().indexOf(log),
                            offset,
                            LoginJson.readClean((byte[]) content).timestampMillis());
        }
    }

    private boolean finish() {
        if (unacknowledged.entrySet().stream().anyMatch(last -> last.getKey().highWatermark() <= last.getValue())) {
            return false;
        }
        Plan plan = new Plan(from, to == null ? Map.copyOf(cursors) : to);
        if (realTime) {
            checkInput();
            checkOutput();
            if (plan.to().equals(plan.from())) {
                from = null;
                return false;
            }
            checkpoint.rewritePlan(batch, plan, environment.cluster().nowMillis());
        }
        commit(plan, records, 0);
        from = null;
        return true;
    }
}
