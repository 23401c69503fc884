package io.rollcall.model.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowingTest {
    private static final Windowing WINDOWING = Windowing.DEFAULT;

    @Test
    void login_liesInEveryWindowThatContainsItsPane_oldestFirst() {
        long pane = WINDOWING.paneOf(1_694_479_551_999L);
        assertThat(pane).isEqualTo(1_694_479_550_000L);
        assertThat(WINDOWING.windowsOf(pane))
                .containsExactly(
                        new Window(1_694_479_530_000L, 1_694_479_560_000L),
                        new Window(1_694_479_540_000L, 1_694_479_570_000L),
                        new Window(1_694_479_550_000L, 1_694_479_580_000L));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9999, 0", "10000, 10000", "-1, -10000", "-10000, -10000"})
    void panes_areAlignedToTheEpochOnBothSidesOfIt(long time, long pane) {
        assertThat(WINDOWING.paneOf(time)).isEqualTo(pane);
    }

    @Test
    void exactlyOneAlignedWindow_containsALogin() {
        Random random = new Random(3);
        for (Windowing windowing : List.of(WINDOWING, new Windowing(60_000, 5_000), new Windowing(7_000, 7_000))) {
            for (int i = 0; i < 1_000; i++) {
                long time = random.nextLong() >> 20;
                List<Window> windows = windowing.windowsOf(windowing.paneOf(time));
                assertThat(windows).hasSize(windowing.panesPerWindow());
                assertThat(windows)
                        .allMatch(window -> window.startMillis() <= time && time < window.endMillis())
                        .allMatch(window -> window.endMillis() - window.startMillis() == windowing.lengthMillis());
                assertThat(windows.stream().filter(window -> windowing.isAligned(window.startMillis())))
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"30000, 20000", "10000, 30000", "0, 10000", "30000, 0", "-30000, -10000"})
    void lengthThatIsNotAMultipleOfTheSlide_isRefused(long length, long slide) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Windowing(length, slide));
    }

    @Test
    void default_is30SecondsEvery10() {
        assertThat(WINDOWING).isEqualTo(Windowing.of(Duration.ofSeconds(30), Duration.ofSeconds(10)));
    }

    @Test
    void windowThatEndsBeforeItStarts_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(10, 10));
    }
}
