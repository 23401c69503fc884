package io.rollcall.bench.faults;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.SettingKey;
import java.time.Duration;
import java.util.Map;

/** Jobs start after an hour of load, in partitions of unequal size and age. */
final class HourOfBacklog implements Fault {
    /** Which jobs were stopped, and what happens next. */
    enum Plan {
        BOTH("backlog", "both jobs off for an hour of load in uneven partitions, then started"),
        RESET_STATS("backlog-reset-stats", "the same, and once it is counted `reset --job stats`"),
        RESET_CLEAN("backlog-reset-clean", "the same, and once it is counted `reset --job clean`"),
        CLEAN_ALONE("clean-off", "the clean job alone off for an hour of load while stats runs, then started");

        private final String name;
        private final String words;

        Plan(String name, String words) {
            this.name = name;
            this.words = words;
        }
    }

    private static final long DELAY_MILLIS = 5 * BacklogWriter.MINUTE;

    private final Plan plan;

    HourOfBacklog(Plan plan) {
        this.plan = plan;
    }

    @Override
    public String name() {
        return plan.name;
    }

    @Override
    public String description() {
        return plan.words;
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    /** Small batches: each one is a chance to drop logins that should be kept. */
    @Override
    public Map<SettingKey, String> settings() {
        return Map.of(SettingKey.STATS_MAX_OFFSETS, "2000");
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        pipeline.startBroker();
        BacklogWriter.createTopics(pipeline);
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        long seed = context.random().nextLong();
        long now = System.currentTimeMillis();
        if (plan == Plan.CLEAN_ALONE) {
            // The clean job must not have run before: it would have reported completeness by the real clock, which the
            // hour of older logins written now would contradict.
            pipeline.start(Pipeline.STATS);
            pipeline.start(Pipeline.DASHBOARD);
            awaitStats(pipeline);
        }
        BacklogWriter.of(pipeline).writeUnevenHour(now, seed);
        long healed = System.currentTimeMillis();
        pipeline.start(Pipeline.CLEAN);
        if (plan != Plan.CLEAN_ALONE) {
            pipeline.start(Pipeline.STATS);
            pipeline.start(Pipeline.DASHBOARD);
        }
        String evidence = "";
        if (plan == Plan.RESET_STATS || plan == Plan.RESET_CLEAN) {
            new Verification(pipeline, timeout()).requireExact();
            evidence = reset(pipeline, plan == Plan.RESET_CLEAN) + "; ";
            healed = System.currentTimeMillis();
            pipeline.start(Pipeline.CLEAN);
            pipeline.start(Pipeline.STATS);
        }
        new Verification(pipeline, timeout()).awaitRouted();
        long dropped = WatermarkLosses.behind(
                        pipeline.kafka(), pipeline.topics().clean(), DELAY_MILLIS)
                .dropped();
        evidence += "a watermark 5 min behind the newest event would have dropped " + dropped + " logins";
        return new Injection(healed, dropped > 0, evidence);
    }

    private static void awaitStats(Pipeline pipeline) {
        try (JobReportReader reports = JobReportReader.ofNew(pipeline)) {
            Waiting.until("the stats job to run", Duration.ofMinutes(2), () -> {
                pipeline.checkAlive();
                return !reports.of(JobName.STATS).isEmpty();
            });
        }
    }

    private static String reset(Pipeline pipeline, boolean clean) {
        pipeline.stop(Pipeline.CLEAN);
        pipeline.stop(Pipeline.STATS);
        return ResetRun.run(pipeline, clean ? Pipeline.CLEAN : Pipeline.STATS);
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(5);
    }
}
