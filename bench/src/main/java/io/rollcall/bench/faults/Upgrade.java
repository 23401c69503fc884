package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A former version counts until some windows are final and others still open. Then this version goes on with its topics and
 * checkpoints, while the load goes on.
 */
final class Upgrade implements Fault {
    private static final int MAX_PAUSE_MILLIS = 8_000;
    /** A window of a former version is final after the lateness, a minute, and some reports. */
    static final Duration FINAL = Duration.ofMinutes(4);

    static final Duration CAUGHT_UP = Duration.ofMinutes(3);

    /** How one version takes the place of the other. */
    enum Way {
        STOP("", "`up` of a former version is stopped, then that of this version started"),
        KILL("-killed", "`up` of a former version is killed, then that of this version started"),
        BACK("-and-back", "`up` of a former version, then of this one, of the former one and of this one again"),
        IN_TURNS("-in-turns", "clean, stats and dashboard of a former version are replaced one by one, in any order");

        private final String suffix;
        private final String description;

        Way(String suffix, String description) {
            this.suffix = suffix;
            this.description = description;
        }
    }

    private final Way way;

    Upgrade(Way way) {
        this.way = way;
    }

    @Override
    public String name() {
        return "upgrade" + way.suffix;
    }

    @Override
    public String description() {
        return way.description;
    }

    @Override
    public boolean needsFormerVersion() {
        return true;
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        pipeline.useFormerVersion();
        if (way == Way.IN_TURNS) {
            Fault.super.prepare(pipeline);
        } else {
            pipeline.start(Pipeline.UP);
        }
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        Waiting.until("some windows to be final and others open", FINAL, () -> {
            pipeline.checkAlive();
            return Windows.of(pipeline.dashboard()).isMixed();
        });
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        Windows before = Windows.of(pipeline.dashboard());
        FinalWindows watched = FinalWindows.watch(pipeline);
        Map<String, Long> batches = batches(pipeline);
        long healed = change(context);
        awaitCaughtUp(pipeline, healed);
        int stayed = watched.stop(context);
        StringBuilder evidence = new StringBuilder(before + " in the former version, and " + stayed + " final since");
        boolean wentOn = true;
        for (Map.Entry<String, Long> batch : batches.entrySet()) {
            long now = pipeline.checkpoint(batch.getKey()).committed();
            evidence.append(", ").append(batch.getKey()).append(" went on from batch ");
            evidence.append(batch.getValue()).append(" to ").append(now);
            wentOn &= now > batch.getValue();
        }
        return new Injection(healed, wentOn && before.isMixed(), evidence.toString());
    }

    /** The batch that each job has committed: with a new checkpoint it would begin at 0 again. */
    private static Map<String, Long> batches(Pipeline pipeline) {
        Map<String, Long> batches = new TreeMap<>();
        for (String job : List.of(Pipeline.CLEAN, Pipeline.STATS)) {
            batches.put(job, pipeline.checkpoint(job).committed());
        }
        return batches;
    }

    /** Puts this version in the place of the former one. Returns when all of it could run, ms. */
    private long change(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        switch (way) {
            case STOP -> restart(pipeline, Pipeline.UP, true);
            case KILL -> {
                pipeline.kill(Pipeline.UP);
                pipeline.useThisVersion();
                pipeline.start(Pipeline.UP);
            }
            case BACK -> {
                for (boolean toThisVersion : new boolean[] {true, false}) {
                    restart(pipeline, Pipeline.UP, toThisVersion);
                    awaitCaughtUp(pipeline, System.currentTimeMillis());
                    context.pauseRandomly(MAX_PAUSE_MILLIS);
                }
                restart(pipeline, Pipeline.UP, true);
            }
            case IN_TURNS -> {
                List<String> order = new ArrayList<>(List.of(Pipeline.CLEAN, Pipeline.STATS, Pipeline.DASHBOARD));
                Collections.shuffle(order, context.random());
                context.note("in the order " + String.join(", ", order));
                for (String part : order) {
                    restart(pipeline, part, true);
                    awaitCaughtUp(pipeline, System.currentTimeMillis());
                    context.pauseRandomly(MAX_PAUSE_MILLIS);
                }
            }
        }
        return System.currentTimeMillis();
    }

    private static void restart(Pipeline pipeline, String part, boolean toThisVersion) {
        pipeline.stop(part);
        if (toThisVersion) {
            pipeline.useThisVersion();
        } else {
            pipeline.useFormerVersion();
        }
        pipeline.start(part);
    }

    private static void awaitCaughtUp(Pipeline pipeline, long millis) {
        Waiting.until("the started version to be up to date", CAUGHT_UP, () -> {
            pipeline.checkAlive();
            return pipeline.dashboard().isCompleteThrough(millis);
        });
    }

    /** How many windows with logins are final, and how many are not. */
    record Windows(int done, int open) {
        static Windows of(DashboardClient dashboard) {
            int done = 0;
            int open = 0;
            for (JsonNode window : dashboard.windows()) {
                if (window.path("logins").asLong() > 0) {
                    boolean isFinal = window.at("/window/final").asBoolean();
                    done += isFinal ? 1 : 0;
                    open += isFinal ? 0 : 1;
                }
            }
            return new Windows(done, open);
        }

        /** Whether there are both. */
        boolean isMixed() {
            return done > 0 && open > 0;
        }

        @Override
        public String toString() {
            return done + " windows final and " + open + " open";
        }
    }
}
