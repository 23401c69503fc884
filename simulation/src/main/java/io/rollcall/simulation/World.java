package io.rollcall.simulation;

import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.simulation.broker.Cluster;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;
import io.rollcall.simulation.check.Audit;
import io.rollcall.simulation.check.Rules;
import io.rollcall.simulation.pipeline.Dashboard;
import io.rollcall.simulation.pipeline.Environment;
import io.rollcall.simulation.pipeline.Jobs;
import io.rollcall.simulation.pipeline.Mutation;
import io.rollcall.simulation.pipeline.RawLogin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Everything that a schedule acts on: the cluster, both jobs, dashboards, producers, and the audit. */
final class World implements Environment.Monitor, AutoCloseable {
    /** Short times, so that windows become final and state is dropped within a schedule. */
    static final Settings SETTINGS = Settings.defaults()
            .with(SettingKey.FUTURE_TOLERANCE, "5s")
            .with(SettingKey.LATENESS, "20s")
            .with(SettingKey.STATS_DELAY, "25s")
            .with(SettingKey.LOCALES, "CA");

    private static final Topics TOPICS = SETTINGS.topics();
    private static final long START_MILLIS = 1_700_000_010_000L;
    private static final int PARTITIONS = 2;
    private static final int MAX_PARTITIONS = 3;
    private static final int MAX_DASHBOARDS = 3;
    private static final int EIGHTHS = 8;

    /** A login that was sent. */
    private record Sent(String id, RawLogin login, long timestampMillis) {}

    private final Cluster cluster = new Cluster(START_MILLIS);
    private final Environment environment;
    private final Jobs jobs;
    private final Audit audit = new Audit(Rules.of(SETTINGS));
    private final List<Dashboard> dashboards = new ArrayList<>();
    private final List<String> topics;
    private final Map<String, List<Sent>> pending = new HashMap<>();
    /** The logins of the raw topic by partition and offset, also deleted ones. */
    private final Map<Integer, TreeMap<Long, Sent>> sent = new HashMap<>();
    /** Deleted records of the clean topic by partition and offset. */
    private final Map<Integer, TreeMap<Long, byte[]>> deleted = new HashMap<>();

    World(Set<Mutation> mutations) {
        environment = new Environment(cluster, SETTINGS, TOPICS, mutations, this);
        topics = List.of(
                TOPICS.raw(), TOPICS.clean(), TOPICS.stats(), TOPICS.progress(), TOPICS.late(), TOPICS.rejected());
        topics.forEach(name -> cluster.create(name, name.equals(TOPICS.progress()) ? 1 : PARTITIONS));
        jobs = new Jobs(environment);
    }

    /**
     * Takes a step, and checks the invariants.
     *
     * @return whether anything happened
     * @throws io.rollcall.simulation.check.Violation if an invariant does not hold
     */
    boolean apply(Step step) {
        int a = step.a();
        int b = step.b();
        int c = step.c();
        boolean happened =
                switch (step.action()) {
                    case TICK -> tick(a);
                    case LOGIN -> login(a, b, c, null);
                    case LOGIN_IN_TRANSACTION -> login(a, b, c, "producer-" + a / 16 % 2);
                    case END_TRANSACTION -> endTransaction("producer-" + a % 2, b % 2 == 0);
                    case MARKER -> cluster.writeMarker(a);
                    case CLEAN -> repeat(b, () -> jobs.step(false, c, a));
                    case CLEAN_REPORT -> repeat(b, () -> jobs.report(false, c, a));
                    case STATS -> repeat(b, () -> jobs.step(true, c, a));
                    case STATS_REPORT -> repeat(b, () -> jobs.report(true, c, a));
                    case DASHBOARD -> read(a, b, 1 + c);
                    case DASHBOARD_TOPICS ->
                        !dashboards.isEmpty()
                                && dashboards.get(a % dashboards.size()).checkTopics();
                    case DASHBOARD_START -> startDashboard();
                    case DASHBOARD_STOP -> stopDashboard(a);
                    case CLEAN_START -> jobs.start(false, a % 2 == 0);
                    case STATS_START -> jobs.start(true, false);
                    case CLEAN_KILL -> jobs.kill(false, a);
                    case STATS_KILL -> jobs.kill(true, a);
                    case CLEAN_FAIL -> jobs.fail(false, a, b % 2 == 0);
                    case STATS_FAIL -> jobs.fail(true, a, false);
                    case PAUSE -> jobs.pause(b % 2 == 0, a, true);
                    case RESUME -> jobs.pause(b % 2 == 0, a, false);
                    case STATS_TIME_OUT -> cluster.timeOut("stats");
                    case RETAIN -> retain(topics.get(a % topics.size()), b, c % (EIGHTHS + 1));
                    case COMPACT -> compact(a, 1 + c % EIGHTHS);
                    case GROW -> grow(topics.get(a % 2));
                    case RECREATE -> recreate(topics.get(a % 2));
                    case RESET_STATS -> resetStats();
                    case RESET_ALL -> resetAll();
                };
        if (happened) {
            audit.readRows(environment.cluster().topic(TOPICS.stats()));
            audit.floor(jobs.floorMillis());
        }
        return happened;
    }

    /** Half of the time one step, else up to eight. */
    private static boolean repeat(int times, BooleanSupplier step) {
        boolean any = step.getAsBoolean();
        for (int i = 1; any && times % 2 == 1 && i <= times / 8; i++) {
            any |= step.getAsBoolean();
        }
        return any;
    }

    private boolean tick(int millis) {
        cluster.advance(millis);
        return millis > 0;
    }

    private Topic topic(String name) {
        return cluster.topic(name);
    }

    private boolean login(int partition, int ahead, int who, String producer) {
        Topic raw = topic(TOPICS.raw());
        int number = partition % raw.size();
        RawLogin login = new RawLogin(
                cluster.nowMillis() + ahead, "u" + who % 5, "d" + who % 3, who % 4 < 2 ? "CA" : "ZZ", who != 13);
        var transaction = producer == null ? null : cluster.transaction(producer, 0);
        Entry entry = raw.append(raw.partition(number), login.user(), login, transaction);
        Sent record = new Sent(raw.id() + "-" + number + "-" + entry.offset(), login, entry.timestampMillis());
        sent.computeIfAbsent(number, none -> new TreeMap<>()).put(entry.offset(), record);
        if (producer == null) {
            audit.oracle().add(record.id(), login, record.timestampMillis());
        } else {
            pending.computeIfAbsent(producer, none -> new ArrayList<>()).add(record);
        }
        return true;
    }

    private boolean endTransaction(String producer, boolean commit) {
        if (!cluster.inTransaction(producer)) {
            return false;
        }
        cluster.endTransaction(producer, 0, commit);
        List<Sent> logins = pending.remove(producer);
        String current = topic(TOPICS.raw()).id() + "-";
        if (commit && logins != null) {
            logins.stream().filter(s -> s.id().startsWith(current)).forEach(s -> audit.oracle()
                    .add(s.id(), s.login(), s.timestampMillis()));
        }
        return true;
    }

    private boolean read(int which, int partition, int max) {
        if (dashboards.isEmpty()) {
            return false;
        }
        Dashboard dashboard = dashboards.get(which % dashboards.size());
        boolean any = dashboard.step(partition, max);
        if (any) {
            audit.check(dashboard);
            dashboards.forEach(other -> audit.compare(dashboard, other));
        }
        return any;
    }

    private boolean startDashboard() {
        return dashboards.size() < MAX_DASHBOARDS && dashboards.add(new Dashboard(environment));
    }

    private boolean stopDashboard(int which) {
        if (dashboards.isEmpty()) {
            return false;
        }
        dashboards.remove(which % dashboards.size()).close();
        return true;
    }

    private boolean retain(String name, int which, int eighths) {
        Topic topic = topic(name);
        int number = which % topic.size();
        PartitionLog log = topic.partition(number);
        long until = log.begin() + (log.lastStableOffset() - log.begin()) * eighths / EIGHTHS;
        if (until <= log.begin()) {
            return false;
        }
        for (Entry entry : log.read(log.begin(), until, Integer.MAX_VALUE, true)) {
            if (entry.content() instanceof StatsRow row) {
                audit.rowDeleted(row);
            } else if (name.equals(TOPICS.clean())) {
                deleted.computeIfAbsent(number, none -> new TreeMap<>()).put(entry.offset(), (byte[]) entry.content());
            }
        }
        if (name.equals(TOPICS.raw()) || name.equals(TOPICS.clean())) {
            audit.inputDeleted();
        } else if (name.equals(TOPICS.progress())) {
            audit.progressDeleted();
        } else if (name.equals(TOPICS.late()) || name.equals(TOPICS.rejected())) {
            audit.othersDeleted();
        }
        log.deleteBefore(until);
        return true;
    }

    private boolean compact(int partition, int eighths) {
        Topic stats = topic(TOPICS.stats());
        PartitionLog log = stats.partition(partition % stats.size());
        log.compactBefore(log.begin() + (log.lastStableOffset() - log.begin()) * eighths / EIGHTHS);
        return true;
    }

    private boolean grow(String name) {
        if (topic(name).size() >= MAX_PARTITIONS) {
            return false;
        }
        topic(name).addPartition();
        return true;
    }

    private boolean recreate(String name) {
        boolean raw = name.equals(TOPICS.raw());
        if (!raw && !jobs.cleanHasStarted()) {
            return false; // nobody has seen the topic that was deleted
        }
        cluster.create(name, PARTITIONS);
        audit.inputReplaced(raw);
        if (raw) {
            sent.clear();
        } else {
            deleted.clear();
        }
        return true;
    }

    private boolean resetStats() {
        if (jobs.refusal() != null) {
            return false; // it asks for more
        }
        jobs.killAll();
        jobs.resetStats();
        return true;
    }

    private boolean resetAll() {
        jobs.killAll();
        jobs.resetAll();
        deleted.clear();
        audit.startsAnew();
        return true;
    }

    @Override
    public void rowWritten(StatsRow row) {
        audit.rowWritten(row.stats());
    }

    @Override
    public void skipped(String job, int partition, long from, long to) {
        if (job.equals(JobName.CLEAN)) {
            sent.getOrDefault(partition, new TreeMap<>())
                    .subMap(from, to)
                    .values()
                    .forEach(s -> audit.skipped(s.login().eventMillis()));
        } else {
            deleted.getOrDefault(partition, new TreeMap<>())
                    .subMap(from, to)
                    .values()
                    .forEach(value -> audit.skipped(LoginJson.readClean(value).timestampMillis()));
        }
    }

    @Override
    public void startsAt(long millis) {
        audit.floor(millis);
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

    List<Dashboard> dashboards() {
        return dashboards;
    }

    Audit audit() {
        return audit;
    }

    @Override
    public void close() {
        dashboards.forEach(Dashboard::close);
    }
}
