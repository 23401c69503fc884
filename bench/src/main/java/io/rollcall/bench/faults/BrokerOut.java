package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** The broker goes away for some time while both jobs and the producer run. */
final class BrokerOut implements Fault {
    private static final int WITHIN_MILLIS = 5_000;
    private static final Duration LONG = Duration.ofSeconds(30);

    /** How it goes. */
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
    private final Duration away;

    BrokerOut(String name, Way way, Duration away) {
        this.name = name;
        this.way = way;
        this.away = away;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return way.words + ", started again after " + away.toSeconds() + " s; nothing else is touched";
    }

    @Override
    public Injection inject(Stage stage) {
        Pipeline pipeline = stage.pipeline();
        stage.startLoad();
        stage.randomMoment(WITHIN_MILLIS);
        long visits = visits(pipeline);
        if (way == Way.KILL) {
            pipeline.kill(Pipeline.BROKER);
        } else {
            pipeline.stop(Pipeline.BROKER);
        }
        Duration lasts = stage.lasting(away, away.compareTo(LONG) > 0 ? LONG : away);
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

    /** It must say so, and go on serving the last numbers. */
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
