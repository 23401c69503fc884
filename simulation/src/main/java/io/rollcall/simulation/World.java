package io.rollcall.simulation;

import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.model.login.EventId;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.simulation.broker.Cluster;
import io.rollcall.simulation.check.Audit;
import io.rollcall.simulation.check.Rules;
import io.rollcall.simulation.pipeline.Dashboard;
import io.rollcall.simulation.pipeline.Environment;
import io.rollcall.simulation.pipeline.Jobs;
import io.rollcall.simulation.pipeline.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Everything that a schedule acts on: the cluster, both jobs, dashboards, producers, and the audit. */
final class World implements Environment.Monitor, AutoCloseable {
    private static final Topics TOPICS = Variants.FIRST.topics();
    private static final long START_MILLIS = 1_700_000_010_000L;
    private static final int MAX_DASHBOARDS = 3;
    private static final int EIGHTHS = 8;
    private static final long DAY_MILLIS = 24 * 3_600_000L + 600_000;
    private static final int SET_BACK_MILLIS = 250;
    private static final long BOUNDARY_MILLIS = 5_000;
    private static final int COMPLETE_RESET = 5;

    private final Cluster cluster = new Cluster(START_MILLIS);
    private final Audit audit = new Audit(Rules.of(Variants.FIRST));
    private final Producers producers = new Producers(cluster, TOPICS.raw(), TOPICS.clean(), audit);
    private final Operator operator = new Operator(cluster, TOPICS, producers, audit);
    private final List<Dashboard> dashboards = new ArrayList<>();
    private final Jobs jobs;
    private Environment environment;

    World(Set<Mutation> mutations) {
        environment = new Environment(cluster, Variants.FIRST, TOPICS, mutations, this);
        jobs = new Jobs(environment);
        audit.time(cluster.nowMillis());
    }

    /**
     * Takes a step, and checks the invariants.
     *
     * @return whether anything happened
     * @throws io.rollcall.simulation.check.Violation if an invariant does not hold
     */
    boolean apply(Step step) {
        boolean happened = take(step.action(), step.a(), step.b(), step.c());
        if (happened) {
            audit.readRows(cluster.topic(TOPICS.stats()));
            floor(jobs.floorMillis());
        }
        return happened;
    }

    private boolean take(Action action, int a, int b, int c) {
        return switch (action) {
            case TICK -> tick(b % 2 == 0 ? a : BOUNDARY_MILLIS - cluster.nowMillis() % BOUNDARY_MILLIS + a);
            case LOGIN -> producers.login(a, b, c, null);
            case LOGIN_IN_TRANSACTION -> producers.login(a, b, c, "producer-" + a / 16 % 2);
            case END_TRANSACTION -> producers.endTransaction("producer-" + a % 2, b % 2 == 0);
            case MARKER -> cluster.writeMarker(a);
            case CLEAN -> repeat(b, () -> jobs.step(false, c, a));
            case CLEAN_REPORT -> repeat(b, () -> jobs.report(false, c, a));
            case STATS -> repeat(b, () -> jobs.step(true, c, a));
            case STATS_REPORT -> repeat(b, () -> jobs.report(true, c, a));
            case DASHBOARD -> read(a, b, 1 + c);
            case DASHBOARD_TOPICS ->
                !dashboards.isEmpty() && dashboards.get(a % dashboards.size()).checkTopics();
            case DASHBOARD_START -> dashboards.size() < MAX_DASHBOARDS && dashboards.add(new Dashboard(environment));
            case DASHBOARD_STOP -> stopDashboard(a);
            case CLEAN_START -> jobs.start(false, a % 2 == 0);
            case STATS_START -> jobs.start(true, false);
            case CREATE_TIME -> producers.createTime();
            case REPLICATE -> jobs.running(false) + jobs.running(true) == 0 && operator.replicate();
            case FOLLOWER -> operator.follower(a, b, c % 2 == 0);
            case CLEAN_KILL -> jobs.kill(false, a);
            case STATS_KILL -> jobs.kill(true, a);
            case CLEAN_FAIL -> jobs.fail(false, a, b % 2 == 0);
            case STATS_FAIL -> jobs.fail(true, a, false);
            case PAUSE -> jobs.pause(b % 2 == 0, a, true);
            case RESUME -> jobs.pause(b % 2 == 0, a, false);
            case STATS_TIME_OUT -> cluster.timeOut("stats");
            case RETAIN -> operator.retain(a, b, c % (EIGHTHS + 1));
            case COMPACT -> operator.compact(a, 1 + c % EIGHTHS);
            case GROW -> operator.grow(a);
            case RECREATE -> operator.recreate(a, jobs.cleanHasStarted());
            case TRUNCATE -> operator.truncate(a, b, c);
            case ELECT -> operator.elect(a, b);
            case SET_BACK -> setBack(a * SET_BACK_MILLIS);
            case DAY -> dayPasses();
            case OFFSETS -> operator.skipOffsets(a);
            case RESET_STATS -> resetStats();
            case RESET_ALL -> resetAll(a < 16 ? 1 + a % COMPLETE_RESET : COMPLETE_RESET);
            case SETTINGS -> changeSettings(Variants.of(a), b % 2 == 0);
        };
    }

    /** Half of the time one step, else up to eight. */
    private static boolean repeat(int times, BooleanSupplier step) {
        boolean any = step.getAsBoolean();
        for (int i = 1; any && times % 2 == 1 && i <= times / 8; i++) {
            any |= step.getAsBoolean();
        }
        return any;
    }

    private boolean tick(long millis) {
        cluster.advance(millis);
        audit.time(cluster.nowMillis());
        operator.tick(false);
        return millis > 0;
    }

    private boolean setBack(int millis) {
        long before = cluster.nowMillis();
        producers.setBackFrom(before);
        cluster.advance(-millis);
        audit.clockSetBack(before, cluster.nowMillis());
        operator.tick(false);
        return millis > 0;
    }

    private boolean dayPasses() {
        audit.dayPassed();
        return tick(DAY_MILLIS);
    }

    private boolean read(int which, int partition, int max) {
        if (dashboards.isEmpty()) {
            return false;
        }
        Dashboard dashboard = dashboards.get(which % dashboards.size());
        boolean any = dashboard.step(partition, max);
        if (any && dashboard.hasChanged()) {
            boolean same = dashboard.settings() == environment.settings();
            audit.check(dashboard, same);
            if (same) {
                dashboards.stream()
                        .filter(other -> other.settings() == environment.settings())
                        .forEach(other -> audit.compare(dashboard, other));
            }
        }
        return any;
    }

    private boolean stopDashboard(int which) {
        if (dashboards.isEmpty()) {
            return false;
        }
        dashboards.remove(which % dashboards.size()).close();
        return true;
    }

    private boolean resetStats() {
        if (jobs.refusal() != null) {
            return false; // it asks for more
        }
        jobs.killAll();
        emptyReports();
        jobs.resetStats();
        return true;
    }

    /** A dashboard that notices this late knows more about finality than others. */
    private void emptyReports() {
        audit.recordsDeleted(false, true, false);
    }

    private boolean resetAll(int steps) {
        jobs.killAll();
        if (jobs.resetAll(steps)) {
            audit.startsAnew();
        }
        emptyReports();
        return true;
    }

    private boolean changeSettings(Settings settings, boolean dashboardsToo) {
        if (settings == environment.settings() || jobs.refusal() != null) {
            return false;
        }
        boolean ofClean = Variants.concernClean(environment.settings(), settings);
        jobs.killAll();
        environment = environment.with(settings);
        jobs.use(environment);
        audit.use(Rules.of(settings));
        if (dashboardsToo) {
            dashboards.forEach(Dashboard::close);
            dashboards.clear();
        }
        if (ofClean) {
            resetAll(COMPLETE_RESET);
        } else {
            emptyReports();
            jobs.resetStats();
        }
        return true;
    }

    @Override
    public void rowWritten(StatsRow row) {
        audit.rowWritten(row.stats());
    }

    @Override
    public void cleanWritten(int partition, long offset, long eventMillis) {
        producers.cleanWritten(partition, offset, eventMillis);
    }

    @Override
    public void otherWritten(boolean late, EventId id) {
        audit.otherWritten(late, id, cluster.nowMillis());
    }

    @Override
    public void stateWritten(String locale, List<Long> panes, long horizonMillis) {
        audit.stateWritten(locale, panes, horizonMillis);
    }

    @Override
    public void skipped(String job, int partition, long from, long to) {
        producers.skipped(job.equals(JobName.CLEAN), partition, from, to);
    }

    @Override
    public void looked(String job) {
        producers.looked(job.equals(JobName.CLEAN));
    }

    @Override
    public void startsAt(long millis) {
        floor(millis);
    }

    /** Deleted logins of fast clocks may be further ahead of the first record that is left. */
    private void floor(long millis) {
        audit.floor(millis == Long.MIN_VALUE ? millis : millis + producers.aheadMillis());
    }

    /** Ends all faults, lets everything drain, and checks that the numbers are exact and final. */
    void rest() {
        new Rest(this).run();
    }

    Cluster cluster() {
        return cluster;
    }

    Jobs jobs() {
        return jobs;
    }

    Producers producers() {
        return producers;
    }

    Operator operator() {
        return operator;
    }

    /** The dashboards with the settings of the jobs. */
    List<Dashboard> dashboards() {
        return dashboards.stream()
                .filter(dashboard -> dashboard.settings() == environment.settings())
                .toList();
    }

    /** Stops the dashboards with other settings than the jobs. */
    void stopOthers() {
        dashboards.removeIf(dashboard -> {
            boolean other = dashboard.settings() != environment.settings();
            if (other) {
                dashboard.close();
            }
            return other;
        });
    }

    Audit audit() {
        return audit;
    }

    @Override
    public void close() {
        dashboards.forEach(Dashboard::close);
    }
}
