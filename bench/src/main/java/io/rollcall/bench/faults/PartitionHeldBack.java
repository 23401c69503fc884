package io.rollcall.bench.faults;

/** One partition of the raw topic is four minutes behind the other. */
final class PartitionHeldBack implements Fault {
    private static final long DELAY_MILLIS = 2 * Backlog.MINUTE;
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
    public boolean startsAfresh() {
        return true;
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        pipeline.startBroker();
        Backlog.createTopics(pipeline);
        pipeline.start(Pipeline.CLEAN);
        pipeline.start(Pipeline.STATS);
        pipeline.start(Pipeline.DASHBOARD);
    }

    @Override
    public Injection inject(Stage stage) {
        Pipeline pipeline = stage.pipeline();
        long seed = stage.random().nextLong();
        long now = System.currentTimeMillis();
        long begin = now - 4 * Backlog.MINUTE;
        int first = stage.random().nextInt(2);
        Backlog.of(pipeline).write(first, begin, now, LOGINS, seed);
        // So that nothing but the other partition is left, and every bound on what may still come has moved on.
        new Settling(pipeline, patience()).result();
        Backlog.of(pipeline).write(1 - first, begin, now, LOGINS, seed + 1);
        long healed = System.currentTimeMillis();
        new Settling(pipeline, patience()).awaitRouted();
        long dropped = Drift.behind(pipeline.kafka(), pipeline.topics().clean(), DELAY_MILLIS)
                .dropped();
        return new Injection(
                healed,
                dropped > 0,
                "a watermark 2 min behind the newest event would have dropped " + dropped + " logins");
    }
}
