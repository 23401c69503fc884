package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.List;

/** All faults, in the order in which they run. */
final class AllFaults {
    static final List<Fault> ALL = List.of(
            new KillUp(),
            new KillJob(Pipeline.CLEAN, KillJob.Moment.ANY),
            new KillJob(Pipeline.CLEAN, KillJob.Moment.TWICE),
            new KillJob(Pipeline.STATS, KillJob.Moment.IN_A_BATCH),
            new KillJob(Pipeline.STATS, KillJob.Moment.BEFORE_COMMIT),
            new KillJob(Pipeline.STATS, KillJob.Moment.TWICE),
            new BrokerOutage("kill-broker", BrokerOutage.Way.KILL, Duration.ofSeconds(1)),
            new BrokerOutage("restart-broker", BrokerOutage.Way.STOP, Duration.ofSeconds(1)),
            new BrokerOutage("broker-away", BrokerOutage.Way.KILL, Duration.ofMinutes(3)),
            new SecondCopy(Pipeline.CLEAN),
            new SecondCopy(Pipeline.STATS),
            new HourOfBacklog(HourOfBacklog.Plan.BOTH),
            new HourOfBacklog(HourOfBacklog.Plan.RESET_STATS),
            new HourOfBacklog(HourOfBacklog.Plan.RESET_CLEAN),
            new HourOfBacklog(HourOfBacklog.Plan.CLEAN_ALONE),
            new PartitionHeldBack(),
            new DamageCheckpoint(Pipeline.CLEAN),
            new DamageCheckpoint(Pipeline.STATS),
            new Retention(),
            new RecreatedTopic(RecreatedTopic.When.RUNNING),
            new RecreatedTopic(RecreatedTopic.When.STOPPED),
            new ChangedCluster(),
            new TruncatedTopic(true),
            new TruncatedTopic(false),
            new TransactionalProducer(false),
            new TransactionalProducer(true),
            new RepeatingSource(),
            new AddressesOnly(),
            new PoisonPills(),
            new WildTimestamps(),
            new PauseInTransaction(),
            new ResetLessKept(),
            new PausedFollower(),
            new MorePartitions(),
            new NetworkFault(true),
            new NetworkFault(false),
            new DiskFull(),
            new ClockStep(1),
            new ClockStep(-1),
            new HostileInput(),
            new StateGrowth(),
            new Upgrade(Upgrade.Way.STOP),
            new Upgrade(Upgrade.Way.KILL),
            new Upgrade(Upgrade.Way.BACK),
            new Upgrade(Upgrade.Way.IN_TURNS),
            new Medley(
                    new KillJob(Pipeline.CLEAN, KillJob.Moment.TWICE),
                    new KillJob(Pipeline.STATS, KillJob.Moment.IN_A_BATCH),
                    new KillJob(Pipeline.STATS, KillJob.Moment.BEFORE_COMMIT),
                    new BrokerOutage("kill-broker", BrokerOutage.Way.KILL, Duration.ofSeconds(1)),
                    new SecondCopy(Pipeline.STATS),
                    new MorePartitions()));

    private AllFaults() {}

    /**
     * The faults with this name; {@code all} means all except the medley, which repeats others.
     *
     * @throws IllegalArgumentException if there is none
     */
    static List<Fault> named(String name) {
        List<Fault> found = ALL.stream()
                .filter(fault -> fault.name().equals(name) || (name.equals("all") && !(fault instanceof Medley)))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no fault " + name + "; --list shows the names");
        }
        return found;
    }
}
