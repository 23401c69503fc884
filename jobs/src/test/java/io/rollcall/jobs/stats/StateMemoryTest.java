package io.rollcall.jobs.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.jobs.tally.OpenWindows;
import io.rollcall.model.stats.Windowing;
import java.util.UUID;
import org.apache.spark.sql.execution.streaming.operators.stateful.transformwithstate.statefulprocessor.QueryInfoImpl;
import org.junit.jupiter.api.Test;

class StateMemoryTest {
    private static final int PARTITION = 3;

    private final UUID run = UUID.randomUUID();

    private StateMemory take(UUID run, int partition, long batch) {
        return StateMemory.take(new QueryInfoImpl(run, run, batch), partition, Windowing.DEFAULT);
    }

    /** Batch 7 leaves windows in memory. */
    private OpenWindows afterBatch7() {
        StateMemory memory = take(run, PARTITION, 7);
        OpenWindows windows = memory.of("TX");
        assertThat(memory.of("TX")).isSameAs(windows);
        memory.giveBack();
        return windows;
    }

    @Test
    void nextBatch_continues() {
        OpenWindows windows = afterBatch7();
        assertThat(take(run, PARTITION, 8).of("TX")).isSameAs(windows);
    }

    @Test
    void anyOther_startsWithoutMemory() {
        OpenWindows windows = afterBatch7();
        assertThat(take(run, PARTITION + 1, 8).of("TX")).isNotSameAs(windows);
        assertThat(take(UUID.randomUUID(), PARTITION, 8).of("TX")).isNotSameAs(windows);
        assertThat(take(run, PARTITION, 9).of("TX")).isNotSameAs(windows); // batch 8 was elsewhere
    }

    @Test
    void sameBatchAgain_startsWithoutMemory() {
        OpenWindows windows = afterBatch7();
        assertThat(take(run, PARTITION, 7).of("TX")).isNotSameAs(windows);
    }

    @Test
    void batchThatIsNotCommitted_leavesNothing() {
        OpenWindows windows = afterBatch7();
        take(run, PARTITION, 8); // its task fails
        assertThat(take(run, PARTITION, 8).of("TX")).isNotSameAs(windows);
    }

    @Test
    void localesTooMany_areNotKept() {
        StateMemory memory = take(run, PARTITION, 7);
        for (int i = 0; i < StateMemory.MAX_LOCALES; i++) {
            memory.of("locale " + i);
        }
        assertThat(memory.of("TX")).isNotSameAs(memory.of("TX"));
        assertThat(memory.of("locale 0")).isSameAs(memory.of("locale 0"));
    }
}
