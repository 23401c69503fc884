package io.rollcall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.simulation.Simulation.Failure;
import io.rollcall.simulation.pipeline.Mutation;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A fault of the protocol that is switched on breaks an invariant, in the first schedule that {@code bench/run simulate
 * mutations SECONDS} finds. The same schedule breaks nothing without it.
 */
class MutationTest {
    @ParameterizedTest
    @CsvSource({
        "LOSSES_LOWER_ROWS, 52, row-became-lower",
        "SETTINGS_UNSAID, 10, final-by-other-settings",
        "TOTALS_FROM_START, 3, dashboards-differ",
        "STATE_KEPT, 1, state-unbounded",
    })
    void theScheduleOfASeed_findsTheMutation(Mutation mutation, long seed, String invariant) {
        Optional<Failure> found = new Simulation(EnumSet.of(mutation), Simulation.allFaults()).run(seed);
        assertThat(found.map(failure -> failure.violation().invariant())).contains(invariant);
        assertThat(new Simulation(Set.of(), Simulation.allFaults()).run(seed)).isEmpty();
    }
}
