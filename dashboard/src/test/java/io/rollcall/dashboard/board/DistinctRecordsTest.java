package io.rollcall.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.login.EventId;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DistinctRecordsTest {
    private static final long NOW = 1_700_000_000_000L;

    private final DistinctRecords records = new DistinctRecords();

    @Test
    void eachId_isNewOnce_packedOrNot() {
        Random random = new Random(5);
        Set<EventId> seen = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            long offset = random.nextInt(4) == 0 ? random.nextLong() >>> 1 : random.nextInt(300_000);
            int element = random.nextInt(3) == 0 ? random.nextInt(random.nextBoolean() ? 3 : 10_000) : EventId.WHOLE;
            EventId id = new EventId(random.nextInt(3), offset, element);
            assertThat(records.add(id, NOW + i)).as("%s", id).isEqualTo(seen.add(id));
            if (i % 1_000 == 0) {
                records.tidy(NOW - 1, NOW + i - 500);
            }
        }
        for (EventId id : seen) {
            assertThat(records.add(id, NOW)).as("%s", id).isFalse();
        }
    }

    @Test
    void aRecordAndItsElements_areDifferent() {
        for (int element : new int[] {EventId.WHOLE, 0, 1, 9_999}) {
            assertThat(records.add(new EventId(0, 1, element), NOW)).isTrue();
            assertThat(records.add(new EventId(0, 1, element), NOW)).isFalse();
        }
        assertThat(records.size()).isEqualTo(4);
        records.tidy(NOW + 1, NOW + 1);
        assertThat(records.size()).isZero();
    }

    @Test
    void ids_areForgotten_onceTheirBlockHasNoRecentRecord() {
        records.add(new EventId(0, 1), NOW);
        records.add(new EventId(0, 70_000), NOW + 100);
        records.tidy(NOW + 1, NOW + 50);
        assertThat(records.add(new EventId(0, 1), NOW + 200)).isTrue();
        assertThat(records.add(new EventId(0, 70_000), NOW + 200)).isFalse();
    }
}
