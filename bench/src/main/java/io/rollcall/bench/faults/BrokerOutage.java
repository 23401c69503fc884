package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** The broker is down for some time while both jobs and the producer run. */
final class BrokerOutage implements Fault {
    private static final int MAX_PAUSE_MILLIS = 5_000;
    private static final Duration LONG = Duration.ofSeconds(30);

    /** How the broker ends. */
    enum Way {
        KILL("kill -9 of the broker"),
        STOP("clean stop of the broker");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    private final String name;
    private final Way way;
    private final Duration downtime;

    BrokerOutage(String name, Way way, Duration downtime) {
        this.name = name;
        this.way = way;
        this.downtime = downtime;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return way.words + ", started again after " + downtime.toSeconds() + " s; nothing else is touched";
    }

    @Override
    public Injection inject(RoundContext context) {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        long visits = visits(pipeline);
        if (way == Way.KILL) {
            pipeline.kill(Pipeline.BROKER);
        } else {
            pipeline.stop(Pipeline.BROKER);
        }
        Duration lasts = context.lasting(downtime, downtime.compareTo(LONG) > 0 ? LONG : downtime);
        Waiting.pause(lasts.toMillis());
        String evidence = "away for " + lasts.toSeconds() + " s";
        if (lasts.compareTo(LONG) >= 0) {
            evidence += ", " + checkStale(pipeline, visits);
        }
        pipeline.checkAlive();
        long healed = System.currentTimeMillis();
        pipeline.startBroker();
        return new Injection(healed, true, evidence);
    }

    private static long visits(Pipeline pipeline) {
        return pipeline.dashboard().snapshot().at("/visits/total").longValue();
    }

    /**
     * Checks that the dashboard reports the outage and still serves the last numbers; returns the reason that it gives.
     */
    private static String checkStale(Pipeline pipeline, long visitsBefore) {
        JsonNode health = pipeline.dashboard().health();
        String reason = health.at("/components/kafka/reason").asText();
        if (!health.path("status").asText().equals("stale") || !reason.contains("since")) {
            throw new RoundFailure("/health does not say since when Kafka is away: " + health);
        }
        if (visits(pipeline) < visitsBefore) {
            throw new RoundFailure("/api/snapshot does not serve the last numbers: "
                    + pipeline.dashboard().snapshot());
        }
        return "health: stale, " + reason;
    }
}
