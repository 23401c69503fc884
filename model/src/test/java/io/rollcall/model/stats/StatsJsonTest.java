package io.rollcall.model.stats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatsJsonTest {
    private static final long TIME = 1_694_479_551_000L;

    @Test
    void row_isReadAsItWasWritten() {
        WindowStats row = new WindowStats(new Window(TIME - 21_000, TIME + 9_000), "UT", 12, 11, 12);
        assertThat(StatsJson.read(StatsJson.write(row))).isEqualTo(row);
        assertThat(new String(StatsJson.write(row), UTF_8))
                .isEqualTo("{\"window\":{\"start\":\"2023-09-12T00:45:30.000Z\",\"end\":\"2023-09-12T00:46:00.000Z\"},"
                        + "\"locale\":\"UT\",\"logins\":12,\"unique_users\":11,\"distinct_devices\":12}");
        assertThat(row.key()).isEqualTo("2023-09-12T00:45:30.000Z|UT");
    }

    @Test
    void rowWithFailures_isReadAsItWasWritten() {
        Failures failures = new Failures(
                5, 3, List.of(new FailureReason("wrong password", 4), new FailureReason(Failures.OTHER, 1)));
        WindowStats row = new WindowStats(new Window(TIME - 21_000, TIME + 9_000), "UT", 0, 0, 0, failures);
        assertThat(StatsJson.read(StatsJson.write(row))).isEqualTo(row);
        assertThat(new String(StatsJson.write(row), UTF_8))
                .endsWith(
                        "\"logins\":0,\"unique_users\":0,\"distinct_devices\":0,\"failed_logins\":5,\"failed_users\":3,"
                                + "\"failure_reasons\":[{\"reason\":\"wrong password\",\"count\":4},"
                                + "{\"reason\":\"other\",\"count\":1}]}");
        assertThat(row.attempts()).isEqualTo(5);
    }

    @Test
    void reasonsOfSeveralLocales_areAddedUp_andTheRarestAreOther() {
        List<FailureReason> one = new ArrayList<>(List.of(new FailureReason("b", 3), new FailureReason("a", 3)));
        for (int i = 0; i < Failures.MAX_REASONS; i++) {
            one.add(new FailureReason("r" + (10 + i), 1));
        }
        List<FailureReason> two = List.of(new FailureReason("r12", 2), new FailureReason(Failures.OTHER, 7));
        List<FailureReason> united = Failures.united(List.of(one, two));
        assertThat(united).hasSize(Failures.MAX_REASONS + 1);
        assertThat(united.subList(0, 4))
                .containsExactly(
                        new FailureReason("a", 3),
                        new FailureReason("b", 3),
                        new FailureReason("r12", 3),
                        new FailureReason("r10", 1));
        assertThat(united.get(Failures.MAX_REASONS)).isEqualTo(new FailureReason(Failures.OTHER, 7 + 2));
        assertThat(Failures.united(List.of())).isEmpty();
    }

    @Test
    void anyOtherJson_isRefused() {
        for (String json : new String[] {
            "{}",
            "null",
            "{\"window\":{\"start\":\"a\",\"end\":\"b\"},\"locale\":\"UT\",\"logins\":1,"
                    + "\"unique_users\":1,\"distinct_devices\":1}"
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> StatsJson.read(json.getBytes(UTF_8)));
        }
    }
}
