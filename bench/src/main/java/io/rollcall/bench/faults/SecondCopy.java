package io.rollcall.bench.faults;

import java.time.Duration;

/** A job sleeps; a second copy is started; then the first one wakes. */
final class SecondCopy implements Fault {
    private static final int WITHIN_MILLIS = 5_000;
    private static final Duration ASLEEP = Duration.ofSeconds(60);
    private static final Duration TOGETHER = Duration.ofSeconds(15);
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
    public Injection inject(Stage stage) {
        Pipeline pipeline = stage.pipeline();
        stage.startLoad();
        stage.randomMoment(WITHIN_MILLIS);
        ProductProcess straggler = pipeline.part(job);
        straggler.pause();
        CheckpointLog checkpoint = pipeline.checkpoint(job);
        long begun = checkpoint.begun();
        long sleepsUntil =
                System.currentTimeMillis() + stage.lasting(ASLEEP, QUICK).toMillis();
        pipeline.start(job);
        try {
            Waiting.until("the second copy to work", Duration.ofMinutes(2), () -> {
                pipeline.checkAlive();
                return checkpoint.committed() > begun;
            });
            Waiting.pause(Math.max(0, sleepsUntil - System.currentTimeMillis()));
            long healed = System.currentTimeMillis();
            straggler.resume();
            Duration together = stage.lasting(TOGETHER, QUICK);
            boolean ended = straggler.awaitEnd(together);
            String evidence =
                    "the copy got from batch " + begun + " to " + checkpoint.committed() + "; the first one, awake, "
                            + (ended
                                    ? "ended with " + straggler.exitCode() + ": " + straggler.lastWords()
                                    : "ran on beside it for " + together.toSeconds() + " s");
            return new Injection(healed, checkpoint.committed() > begun, evidence + keepOne(pipeline, straggler));
        } finally {
            if (straggler.isAlive()) {
                straggler.resume();
            }
        }
    }

    /** Whichever of the two ended: one goes on. */
    private String keepOne(Pipeline pipeline, ProductProcess straggler) {
        ProductProcess copy = pipeline.part(job);
        if (copy.isAlive()) {
            if (straggler.isAlive()) {
                straggler.kill();
            }
            return "";
        }
        pipeline.replace(job, straggler);
        return "; the copy ended: " + copy.lastWords();
    }
}
