package io.rollcall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.simulation.Simulation.Failure;
import io.rollcall.simulation.pipeline.Mutation;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation finds each fault of the protocol that can be switched on, except the two that the test leaves out. */
class MutationTest {
    private static final int MAX_SCHEDULES = 2_000;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMPLETE_THROUGH_REPORT_TIME", "REDELIVERY_IS_A_LOSS"})
    void mutation_isFound(Mutation mutation) {
        Simulation simulation = new Simulation(EnumSet.of(mutation), Simulation.allFaults());
        Optional<Failure> found = Optional.empty();
        int schedules = 0;
        while (found.isEmpty() && schedules < MAX_SCHEDULES) {
            schedules++;
            found = simulation.run(schedules);
        }
        assertThat(found).as("%s within %d schedules", mutation, MAX_SCHEDULES).isPresent();
        System.out.printf(
                "%s: found by schedule %d (%s)%n",
                mutation, schedules, found.get().violation().invariant());
    }
}
