package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.SettingKey;
import java.time.Duration;
import java.util.Map;

/**
 * A partition comes later than any bound allows, with Kafka timestamps that lie: the stats job must drop logins, say so in
 * red, and be right again after the command that it names.
 */
final class DroppedRow implements Fault {
    private static final int LOGINS = 3_000;

    @Override
    public String name() {
        return "dropped-row";
    }

    @Override
    public String description() {
        return "a partition 20 minutes late under a delay of 1 minute: health red, then `reset --job stats`";
    }

    @Override
    public boolean startsAfresh() {
        return true;
    }

    @Override
    public Map<SettingKey, String> settings() {
        return Map.of(SettingKey.STATS_DELAY, "1m");
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        new PartitionHeldBack().prepare(pipeline);
    }

    @Override
    public Injection inject(Stage stage) {
        Pipeline pipeline = stage.pipeline();
        long seed = stage.random().nextLong();
        long now = System.currentTimeMillis();
        // Twice: the horizon reaches the tasks with the batch after.
        Backlog.of(pipeline).write(0, now - 20 * Backlog.MINUTE, now - Backlog.MINUTE, LOGINS, seed);
        new Settling(pipeline, patience()).result();
        Backlog.of(pipeline).write(0, now - Backlog.MINUTE, now, LOGINS, seed + 1);
        new Settling(pipeline, patience()).result();
        Backlog.of(pipeline).write(1, now - 20 * Backlog.MINUTE, now, LOGINS, seed + 2);
        Waiting.until("health to be red", Duration.ofMinutes(2), () -> {
            pipeline.checkAlive();
            return pipeline.dashboard().health().path("status").asText().equals("down");
        });
        JsonNode health = pipeline.dashboard().health();
        String reason = health.at("/components/stats/reason").asText();
        if (!reason.contains("rollcall reset --job stats")) {
            throw new RoundFailure("health is red, but does not say what to do: " + health);
        }
        pipeline.stop(Pipeline.STATS);
        Reset.run(pipeline, Pipeline.STATS);
        long healed = System.currentTimeMillis();
        pipeline.start(Pipeline.STATS);
        return new Injection(healed, true, "health: " + reason);
    }
}
