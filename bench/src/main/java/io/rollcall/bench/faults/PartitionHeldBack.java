package io.rollcall.bench.faults;

/** One partition of the raw topic lags four minutes of event time behind the other. */
final class PartitionHeldBack implements Fault {
    private static final long DELAY_MILLIS = 2 * BacklogWriter.MINUTE;
    private static final int LOGINS = 6_000;

    @Override
    public String name() {
        return "partition-held-back";
    }

    @Override
    public String description() {
        return "one partition of the raw topic held back for 4 minutes of event time while the other goes on";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        pipeline.startBroker();
        BacklogWriter.createTopics(pipeline);
        pipeline.start(Pipeline.CLEAN);
        pipeline.start(Pipeline.STATS);
        pipeline.start(Pipeline.DASHBOARD);
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        long seed = context.random().nextLong();
        long now = System.currentTimeMillis();
        long begin = now - 4 * BacklogWriter.MINUTE;
        int first = context.random().nextInt(2);
        BacklogWriter.of(pipeline).write(first, begin, now, LOGINS, seed);
        // Now only the other partition is left, and every bound on what may still arrive has advanced.
        new Verification(pipeline, timeout()).result();
        BacklogWriter.of(pipeline).write(1 - first, begin, now, LOGINS, seed + 1);
        long healed = System.currentTimeMillis();
        new Verification(pipeline, timeout()).awaitRouted();
        long dropped = WatermarkLosses.behind(
                        pipeline.kafka(), pipeline.topics().clean(), DELAY_MILLIS)
                .dropped();
        return new Injection(
                healed,
                dropped > 0,
                "a watermark 2 min behind the newest event would have dropped " + dropped + " logins");
    }
}
