package io.rollcall.bench.faults;

import io.rollcall.testkit.oracle.Oracle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The raw topic is deleted and created again, and gets more records than it had. The product must refuse to go on, with
 * the command that helps; after that command, the numbers must be those of the new topic.
 */
final class RecreatedTopic implements Fault {
    /** What happens meanwhile. */
    enum When {
        RUNNING("recreated-topic", "while clean, stats and dashboard run", Duration.ofSeconds(10)),
        STOPPED("recreated-topic-stopped", "while `up` is stopped", Duration.ofSeconds(60));

        private final String name;
        private final String words;
        private final Duration limit;

        When(String name, String words, Duration limit) {
            this.name = name;
            this.words = words;
            this.limit = limit;
        }
    }

    private static final int MAX_PAUSE_MILLIS = 3_000;
    private static final int MORE = 1_000;

    private final When when;
    /** The rows that the reset has to keep. */
    private Map<String, Long> before = Map.of();
    /** The failed logins of these rows. */
    private Map<String, Long> failedBefore = Map.of();

    /** Start of the first window that the new topic has whole, ms since the epoch. */
    private long floorMillis;

    RecreatedTopic(When when) {
        this.when = when;
    }

    @Override
    public String name() {
        return when.name;
    }

    @Override
    public String description() {
        return "the raw topic deleted, created again and filled beyond its old end " + when.words
                + ": refused, and exact after the command that the refusal names";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(2);
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        if (when == When.RUNNING) {
            Fault.super.prepare(pipeline);
        } else {
            pipeline.start(Pipeline.UP);
        }
    }

    /** The logins that the new topic does not have may have been in any window that its first ones belong to. */
    @Override
    public void inform(Oracle oracle) {
        oracle.keep(before, failedBefore, floorMillis);
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        context.stopLoad();
        new Verification(pipeline, timeout()).requireExact();
        before = PublishedRows.of(pipeline);
        failedBefore = PublishedRows.failedOf(pipeline);
        Map<Integer, Long> old = recreateAndFill(context);
        Optional<Refusal> refusal = Refusal.await(
                context, refusing(pipeline), when.limit, pipeline.topics().raw());
        long healed = System.currentTimeMillis();
        if (refusal.isPresent()) {
            String reset = obey(context, refusal.get());
            context.note(reset);
            healed = System.currentTimeMillis();
            parts().forEach(pipeline::start);
            context.startLoad();
            Waiting.pause(Math.max(0, floorMillis + BacklogWriter.MINUTE - System.currentTimeMillis()));
        }
        return new Injection(healed, true, "the old topic ended at " + old);
    }

    private List<String> parts() {
        return when == When.RUNNING ? List.of(Pipeline.CLEAN, Pipeline.STATS) : List.of(Pipeline.UP);
    }

    private ProductProcess refusing(Pipeline pipeline) {
        return when == When.RUNNING ? pipeline.part(Pipeline.CLEAN) : pipeline.start(Pipeline.UP);
    }

    /** Returns where the old topic ended. */
    private Map<Integer, Long> recreateAndFill(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        if (when == When.STOPPED) {
            pipeline.stop(Pipeline.UP);
            pipeline.startBroker();
        }
        TopicControl raw = new TopicControl(pipeline.kafka(), pipeline.topics().raw());
        Map<Integer, Long> old = raw.ends();
        raw.recreate();
        Map<Integer, Long> more = new TreeMap<>(old);
        more.replaceAll((partition, end) -> end + MORE);
        BacklogWriter.of(pipeline).write(more, context.random());
        floorMillis = PublishedRows.firstWhole(pipeline);
        if (when == When.STOPPED) {
            pipeline.stop(Pipeline.BROKER);
        }
        return old;
    }

    /** Runs the command that the refusal names, and returns what it says. */
    private String obey(RoundContext context, Refusal refusal) {
        Pipeline pipeline = context.pipeline();
        parts().forEach(pipeline::stop);
        if (when == When.RUNNING) {
            before = notLower(before, PublishedRows.of(pipeline));
            failedBefore = notLower(failedBefore, PublishedRows.failedOf(pipeline));
        }
        if (refusal.command().isEmpty()) {
            throw new RoundFailure("the refusal names no command");
        }
        return ResetRun.run(pipeline, refusal.command().get(), List.of());
    }

    /** Until the refusal, logins of the new topic were counted beside those of the old one. Returns the rows now. */
    private static Map<String, Long> notLower(Map<String, Long> before, Map<String, Long> now) {
        before.forEach((key, count) -> {
            if (now.getOrDefault(key, 0L) < count) {
                throw new RoundFailure("the row " + key + " fell from " + count + " to " + now.get(key));
            }
        });
        return now;
    }
}
