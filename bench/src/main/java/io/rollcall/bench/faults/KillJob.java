package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A job is killed and started again. */
final class KillJob implements Fault {
    private static final int MAX_PAUSE_MILLIS = 6_000;
    private static final int BATCH_MILLIS = 400;
    private static final Duration SPIN_TIMEOUT = Duration.ofSeconds(30);

    /** When the job is killed. */
    enum Moment {
        /** At any time. */
        ANY("at a random moment"),
        /** After a batch has begun and before it is committed. */
        IN_A_BATCH("in the middle of a batch"),
        /** As soon as rows of a batch are written or, in every other round, as soon as Kafka has committed them. */
        BEFORE_COMMIT("between writing and committing"),
        /** Twice: the second time soon after it runs again. */
        TWICE("twice in quick succession");

        private final String words;

        Moment(String words) {
            this.words = words;
        }
    }

    private final String job;
    private final Moment moment;

    KillJob(String job, Moment moment) {
        this.job = job;
        this.moment = moment;
    }

    @Override
    public String name() {
        return "kill-" + job
                + (moment == Moment.ANY
                        ? ""
                        : "-" + moment.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Override
    public String description() {
        return "kill -9 of the " + job + " job " + moment.words + ", then started again";
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
        String evidence = kill(context);
        boolean cut = pipeline.checkpoint(job).isInBatch();
        if (moment == Moment.TWICE) {
            ProductProcess again = pipeline.start(job);
            long committed = pipeline.checkpoint(job).committed();
            // Either when it is ready or after one batch, depending on the seed.
            int batches = context.random().nextInt(2);
            Waiting.until("the job to run again", Duration.ofMinutes(1), () -> {
                pipeline.checkAlive();
                return again.output().stream().anyMatch(line -> line.contains("Job "))
                        && pipeline.checkpoint(job).committed() >= committed + batches;
            });
            Waiting.pause(context.random().nextInt(BATCH_MILLIS));
            evidence += ", then " + kill(context);
        }
        long healed = System.currentTimeMillis();
        pipeline.start(job);
        return new Injection(healed, cut && job.equals(Pipeline.STATS), evidence);
    }

    private String kill(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        CheckpointLog checkpoint = pipeline.checkpoint(job);
        switch (moment) {
            case IN_A_BATCH -> {
                int delay = context.random().nextInt(BATCH_MILLIS);
                spinUntil(checkpoint::isInBatch);
                Waiting.pause(delay);
                spinUntil(checkpoint::isInBatch);
            }
            case BEFORE_COMMIT -> {
                boolean committed = context.round() % 2 == 1;
                try (TopicGrowth rows =
                        new TopicGrowth(pipeline.kafka(), pipeline.topics().stats(), committed)) {
                    // If the commit was faster than this check, the next batch is another chance.
                    spinUntil(() -> rows.hasGrown() && checkpoint.isInBatch());
                }
            }
            case TWICE -> {
                // The clean job is in a batch almost all the time.
                if (job.equals(Pipeline.STATS)) {
                    spinUntil(checkpoint::isInBatch);
                }
            }
            case ANY -> {}
        }
        pipeline.kill(job);
        return checkpoint.isInBatch()
                ? "killed in batch " + checkpoint.begun()
                : "killed after batch " + checkpoint.committed();
    }

    /** Waits without pauses, since batches are short. Gives up silently after {@link #SPIN_TIMEOUT}. */
    private static void spinUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SPIN_TIMEOUT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }
}
