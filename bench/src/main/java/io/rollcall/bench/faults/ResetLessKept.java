package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The clean topic keeps less than the statistics count when the stats job is reset. No published row may become lower,
 * and no window may be final with less.
 */
final class ResetLessKept implements Fault {
    private static final long MINUTES = 20;
    private static final int LOGINS = 6_000;
    private static final Duration SETTLED = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "reset-less-kept";
    }

    @Override
    public String description() {
        return "the oldest records of the clean topic deleted, then `reset --job stats`: no row becomes lower";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public boolean deletesCleanRecords() {
        return true;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(3);
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        new PartitionHeldBack().prepare(pipeline);
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        long now = System.currentTimeMillis();
        for (int partition = 0; partition < TopicControl.PARTITIONS; partition++) {
            BacklogWriter.of(pipeline)
                    .write(
                            partition,
                            now - MINUTES * BacklogWriter.MINUTE,
                            now,
                            LOGINS,
                            context.random().nextLong());
        }
        new Verification(pipeline, timeout()).requireExact();
        Map<String, Long> before = PublishedRows.of(pipeline);
        FinalWindows windows = FinalWindows.watch(pipeline);

        TopicControl clean =
                new TopicControl(pipeline.kafka(), pipeline.topics().clean());
        Map<Integer, Long> deleted = new TreeMap<>();
        clean.ends()
                .forEach((partition, end) ->
                        deleted.put(partition, end / context.random().nextInt(2, 5)));
        clean.deleteBefore(deleted);
        pipeline.stop(Pipeline.STATS);
        context.note(ResetRun.run(pipeline, Pipeline.STATS));
        long healed = System.currentTimeMillis();
        pipeline.start(Pipeline.STATS);
        new Verification(pipeline, timeout()).awaitStats();

        requireNoneLower(context, before, PublishedRows.of(pipeline));
        restartDashboard(context);
        requireFinal(context, now - SETTLED.toMillis());
        int finalWindows = windows.stop(context);
        return new Injection(
                healed, true, "clean records before " + deleted + " deleted; " + finalWindows + " windows were final");
    }

    private static void requireNoneLower(RoundContext context, Map<String, Long> before, Map<String, Long> after) {
        List<String> lower = new TreeSet<>(before.keySet())
                .stream()
                        .filter(key -> after.getOrDefault(key, 0L) < before.get(key))
                        .map(key -> key + " from " + before.get(key) + " to " + after.get(key))
                        .toList();
        if (!lower.isEmpty()) {
            context.addProblem("the last row is lower in " + lower.size() + " of " + before.size() + " keys: "
                    + lower.subList(0, Math.min(3, lower.size())));
        }
    }

    /** A dashboard that starts now knows only what the topics hold. */
    private static void restartDashboard(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        pipeline.stop(Pipeline.DASHBOARD);
        pipeline.start(Pipeline.DASHBOARD);
        Waiting.until("health to be up", Duration.ofMinutes(1), () -> pipeline.dashboard()
                .isUp());
    }

    /** All windows that ended before this time (ms) must soon be final. */
    private static void requireFinal(RoundContext context, long before) {
        List<String> open = new ArrayList<>();
        Waiting.holdsWithin(SETTLED, () -> {
            open.clear();
            for (JsonNode window : context.pipeline().dashboard().windows()) {
                long end = Instant.parse(window.at("/window/end").asText()).toEpochMilli();
                if (end < before && !window.at("/window/final").asBoolean()) {
                    open.add(window.at("/window/start").asText());
                }
            }
            return open.isEmpty();
        });
        if (!open.isEmpty()) {
            context.addProblem(open.size() + " windows are not final, from " + open.get(0));
        }
    }
}
