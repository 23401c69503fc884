package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.List;

/** Every fault there is, in the order in which they are played. */
final class AllFaults {
    static final List<Fault> ALL = List.of(
            new KillUp(),
            new KillJob(Pipeline.CLEAN, KillJob.Moment.ANY),
            new KillJob(Pipeline.CLEAN, KillJob.Moment.TWICE),
            new KillJob(Pipeline.STATS, KillJob.Moment.IN_A_BATCH),
            new KillJob(Pipeline.STATS, KillJob.Moment.BEFORE_COMMIT),
            new KillJob(Pipeline.STATS, KillJob.Moment.TWICE),
            new BrokerOut("kill-broker", BrokerOut.Way.KILL, Duration.ofSeconds(1)),
            new BrokerOut("restart-broker", BrokerOut.Way.STOP, Duration.ofSeconds(1)),
            new BrokerOut("broker-away", BrokerOut.Way.KILL, Duration.ofMinutes(3)),
            new SecondCopy(Pipeline.CLEAN),
            new SecondCopy(Pipeline.STATS),
            new HourOff(HourOff.Plan.BOTH),
            new HourOff(HourOff.Plan.RESET_STATS),
            new HourOff(HourOff.Plan.RESET_CLEAN),
            new HourOff(HourOff.Plan.CLEAN_ALONE),
            new PartitionHeldBack(),
            new DamageCheckpoint(Pipeline.CLEAN),
            new DamageCheckpoint(Pipeline.STATS),
            new Retention(),
            new MorePartitions(),
            new NetworkFault(true),
            new NetworkFault(false),
            new DiskFull(),
            new ClockStep(1),
            new ClockStep(-1),
            new Abuse(),
            new StateGrowth(),
            new Medley(
                    new KillJob(Pipeline.CLEAN, KillJob.Moment.TWICE),
                    new KillJob(Pipeline.STATS, KillJob.Moment.IN_A_BATCH),
                    new KillJob(Pipeline.STATS, KillJob.Moment.BEFORE_COMMIT),
                    new BrokerOut("kill-broker", BrokerOut.Way.KILL, Duration.ofSeconds(1)),
                    new SecondCopy(Pipeline.STATS),
                    new MorePartitions()));

    private AllFaults() {}

    /** Those of this name; {@code all} means all but the medley, which repeats others. */
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
