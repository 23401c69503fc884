package io.rollcall.simulation.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.NoteStore;
import io.rollcall.simulation.broker.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The checkpoint of a job, in memory: what survives a crash. Follows Spark: plan, state and commit of each batch. */
final class SimCheckpoint implements NoteStore {
    /** A job finds that another copy has written the same entry. */
    static final class TakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The plan of a batch.
     *
     * @param from first offset by partition
     * @param to next offset after it by partition
     */
    record Plan(Map<Integer, Long> from, Map<Integer, Long> to) {}

    private static final int KEPT_VERSIONS = 3;
    private static final int KEPT_PLANS = 10;

    private final TreeMap<Long, Plan> plans = new TreeMap<>();
    /** When plans were written (ms), by batch. */
    private final TreeMap<Long, Long> planTimes = new TreeMap<>();

    private final TreeMap<Long, StateVersion> states = new TreeMap<>();
    private final Map<String, ObjectNode> notes = new HashMap<>();
    private long committed = -1;
    private long topicId = -1;
    private long outputTopicId = -1;

    /** The last batch that was committed. */
    CommittedBatch lastCommitted() {
        return committed < 0
                ? CommittedBatch.NONE
                : new CommittedBatch(committed, plans.get(committed).to());
    }

    /** The plan of a batch, if it was written. */
    Optional<Plan> plan(long batch) {
        return Optional.ofNullable(plans.get(batch));
    }

    /** By partition, the end of the last batch that was planned by a time (ms); empty if no such batch is known. */
    Map<Integer, Long> plannedBy(long millis) {
        return planTimes.descendingMap().entrySet().stream()
                .filter(time -> time.getValue() <= millis)
                .findFirst()
                .map(time -> plans.get(time.getKey()).to())
                .orElse(Map.of());
    }

    void writePlan(long batch, Plan plan, long nowMillis) {
        if (plans.containsKey(batch)) {
            throw new TakenException();
        }
        rewritePlan(batch, plan, nowMillis);
    }

    /** Writes the plan of a Real-Time batch, which is known when it ends. */
    void rewritePlan(long batch, Plan plan, long nowMillis) {
        plans.put(batch, plan);
        planTimes.put(batch, nowMillis);
        plans.headMap(batch - KEPT_PLANS).clear();
        planTimes.headMap(batch - KEPT_PLANS).clear();
    }

    void commit(long batch) {
        if (committed >= batch) {
            throw new TakenException();
        }
        committed = batch;
    }

    /** A copy of the state before a batch. @param keepsAll of a new state: whether it drops nothing */
    StateVersion stateBefore(long batch, boolean keepsAll) {
        StateVersion state = states.get(batch);
        return state == null ? new StateVersion(keepsAll) : state.copy();
    }

    void writeStateAfter(long batch, StateVersion state) {
        states.put(batch + 1, state.copy());
        states.headMap(batch - KEPT_VERSIONS).clear();
    }

    /** Notes the topic of a new checkpoint. Returns whether the checkpoint belongs to this topic. */
    boolean bind(Topic topic) {
        if (topicId < 0) {
            topicId = topic.id();
        }
        return topicId == topic.id();
    }

    /** The same for the topic that the job writes. */
    boolean bindOutput(Topic topic) {
        if (outputTopicId < 0) {
            outputTopicId = topic.id();
        }
        return outputTopicId == topic.id();
    }

    boolean isBound() {
        return topicId >= 0;
    }

    @Override
    public Optional<ObjectNode> read(String name) {
        return Optional.ofNullable(notes.get(name)).map(ObjectNode::deepCopy);
    }

    @Override
    public void write(String name, ObjectNode content) {
        notes.put(name, content.deepCopy());
    }
}
