package io.rollcall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final Retries retries = new Retries();

    @Test
    void pausesDouble_upTo30s_andTheJobGivesUpAtItsFifteenthFailure() {
        List<Long> pauses = new ArrayList<>();
        while (retries.another()) {
            pauses.add(retries.nextPauseMillis() / 1_000);
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L, 30L, 30L, 30L, 30L, 30L, 30L);
        assertThat(retries.failures()).isEqualTo(15);
    }

    @Test
    void afterAJobHasProcessedSomething_itsNextFailureIsTheFirst() {
        retries.another();
        retries.nextPauseMillis();
        retries.reset();
        assertThat(retries.another()).isTrue();
        assertThat(retries.failures()).isEqualTo(1);
        assertThat(retries.nextPauseMillis()).isEqualTo(1_000);
    }
}
