package io.rollcall.model.stats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
