package io.rollcall.bench.faults;

/** {@code up} is killed, which ends broker, jobs and dashboard at the same moment. */
final class KillUp implements Fault {
    private static final int MAX_PAUSE_MILLIS = 8_000;

    @Override
    public String name() {
        return "kill-up";
    }

    @Override
    public String description() {
        return "kill -9 of `up`, everything at once, then started again";
    }

    @Override
    public void prepare(Pipeline pipeline) {
        pipeline.start(Pipeline.UP);
    }

    @Override
    public boolean repeatsRecords() {
        return true;
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        pipeline.kill(Pipeline.UP);
        CheckpointLog clean = pipeline.checkpoint(Pipeline.CLEAN);
        CheckpointLog stats = pipeline.checkpoint(Pipeline.STATS);
        long healed = System.currentTimeMillis();
        String evidence = "clean was in batch " + clean.begun() + " (committed " + clean.committed() + "), stats in "
                + stats.begun() + " (committed " + stats.committed() + ")";
        boolean cut = stats.isInBatch();
        pipeline.start(Pipeline.UP);
        return new Injection(healed, cut, evidence);
    }
}
