package io.rollcall.bench.faults;

import java.time.Duration;

/** A job is paused, a second copy of it starts, and then the first one continues. */
final class SecondCopy implements Fault {
    private static final int MAX_PAUSE_MILLIS = 5_000;
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final Duration BOTH_RUN = Duration.ofSeconds(15);
    private static final Duration QUICK = Duration.ofSeconds(5);

    private final String job;

    SecondCopy(String job) {
        this.job = job;
    }

    @Override
    public String name() {
        return "pause-" + job;
    }

    @Override
    public String description() {
        return "SIGSTOP of the " + job + " job for 60 s, a second copy started meanwhile, then SIGCONT";
    }

    @Override
    public boolean repeatsRecords() {
        return job.equals(Pipeline.CLEAN);
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        ProductProcess straggler = pipeline.part(job);
        straggler.pause();
        CheckpointLog checkpoint = pipeline.checkpoint(job);
        long begun = checkpoint.begun();
        long pausedUntil =
                System.currentTimeMillis() + context.lasting(PAUSE, QUICK).toMillis();
        pipeline.unlock(job);
        pipeline.start(job);
        try {
            Waiting.until("the second copy to work", Duration.ofMinutes(2), () -> {
                pipeline.checkAlive();
                return checkpoint.committed() > begun;
            });
            Waiting.pause(Math.max(0, pausedUntil - System.currentTimeMillis()));
            long healed = System.currentTimeMillis();
            straggler.resume();
            Duration bothRun = context.lasting(BOTH_RUN, QUICK);
            boolean ended = straggler.awaitEnd(bothRun);
            String evidence =
                    "the copy got from batch " + begun + " to " + checkpoint.committed() + "; the first one, awake, "
                            + (ended
                                    ? "ended with " + straggler.exitCode() + ": " + straggler.lastLine()
                                    : "ran on beside it for " + bothRun.toSeconds() + " s");
            return new Injection(healed, checkpoint.committed() > begun, evidence + keepOne(pipeline, straggler));
        } finally {
            if (straggler.isAlive()) {
                straggler.resume();
            }
        }
    }

    /** Leaves one of the two running. */
    private String keepOne(Pipeline pipeline, ProductProcess straggler) {
        ProductProcess copy = pipeline.part(job);
        if (copy.isAlive()) {
            if (straggler.isAlive()) {
                straggler.kill();
            }
            return "";
        }
        pipeline.replace(job, straggler);
        return "; the copy ended: " + copy.lastLine();
    }
}
