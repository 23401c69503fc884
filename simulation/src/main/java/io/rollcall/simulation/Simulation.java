package io.rollcall.simulation;

import io.rollcall.simulation.check.Violation;
import io.rollcall.simulation.pipeline.Mutation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs schedules. The same seed, faults and mutations always give the same schedule and the same result. */
public final class Simulation {
    private static final int MAX_STEPS = 600;

    private final Set<Mutation> mutations;
    private final Set<Action> faults;

    /**
     * A schedule that breaks an invariant.
     *
     * @param steps its steps
     * @param violation what it breaks
     */
    public record Failure(List<Step> steps, Violation violation) {
        /** A text from which it can be replayed. */
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("# " + violation.getMessage() + "\n");
            steps.forEach(step -> text.append(step).append('\n'));
            return text.toString();
        }
    }

    /** Schedules with these mutations, and with these faults among the actions. */
    public Simulation(Set<Mutation> mutations, Set<Action> faults) {
        this.mutations = Set.copyOf(mutations);
        this.faults = Set.copyOf(faults);
    }

    /** All faults that may happen. */
    public static Set<Action> allFaults() {
        Set<Action> faults = EnumSet.allOf(Action.class);
        faults.removeIf(action -> !action.isFault());
        return faults;
    }

    /** Runs the schedule of a seed. Returns how it fails, if it does. */
    public Optional<Failure> run(long seed) {
        Generator generator = new Generator(seed, faults);
        List<Step> steps = new ArrayList<>();
        try (World world = new World(mutations)) {
            for (int i = 0; i < MAX_STEPS; i++) {
                Step step = generator.next();
                steps.add(step);
                world.apply(step);
            }
            world.rest();
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(new Failure(List.copyOf(steps), violation));
        }
    }

    /** Runs a schedule that is given. */
    public Optional<Failure> run(List<Step> steps) {
        List<Step> taken = new ArrayList<>();
        try (World world = new World(mutations)) {
            for (Step step : steps) {
                taken.add(step);
                world.apply(step);
            }
            world.rest();
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(new Failure(List.copyOf(taken), violation));
        }
    }

    /** A shorter schedule that breaks the same invariant. */
    public Failure shrink(Failure failure) {
        return new Shrinker(this).shrink(failure);
    }
}
