package io.rollcall.simulation;

import io.rollcall.simulation.pipeline.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Runs schedules for a time, and prints what it finds. */
public final class Simulate {
    private static final int MAX_FAILURES = 10;
    private static final int MAX_SCHEDULES = 2_000;

    private Simulate() {}

    /** Arguments: SECONDS [SEED [MUTATION...]], or replay FILE [MUTATION...]. */
    public static void main(String[] arguments) throws IOException {
        Set<Mutation> mutations = EnumSet.noneOf(Mutation.class);
        for (int i = 2; i < arguments.length; i++) {
            mutations.add(Mutation.valueOf(arguments[i]));
        }
        Simulation simulation = new Simulation(mutations, Simulation.allFaults());
        if (arguments[0].equals("replay")) {
            System.out.println(simulation
                    .run(Step.parseAll(Files.readString(Path.of(arguments[1]))))
                    .map(Object::toString)
                    .orElse("no invariant breaks"));
            return;
        }
        if (arguments[0].equals("mutations")) {
            findMutations();
            return;
        }
        run(simulation, Integer.parseInt(arguments[0]), arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
    }

    private static void findMutations() {
        for (Mutation mutation : Mutation.values()) {
            Simulation simulation = new Simulation(EnumSet.of(mutation), Simulation.allFaults());
            long seed = 1;
            while (seed < MAX_SCHEDULES && simulation.run(seed).isEmpty()) {
                seed++;
            }
            System.out.println(mutation + ": schedule " + seed + ": "
                    + simulation.run(seed).map(f -> f.violation().getMessage()).orElse("not found"));
        }
    }

    private static void run(Simulation simulation, int seconds, long firstSeed) {
        long begin = System.nanoTime();
        long seed = firstSeed;
        int failures = 0;
        while (System.nanoTime() - begin < seconds * 1_000_000_000L && failures < MAX_FAILURES) {
            Optional<Simulation.Failure> failure = simulation.run(seed);
            if (failure.isPresent()) {
                failures++;
                System.out.println(
                        "seed " + seed + ": " + failure.get().violation().getMessage() + " after "
                                + failure.get().steps().size() + " steps");
                System.out.println(simulation.shrink(failure.get()));
            }
            seed++;
        }
        double elapsed = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d schedules in %.0f s, %.1f per second; %d broke an invariant%n",
                seed - firstSeed, elapsed, (seed - firstSeed) / elapsed, failures);
    }
}
