package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.checkpoint.RebuildNote;
import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.jobs.rebuild.Rebuild;
import io.rollcall.jobs.rebuild.RebuildPlan;
import io.rollcall.jobs.rebuild.RowBasis;
import io.rollcall.jobs.tally.LocaleState;
import io.rollcall.jobs.tally.LoginTallies;
import io.rollcall.jobs.tally.LoginTally;
import io.rollcall.jobs.tally.OpenWindows;
import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.jobs.tally.UncountedLogins;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.stats.Windowing;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import io.rollcall.simulation.broker.Transaction;
import io.rollcall.simulation.pipeline.SimCheckpoint.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A process of {@code user_login_stats}: one micro-batch after another, each cut into its steps. */
final class StatsProcess extends JobProcess {
    private static final int MAX_RECORDS_PER_PARTITION = 12;
    private static final String TRANSACTIONAL_ID = "stats";

    /** What it does next. */
    private enum Phase {
        PLAN,
        READ,
        DRIVE,
        WRITE,
        COMMIT_ROWS,
        HAND_OUT,
        COMMIT_BATCH
    }

    /** Of steps in which a batch waits for counted offsets. */
    private static final int MOST_WAITS = 100;

    private final HorizonTracker horizon;
    private final Windowing windowing;
    private final int epoch;

    private final RowBasis basis;
    /** Null before the first batch. */
    private Rebuild rebuild;

    private Phase phase = Phase.PLAN;
    private Plan plan;
    private long records;
    private StateVersion state;
    /** In memory from batch to batch. */
    private final Map<String, OpenWindows> open = new HashMap<>();

    private List<StatsRow> output;
    private List<UncountedLogins> uncounted;
    private int rowsWritten;
    /** How often the driver has looked for counted offsets in vain. */
    private int waited;

    private long batchHorizon = HorizonTracker.NONE;
    /** Newest event of any row, for the mutation of the horizon. */
    private long newestEvent = HorizonTracker.NONE;

    /** @param horizon outlives the query, not the process */
    StatsProcess(Environment environment, SimCheckpoint checkpoint, HorizonTracker horizon) {
        super(environment, JobName.STATS, environment.topics().clean(), checkpoint, horizon);
        this.horizon = horizon;
        this.windowing = environment.settings().windowing();
        this.epoch = environment.cluster().initTransactions(TRANSACTIONAL_ID);
        this.basis = RebuildPlan.basis(environment.settings(), new ClusterContents(environment));
        if (environment.has(Mutation.FLOOR_BEFORE_FIRST_BATCH)) {
            rebuild = rebuild();
        }
    }

    private Rebuild rebuild() {
        return Rebuild.begin(
                new RebuildNote(checkpoint),
                new Rebuild.Start(
                        checkpoint.lastCommitted().number() < 0,
                        recordsAreMissing() && !environment.has(Mutation.LOSSES_LOWER_ROWS)),
                environment.settings(),
                basis,
                this::withdraw,
                new ClusterContents(environment),
                environment.cluster().nowMillis());
    }

    private void withdraw(List<String> keys) {
        if (keys.isEmpty() || environment.has(Mutation.OLD_ROWS_KEPT)) {
            return;
        }
        Transaction transaction = environment.cluster().transaction(TRANSACTIONAL_ID, epoch);
        Topic topic = environment.topic(environment.topics().stats());
        keys.forEach(key -> topic.append(topic.partitionOf(key), key, null, transaction));
        environment.cluster().endTransaction(TRANSACTIONAL_ID, epoch, true);
    }

    @Override
    boolean step(int argument) {
        switch (phase) {
            case PLAN -> {
                return plan(argument);
            }
            case READ -> {
                read();
                phase = Phase.DRIVE;
            }
            case DRIVE -> {
                if (awaitsCountedOffsets()) {
                    return true;
                }
                drive();
                phase = environment.has(Mutation.COMMIT_BEFORE_PUBLISH) ? Phase.COMMIT_BATCH : Phase.WRITE;
            }
            case WRITE -> write(1 + argument % 4);
            case COMMIT_ROWS -> {
                checkInput();
                if (!output.isEmpty() && !environment.has(Mutation.NO_FENCING)) {
                    environment.cluster().endTransaction(TRANSACTIONAL_ID, epoch, true);
                }
                phase = Phase.HAND_OUT;
            }
            case HAND_OUT -> {
                rebuild.published(horizon.horizonMillis());
                batchHorizon = horizonMillis();
                phase = environment.has(Mutation.COMMIT_BEFORE_PUBLISH) ? Phase.PLAN : Phase.COMMIT_BATCH;
            }
            case COMMIT_BATCH -> {
                commit(plan, records, state.size());
                phase = environment.has(Mutation.COMMIT_BEFORE_PUBLISH) ? Phase.WRITE : Phase.PLAN;
            }
        }
        return true;
    }

    private boolean plan(int argument) {
        if (!mayPlan(argument)) {
            return false;
        }
        if (checkpoint.plan(batch).isPresent()) {
            plan = checkpoint.plan(batch).get();
            phase = Phase.READ;
            return true;
        }
        Map<Integer, Long> from = nextOffsets();
        Map<Integer, Long> to = offsets(PartitionLog::highWatermark);
        // A partition that others hold back in a batch of bounded size.
        int slow = argument % (to.size() + 1);
        to.replaceAll((p, end) -> after(p, from.get(p), end, p == slow ? 1 : MAX_RECORDS_PER_PARTITION, false));
        if (to.equals(from)) {
            return false;
        }
        plan = new Plan(from, to);
        checkpoint.writePlan(batch, plan, environment.cluster().nowMillis());
        phase = Phase.READ;
        return true;
    }

    /** The tasks: they read, tally, and change the state. */
    private void read() {
        LoginTallies tallies =
                new LoginTallies(windowing, environment.settings().locales());
        records = 0;
        plan.to().forEach((partition, to) -> {
            checkBatch(partition, plan.from().get(partition), to);
            for (Entry entry :
                    input().partition(partition).read(plan.from().get(partition), to, Integer.MAX_VALUE, false)) {
                tallies.add((byte[]) entry.content(), entry.timestampMillis());
                records++;
            }
        });
        Map<String, Map<Long, LoginTally>> byLocale = new TreeMap<>();
        tallies.forEach((locale, pane, tally) ->
                byLocale.computeIfAbsent(locale, none -> new TreeMap<>()).put(pane, tally));
        state = checkpoint.stateBefore(batch, environment.has(Mutation.STATE_KEPT));
        List<StatsRow> returned = new ArrayList<>();
        byLocale.forEach((locale, panes) -> returned.addAll(new LocaleState(
                        windowing,
                        locale,
                        state.of(locale),
                        open.computeIfAbsent(locale, none -> new OpenWindows(windowing)))
                .add(panes, batchHorizon)));
        checkpoint.writeStateAfter(batch, state);
        byLocale.keySet().forEach(locale -> environment
                .monitor()
                .stateWritten(locale, state.of(locale).panes(), batchHorizon));
        newestEvent = Math.max(newestEvent, tallies.newestMillis());
        horizon.sawEvent(tallies.newestMillis());
        output = returned.stream().filter(row -> row.behindHorizon() == null).toList();
        uncounted = returned.stream()
                .filter(row -> row.behindHorizon() != null)
                .map(UncountedLogins::of)
                .toList();
        rowsWritten = 0;
    }

    /** As the product, which waits up to 10 s for the reports that tell a redelivery from a loss. */
    private boolean awaitsCountedOffsets() {
        boolean waits = !uncounted.isEmpty()
                && waited < MOST_WAITS
                && knownCountedOffsets().isEmpty();
        waited = waits ? waited + 1 : 0;
        return waits;
    }

    /** The driver, before it publishes. */
    private void drive() {
        if (rebuild == null) {
            rebuild = rebuild();
        }
        if (!uncounted.isEmpty() && !environment.has(Mutation.DROPS_UNCOUNTED)) {
            losses.recordDropped(batch, UncountedLogins.dropped(uncounted, rebuild::counts, countedOffsets()));
            losses.recordAhead(batch, UncountedLogins.tooFarAhead(uncounted, countedOffsets()));
        }
        output = output.stream().filter(row -> rebuild.publishes(row.stats())).toList();
    }

    private Map<Integer, Long> countedOffsets() {
        return environment.has(Mutation.REDELIVERY_IS_A_LOSS) ? Map.of() : knownCountedOffsets();
    }

    private Map<Integer, Long> knownCountedOffsets() {
        try {
            return horizon.awaitCountedOffsets(0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(int rows) {
        Transaction transaction = environment.has(Mutation.NO_FENCING) || output.isEmpty()
                ? null
                : environment.cluster().transaction(TRANSACTIONAL_ID, epoch);
        Topic topic = environment.topic(environment.topics().stats());
        for (int i = 0; i < rows && rowsWritten < output.size(); i++) {
            StatsRow row = output.get(rowsWritten++);
            environment.monitor().rowWritten(row);
            String key = row.stats().key();
            topic.append(topic.partitionOf(key), key, new PublishedRow(row, basis), transaction);
        }
        if (rowsWritten == output.size()) {
            phase = Phase.COMMIT_ROWS;
        }
    }

    private long horizonMillis() {
        if (environment.has(Mutation.HORIZON_WITHOUT_FINALITY)) {
            return newestEvent == HorizonTracker.NONE
                    ? HorizonTracker.NONE
                    : newestEvent
                            - environment
                                    .settings()
                                    .duration(SettingKey.STATS_DELAY)
                                    .toMillis();
        }
        return horizon.horizonMillis();
    }
}
