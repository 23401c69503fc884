package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a fault can use in one round: the pipeline, the random numbers and the load. */
final class RoundContext implements AutoCloseable {
    /** Logins per second. */
    static final int RATE = 300;

    private final Pipeline pipeline;
    private final int round;
    private final Random random;
    private final boolean isQuick;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Load load;

    RoundContext(Pipeline pipeline, int round, long seed, boolean isQuick) {
        this.pipeline = pipeline;
        this.round = round;
        this.random = new Random(seed);
        this.isQuick = isQuick;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** The number of the round, from 0. */
    int round() {
        return round;
    }

    Random random() {
        return random;
    }

    /** The duration for this run: the full one, or the shorter one of a quick run. */
    Duration lasting(Duration full, Duration quick) {
        return isQuick ? quick : full;
    }

    /** Records something that is wrong. The round continues. */
    void addProblem(String problem) {
        problems.add(problem);
    }

    List<String> problems() {
        return problems;
    }

    /** Records an observation, which is printed however the round ends. */
    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }

    /** Whether this is a quick run. */
    boolean isQuick() {
        return isQuick;
    }

    /** Starts a producer, unless one is running, and waits until its logins reach the dashboard. */
    void startLoad() {
        long[] before = new long[1];
        Waiting.until("health to be up", Duration.ofMinutes(2), () -> {
            pipeline.checkAlive();
            before[0] = shown();
            return before[0] >= 0 && pipeline.dashboard().isUp();
        });
        if (load == null) {
            load = Load.start(pipeline, RATE, random.nextLong());
        }
        Waiting.until("the load to come through", Duration.ofMinutes(2), () -> {
            pipeline.checkAlive();
            if (!load.isAlive()) {
                // The broker may have been restarted just before; the producer waits 5 s for it, which is short under
                // load.
                load = Load.start(pipeline, RATE, random.nextLong());
            }
            return shown() > before[0];
        });
    }

    /** The number of records that the dashboard has counted; -1 if it does not answer. */
    private long shown() {
        JsonNode snapshot = pipeline.dashboard().snapshot();
        if (!snapshot.has("visits")) {
            return -1;
        }
        return snapshot.at("/visits/total").longValue()
                + snapshot.at("/late/total").longValue()
                + snapshot.at("/rejected/total").longValue();
    }

    /** Pauses for a random time below this limit (ms). */
    void pauseRandomly(int maxMillis) {
        Waiting.pause(random.nextInt(maxMillis));
    }

    /** Stops the producer, if there is one. */
    void stopLoad() {
        Load running = load;
        load = null;
        if (running != null) {
            running.stop().ifPresent(this::addProblem);
        }
    }

    @Override
    public void close() {
        if (load != null) {
            load.kill();
        }
    }
}
