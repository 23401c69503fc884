package io.rollcall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.simulation.Simulation.Failure;
import io.rollcall.simulation.pipeline.Mutation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault of the protocol that can be switched on breaks an invariant. The schedules were found by {@code bench/run
 * simulate mutations FOLDER}, and shrunk.
 */
class MutationTest {
    @ParameterizedTest
    @EnumSource
    void aSchedule_findsTheMutation_andNothingWithoutIt(Mutation mutation) throws IOException {
        String text;
        try (InputStream file = MutationTest.class.getResourceAsStream("/mutations/" + mutation + ".txt")) {
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        List<Step> steps = Step.parseAll(text);
        Optional<Failure> found = new Simulation(EnumSet.of(mutation), Simulation.allFaults()).run(steps);
        assertThat(found.map(failure -> failure.violation().invariant())).hasValueSatisfying(invariant -> assertThat(text)
                .contains("# " + invariant + ": "));
        assertThat(new Simulation(Set.of(), Simulation.allFaults()).run(steps)).isEmpty();
    }
}
