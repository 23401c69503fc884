package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.checkpoint.RebuildNote;
import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.jobs.rebuild.RebuildPlan;
import io.rollcall.model.settings.Topics;
import io.rollcall.simulation.broker.Cluster;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Both jobs: their checkpoints, and the processes that run them; there may be several of one job. */
public final class Jobs {
    private static final int MAX_COPIES = 2;

    /** A process of a job. */
    private static final class Copy {
        private JobProcess process;
        private final HorizonTracker horizon;
        private boolean paused;

        Copy(HorizonTracker horizon) {
            this.horizon = horizon;
        }
    }

    private Environment environment;
    private final List<Copy> clean = new ArrayList<>();
    private final List<Copy> stats = new ArrayList<>();
    private SimCheckpoint cleanCheckpoint = new SimCheckpoint();
    private SimCheckpoint statsCheckpoint = new SimCheckpoint();
    private long earlierLosses;
    private long earlierDropped;
    private String refusal;

    /** No process runs yet. */
    public Jobs(Environment environment) {
        this.environment = environment;
    }

    /** Uses other settings from now on. No process may run. */
    public void use(Environment other) {
        environment = other;
    }

    private List<Copy> copies(boolean ofStats) {
        return ofStats ? stats : clean;
    }

    /** Starts a process, if there are not too many. @param realTime the mode of the clean job */
    public boolean start(boolean ofStats, boolean realTime) {
        if (refusal != null || copies(ofStats).size() >= MAX_COPIES) {
            return false;
        }
        Copy copy = new Copy(new HorizonTracker(environment.settings()));
        if (startQuery(copy, ofStats, realTime)) {
            copies(ofStats).add(copy);
        }
        return true;
    }

    private boolean startQuery(Copy copy, boolean ofStats, boolean realTime) {
        try {
            copy.process = ofStats
                    ? new StatsProcess(environment, statsCheckpoint, copy.horizon)
                    : new CleanProcess(environment, cleanCheckpoint, realTime);
            return true;
        } catch (JobProcess.RefusedException e) {
            refusal = e.getMessage();
            return false;
        }
    }

    /** Ends a process at once. */
    public boolean kill(boolean ofStats, int which) {
        List<Copy> copies = copies(ofStats);
        if (copies.isEmpty()) {
            return false;
        }
        copies.remove(which % copies.size());
        return true;
    }

    /** Stops or continues a process. */
    public boolean pause(boolean ofStats, int which, boolean paused) {
        List<Copy> copies = copies(ofStats);
        if (copies.isEmpty() || copies.get(which % copies.size()).paused == paused) {
            return false;
        }
        copies.get(which % copies.size()).paused = paused;
        return true;
    }

    /** One step of the query of a process. A query that fails is started again, in the same process. */
    public boolean step(boolean ofStats, int which, int argument) {
        Copy copy = runnable(ofStats, which);
        if (copy == null) {
            return false;
        }
        try {
            return copy.process.step(argument);
        } catch (JobProcess.RefusedException e) {
            refusal = e.getMessage();
            copies(ofStats).remove(copy);
        } catch (Cluster.FencedException | SimCheckpoint.TakenException | JobProcess.FailedException e) {
            fail(copy, ofStats, argument % 2 == 0);
        }
        return true;
    }

    /** Ends the query of a process as an error would; it is started again. */
    public boolean fail(boolean ofStats, int which, boolean realTime) {
        Copy copy = runnable(ofStats, which);
        if (copy == null) {
            return false;
        }
        fail(copy, ofStats, realTime);
        return true;
    }

    private void fail(Copy copy, boolean ofStats, boolean realTime) {
        copy.process.close();
        if (!startQuery(copy, ofStats, realTime)) {
            copies(ofStats).remove(copy);
        }
    }

    /** One step of the progress thread of a process. */
    public boolean report(boolean ofStats, int which, int argument) {
        Copy copy = runnable(ofStats, which);
        if (copy == null) {
            return false;
        }
        copy.process.progressStep(argument);
        return true;
    }

    private Copy runnable(boolean ofStats, int which) {
        List<Copy> copies = copies(ofStats);
        Copy copy = copies.isEmpty() ? null : copies.get(which % copies.size());
        return copy == null || copy.paused ? null : copy;
    }

    /** Processes of a job. */
    public int running(boolean ofStats) {
        return copies(ofStats).size();
    }

    /** Why a job does not run, and what helps; null if none has refused to. */
    public String refusal() {
        return refusal;
    }

    /** Ends every process. */
    public void killAll() {
        clean.clear();
        stats.clear();
    }

    /** {@code rollcall reset --job stats}: rows stay, the checkpoint goes. The jobs must be stopped. */
    public void resetStats() {
        keepLosses(statsCheckpoint);
        statsCheckpoint = new SimCheckpoint();
        empty(environment.topics().progress());
        refusal = null;
    }

    /**
     * {@code rollcall reset --job clean}, in the order of the product: the rows stay. The jobs must be stopped.
     *
     * @param steps after how many it is interrupted
     * @return whether it was complete
     */
    public boolean resetAll(int steps) {
        OptionalLong floor = RebuildPlan.fromRaw(
                        environment.settings(),
                        new ClusterContents(environment),
                        environment.cluster().nowMillis())
                .floorMillis();
        Topics topics = environment.topics();
        List<Runnable> all = List.of(
                () -> empty(topics.progress()),
                () -> {
                    keepLosses(statsCheckpoint);
                    statsCheckpoint = new SimCheckpoint();
                },
                () -> {
                    keepLosses(cleanCheckpoint);
                    cleanCheckpoint = new SimCheckpoint();
                },
                () -> List.of(topics.clean(), topics.late(), topics.rejected()).forEach(this::empty),
                () -> new RebuildNote(statsCheckpoint).plan(floor, begins(topics.clean())));
        all.subList(0, Math.min(steps, all.size())).forEach(Runnable::run);
        refusal = null;
        if (steps >= all.size()) {
            earlierLosses = 0;
            earlierDropped = 0;
        }
        return steps >= all.size();
    }

    private Map<Integer, Long> begins(String name) {
        return environment.has(Mutation.DELETED_AFTER_RESET)
                ? Map.of()
                : environment.topic(name).byPartition(PartitionLog::begin);
    }

    private void empty(String name) {
        Topic topic = environment.topic(name);
        topic.partitions().forEach(log -> {
            if (!environment.has(Mutation.HIDDEN_RECORDS_KEPT)) {
                // The reset waits until no follower that lags is waited for, and empties once more.
                log.followerLags(false);
            }
            log.deleteBefore(Long.MAX_VALUE);
        });
    }

    private void keepLosses(SimCheckpoint checkpoint) {
        LossNotes losses = new LossNotes(checkpoint);
        earlierLosses += losses.lostRows();
        earlierDropped += losses.droppedRows();
    }

    /** Event time (ms) from which the rows can be rebuilt whole. */
    public long floorMillis() {
        return new RebuildNote(statsCheckpoint).floorMillis().orElse(Long.MIN_VALUE);
    }

    /** Records that the jobs say they have lost, also before a reset. */
    public long lost() {
        return earlierLosses + new LossNotes(cleanCheckpoint).lostRows() + new LossNotes(statsCheckpoint).lostRows();
    }

    /** Logins that the stats job says it has dropped, also before a reset. */
    public long dropped() {
        return earlierDropped + new LossNotes(statsCheckpoint).droppedRows();
    }

    /** Whether the clean job has written, so that it notices another output topic. */
    public boolean cleanHasStarted() {
        return cleanCheckpoint.isBound();
    }
}
