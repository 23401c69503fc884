package io.rollcall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.simulation.Simulation.Failure;
import io.rollcall.simulation.pipeline.Mutation;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Some seconds of schedules; {@code bench/run simulate} runs them for hours. */
class SimulationTest {
    /** Fixed, so that a failure is one of the code and not of the day. Some seconds. */
    private static final int SCHEDULES = 120;

    private static final long FIRST_SEED = 1;

    private final Simulation simulation = new Simulation(Set.of(), Simulation.allFaults());

    @Test
    void noInvariantBreaks() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
            Optional<Failure> failure = simulation.run(seed);
            if (failure.isPresent()) {
                throw new AssertionError("seed " + seed + ":\n" + simulation.shrink(failure.get()));
            }
        }
    }

    @Test
    void aSeed_givesTheSameFailureEachTime_andSoDoesItsText() {
        Simulation faulty = new Simulation(EnumSet.of(Mutation.TOTALS_FROM_START), Simulation.allFaults());
        long seed = LongStream.iterate(1, s -> s + 1)
                .filter(s -> faulty.run(s).isPresent())
                .findFirst()
                .orElseThrow();
        String text = faulty.run(seed).orElseThrow().toString();
        assertThat(faulty.run(seed).orElseThrow()).hasToString(text);
        assertThat(faulty.run(Step.parseAll(text)).orElseThrow()).hasToString(text);
    }

    @Test
    void aFailure_shrinksToFewerStepsThatBreakTheSameInvariant() {
        Simulation faulty = new Simulation(EnumSet.of(Mutation.LAG_FORGOTTEN), Simulation.allFaults());
        Failure failure = LongStream.iterate(1, s -> s + 1)
                .mapToObj(faulty::run)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        Failure shorter = faulty.shrink(failure);
        assertThat(shorter.steps()).hasSizeLessThan(failure.steps().size());
        assertThat(shorter.violation().invariant())
                .isEqualTo(failure.violation().invariant());
        List<Step> steps = shorter.steps();
        assertThat(faulty.run(steps)).isPresent();
    }
}
