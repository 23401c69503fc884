package io.rollcall.simulation;

import io.rollcall.simulation.pipeline.Dashboard;

/** The end of a schedule: faults are over, one copy of each job runs, and no more logins come. */
final class Rest {
    private static final int MAX_ROUNDS = 60;
    /** The argument of a reset that is not interrupted. */
    private static final int COMPLETE = 63;

    private static final int TICK_MILLIS = 3_000;
    /**
     * Rounds in which every locale has a login: in the second the state is dropped that the first made superfluous. After a
     * reset in the second round the horizon is known in the seventh, as replicas may lag.
     */
    private static final int FIRST_PROBE = 8;

    private static final int SECOND_PROBE = 9;
    /** Probes are not late under any settings. */
    private static final int PROBE_AGE_MILLIS = 14_000;
    /** Delay, lateness, window, reports of some rounds. */
    private static final long MAX_STATE_MILLIS = 120_000;

    private static final int REFILL = 20;
    private static final int REPORT_STEPS = 7;
    private static final int MAX_STEPS = 10_000;
    private static final int PARTITIONS_OF_ALL_TOPICS = 16;
    private static final int MANY = 1_000;

    private final World world;

    Rest(World world) {
        this.world = world;
    }

    void run() {
        apply(Action.END_TRANSACTION, 0, 0, 0);
        apply(Action.END_TRANSACTION, 1, 0, 0);
        markers();
        world.operator().tick(true);
        world.producers().refill();
        world.jobs().killAll();
        world.stopOthers();
        for (int round = 0; round < MAX_ROUNDS && !isOver(round); round++) {
            if (world.producers().cleanIsShort()) {
                for (int i = 0; i < REFILL; i++) {
                    apply(Action.LOGIN, 0, 0, i % 5);
                }
            }
            if (round == FIRST_PROBE || round == SECOND_PROBE) {
                apply(Action.LOGIN, 0, -PROBE_AGE_MILLIS, 0);
                apply(Action.LOGIN, 0, -PROBE_AGE_MILLIS, 2);
            }
            round();
            if (round == SECOND_PROBE) {
                world.audit().checkState(world.cluster().nowMillis() - MAX_STATE_MILLIS);
            }
        }
        apply(Action.DASHBOARD_START, 0, 0, 0);
        drainDashboards();
        world.audit()
                .checkAtRest(
                        world.dashboards(), world.jobs().lost(), world.jobs().dropped());
    }

    private boolean isOver(int round) {
        return round > SECOND_PROBE
                && !world.dashboards().isEmpty()
                && world.jobs().refusal() == null
                && world.dashboards().stream().allMatch(world.audit()::allFinal);
    }

    private void round() {
        if (world.jobs().refusal() != null) {
            apply(Action.RESET_ALL, COMPLETE, 0, 0);
        }
        if (world.jobs().running(false) == 0) {
            apply(Action.CLEAN_START, 0, 0, 0);
        }
        if (world.jobs().running(true) == 0) {
            apply(Action.STATS_START, 0, 0, 0);
        }
        apply(Action.TICK, TICK_MILLIS, 0, 0);
        drain(Action.CLEAN, 1);
        drain(Action.STATS, 1);
        for (int i = 0; i < REPORT_STEPS; i++) {
            apply(Action.CLEAN_REPORT, MANY, 0, 0);
        }
        for (int i = 0; i < REPORT_STEPS; i++) {
            apply(Action.STATS_REPORT, MANY, 0, 0);
        }
        if (world.dashboards().isEmpty()) {
            apply(Action.DASHBOARD_START, 0, 0, 0);
        }
        drainDashboards();
    }

    private void drain(Action action, int argument) {
        for (int i = 0; i < MAX_STEPS && world.apply(new Step(action, argument, 0, 0)); i++) {
            markers();
        }
        if (action == Action.CLEAN) {
            // A Real-Time batch ends when the argument says so.
            apply(action, 0, 0, 0);
        }
    }

    private void markers() {
        while (world.apply(new Step(Action.MARKER, 0, 0, 0))) {
            continue;
        }
    }

    private void drainDashboards() {
        for (int i = 0; i < world.dashboards().size(); i++) {
            Dashboard dashboard = world.dashboards().get(i);
            apply(Action.DASHBOARD_TOPICS, i, 0, 0);
            for (int tries = 0; tries < MANY && !dashboard.hasCaughtUp(); tries++) {
                apply(Action.DASHBOARD, i, tries % PARTITIONS_OF_ALL_TOPICS, MANY);
            }
        }
    }

    private void apply(Action action, int a, int b, int c) {
        world.apply(new Step(action, a, b, c));
    }
}
