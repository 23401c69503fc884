package io.rollcall.jobs.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.jobs.tally.StatsRow;
import io.rollcall.model.stats.FailureReason;
import io.rollcall.model.stats.Failures;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedRowsTest {
    @Test
    void rows_comeOutAsTheyWentIn_howeverManyBlocksTheyFill() {
        for (int rows : new int[] {0, 1, 200_000}) {
            PackedRows packed = new PackedRows();
            for (int i = 0; i < rows; i++) {
                packed.add(row(i));
            }
            packed.add(new StatsRow(row(0).stats(), null, null, null, new byte[] {7}));
            packed.finish();
            assertThat(packed.isEmpty()).isEqualTo(rows == 0);
            assertThat(packed.notCounted()).singleElement().satisfies(logins -> assertThat(logins.tally())
                    .containsExactly(7));
            List<StatsRow> out = new ArrayList<>();
            packed.forEach(out::add);
            assertThat(out).hasSize(rows);
            for (int i = 0; i < rows; i += 997) {
                assertThat(out.get(i).stats()).isEqualTo(row(i).stats());
                assertThat(out.get(i).users()).isEqualTo(row(i).users());
                assertThat(out.get(i).devices()).isEqualTo(row(i).devices());
                assertThat(out.get(i).failedUsers()).isEqualTo(row(i).failedUsers());
                assertThat(out.get(i).behindHorizon()).isNull();
            }
        }
    }

    private static StatsRow row(int i) {
        boolean haveFailed = i % 2 == 1;
        WindowStats stats = new WindowStats(
                new Window(i * 10_000L, i * 10_000L + 30_000),
                "UT",
                i,
                i / 2,
                i / 3,
                haveFailed ? new Failures(i, i / 4, List.of(new FailureReason("wrong", i))) : Failures.NONE);
        byte[] failedUsers = haveFailed ? new byte[] {3, (byte) i} : null;
        return new StatsRow(stats, new byte[] {(byte) i, 1, 2}, new byte[i % 50], failedUsers, null);
    }
}
