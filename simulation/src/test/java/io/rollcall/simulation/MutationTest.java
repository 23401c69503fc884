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
import org.junit.jupiter.params.provider.CsvSource;

/** A fault of the protocol that is switched on breaks an invariant. The same schedule breaks nothing without it. */
class MutationTest {
    private static final Simulation SOUND = new Simulation(Set.of(), Simulation.allFaults());

    /** The first schedules that {@code bench/run simulate mutations SECONDS} finds. */
    @ParameterizedTest
    @CsvSource({
        "UNCOMMITTED_LOGINS, 1, row-above-oracle",
        "MARKERS_ARE_LAG, 1, state-unbounded",
        "REBUILD_WITHOUT_FLOOR, 8, final-differs",
        "REBUILD_LOWERS_ROWS, 2, row-became-lower",
        "HORIZON_WITHOUT_FINALITY, 1, final-differs",
        "LAG_FORGOTTEN, 4, final-without-row",
        "NO_FENCING, 11, row-became-lower",
        "TOTALS_FROM_START, 2, dashboards-differ",
        "FINAL_BEFORE_ROWS, 15, final-without-row",
        "STATE_KEPT, 1, state-unbounded",
        "SOURCE_IDS_IGNORED, 4, row-above-oracle",
    })
    void theScheduleOfASeed_findsTheMutation(Mutation mutation, long seed, String invariant) {
        Optional<Failure> found = with(mutation).run(seed);
        assertThat(found.map(failure -> failure.violation().invariant())).contains(invariant);
        assertThat(SOUND.run(seed)).isEmpty();
    }

    /** Schedules that were thought out; each file says what happens. */
    @ParameterizedTest
    @CsvSource({
        "COMPLETE_THROUGH_REPORT_TIME, final-without-row",
        "REDELIVERY_IS_A_LOSS, dropped",
        "DROPS_UNCOUNTED, skipped-uncounted",
        "TRUNCATION_UNNOTICED, skipped-uncounted",
        "TRUNCATION_BY_EPOCHS, lost-nothing",
        "TRUNCATION_WITHOUT_TIMES, skipped-uncounted",
        "HIGH_WATERMARK_IS_THE_END, final-without-row",
        "EMPTIED_UNNOTICED, dashboards-differ",
        "IDS_KEPT, ids-unbounded",
        "FUTURE_WINDOWS_STEER, ahead-of-time",
        "OLD_ROWS_KEPT, row-became-lower",
        "HIDDEN_RECORDS_KEPT, row-above-oracle",
        "DELETED_AFTER_RESET, final-differs",
        "FLOOR_BEFORE_FIRST_BATCH, final-without-row",
        "LOSSES_LOWER_ROWS, row-became-lower",
        "SETTINGS_UNSAID, final-by-other-settings",
        "TOPIC_BY_NAME, row-differs",
        "OUTPUT_BY_NAME, row-differs",
        "COMMIT_BEFORE_PUBLISH, final-without-row",
        "LOSSES_FORGOTTEN, skipped-uncounted",
        "LOSSES_AFTER_COMMIT, skipped-uncounted",
        "NEW_PARTITIONS_LOSE_NOTHING, skipped-uncounted",
        "OPEN_TRANSACTIONS_FORGOTTEN, final-without-row",
    })
    void aScheduleByHand_findsTheMutation(Mutation mutation, String invariant) throws IOException {
        List<Step> steps;
        try (InputStream file = MutationTest.class.getResourceAsStream("/mutations/" + mutation + ".txt")) {
            steps = Step.parseAll(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
        Optional<Failure> found = with(mutation).run(steps);
        assertThat(found.map(failure -> failure.violation().invariant())).contains(invariant);
        assertThat(SOUND.run(steps)).isEmpty();
    }

    private static Simulation with(Mutation mutation) {
        return new Simulation(EnumSet.of(mutation), Simulation.allFaults());
    }
}
