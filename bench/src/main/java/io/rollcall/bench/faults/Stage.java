package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where a fault is played: the pipeline, the round, its random numbers and its load. */
final class Stage implements AutoCloseable {
    static final int RATE = 300;

    private final Pipeline pipeline;
    private final int round;
    private final Random random;
    private final boolean brief;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Load load;

    Stage(Pipeline pipeline, int round, long seed, boolean brief) {
        this.pipeline = pipeline;
        this.round = round;
        this.random = new Random(seed);
        this.brief = brief;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** From 0. */
    int round() {
        return round;
    }

    Random random() {
        return random;
    }

    /** A length: the one that is meant, or the one of a quick run. */
    Duration lasting(Duration full, Duration quick) {
        return brief ? quick : full;
    }

    /** Something is not as it must be, but the round can go on. */
    void complain(String complaint) {
        complaints.add(complaint);
    }

    List<String> complaints() {
        return complaints;
    }

    /** Evidence, shown however the round ends. */
    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return notes;
    }

    /** Whether this is a quick run. */
    boolean brief() {
        return brief;
    }

    /** Starts a producer unless one runs, and waits until its logins come through. */
    void startLoad() {
        Waiting.until("health to be up", Duration.ofMinutes(2), () -> {
            pipeline.checkAlive();
            return pipeline.dashboard().isUp();
        });
        long before = shown();
        if (load == null) {
            load = Load.start(pipeline, RATE, random.nextLong());
        }
        Waiting.until("the load to come through", Duration.ofMinutes(2), () -> {
            pipeline.checkAlive();
            return shown() > before;
        });
    }

    /** Records that the dashboard knows of. */
    private long shown() {
        JsonNode snapshot = pipeline.dashboard().snapshot();
        return snapshot.at("/visits/total").longValue()
                + snapshot.at("/late/total").longValue()
                + snapshot.at("/rejected/total").longValue();
    }

    /** Lets a random time go by, at most this long (ms). */
    void randomMoment(int withinMillis) {
        Waiting.pause(random.nextInt(withinMillis));
    }

    /** Stops the producer if there is one. */
    void stopLoad() {
        Load running = load;
        load = null;
        if (running != null) {
            running.stop().ifPresent(this::complain);
        }
    }

    @Override
    public void close() {
        if (load != null) {
            load.kill();
        }
    }
}
