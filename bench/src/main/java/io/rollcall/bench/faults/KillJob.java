package io.rollcall.bench.faults;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** One job is killed and started again. */
final class KillJob implements Fault {
    private static final int WITHIN_MILLIS = 6_000;
    private static final int BATCH_MILLIS = 400;
    private static final Duration SOON = Duration.ofSeconds(30);

    /** When. */
    enum Moment {
        /** At any time. */
        ANY("at a random moment"),
        /** While a batch is begun and not committed. */
        IN_A_BATCH("in the middle of a batch"),
        /** As soon as its rows are written, or, every other round, as soon as Kafka has committed them. */
        BEFORE_COMMIT("between writing and committing"),
        /** Again as soon as it runs. */
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
    public Injection inject(Stage stage) {
        Pipeline pipeline = stage.pipeline();
        stage.startLoad();
        stage.randomMoment(WITHIN_MILLIS);
        String evidence = kill(stage);
        boolean cut = pipeline.checkpoint(job).isInBatch();
        if (moment == Moment.TWICE) {
            ProductProcess again = pipeline.start(job);
            long committed = pipeline.checkpoint(job).committed();
            // Ready, or even with a batch behind it: as the seed will have it.
            int batches = stage.random().nextInt(2);
            Waiting.until("the job to run again", Duration.ofMinutes(1), () -> {
                pipeline.checkAlive();
                return again.said().stream().anyMatch(line -> line.contains("Job "))
                        && pipeline.checkpoint(job).committed() >= committed + batches;
            });
            Waiting.pause(stage.random().nextInt(BATCH_MILLIS));
            evidence += ", then " + kill(stage);
        }
        long healed = System.currentTimeMillis();
        pipeline.start(job);
        return new Injection(healed, cut && job.equals(Pipeline.STATS), evidence);
    }

    private String kill(Stage stage) {
        Pipeline pipeline = stage.pipeline();
        CheckpointLog checkpoint = pipeline.checkpoint(job);
        switch (moment) {
            case IN_A_BATCH -> {
                int into = stage.random().nextInt(BATCH_MILLIS);
                spinUntil(checkpoint::isInBatch);
                Waiting.pause(into);
                spinUntil(checkpoint::isInBatch);
            }
            case BEFORE_COMMIT -> {
                boolean committed = stage.round() % 2 == 1;
                try (TopicEnd rows =
                        new TopicEnd(pipeline.kafka(), pipeline.topics().stats(), committed)) {
                    // Where the commit was quicker than the look, the next batch is another chance.
                    spinUntil(() -> rows.hasGrown() && checkpoint.isInBatch());
                }
            }
            case TWICE -> {
                // A batch of the clean job is never far from its middle.
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

    /** Without a pause between: batches are short. */
    private static void spinUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }
}
