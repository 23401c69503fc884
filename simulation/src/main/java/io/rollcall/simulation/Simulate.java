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

    private Simulate() {}

    /** Arguments: SECONDS [SEED [MUTATION...]], replay FILE [MUTATION...], or mutations SECONDS [MUTATION...]. */
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
            findMutations(Integer.parseInt(arguments[1]), mutations);
            return;
        }
        run(simulation, Integer.parseInt(arguments[0]), arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
    }

    /** Prints, for each mutation, the first schedule that finds it. */
    private static void findMutations(int seconds, Set<Mutation> mutations) {
        for (Mutation mutation : mutations.isEmpty() ? EnumSet.allOf(Mutation.class) : mutations) {
            Simulation simulation = new Simulation(EnumSet.of(mutation), Simulation.allFaults());
            long begin = System.nanoTime();
            long seed = 0;
            Optional<Simulation.Failure> found = Optional.empty();
            while (found.isEmpty() && System.nanoTime() - begin < seconds * 1_000_000_000L) {
                seed++;
                found = simulation.run(seed);
            }
            System.out.println("| " + mutation + " | " + (found.isEmpty() ? "not within " : "") + seed + " | "
                    + found.map(f -> f.violation().invariant()).orElse("") + " |");
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
