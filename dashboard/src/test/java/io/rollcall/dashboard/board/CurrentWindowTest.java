package io.rollcall.dashboard.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which window is current: the newest full one, or the filling one where there is none. */
class CurrentWindowTest {
    private static final long START = IsoTime.parse("2023-09-12T00:45:00Z");
    private static final Windowing WINDOWING = Windowing.DEFAULT;

    private final StatsBoard board = new StatsBoard(Settings.defaults());
    /** Logins per window, as the stats job counts them. */
    private final TreeMap<Long, Integer> counted = new TreeMap<>();

    @Test
    void steadyLoad_showsTheSameNumberInEveryWindow_fromTheFirstFullOneOn() {
        Set<Long> numbers = new HashSet<>();
        Set<Long> filling = new HashSet<>();
        for (long time = START; time < START + 120_000; time += 100) {
            login(time, time + 200);
            Snapshot current = board.current();
            assertThat(current.isFull()).isEqualTo(time >= START + 10_000);
            if (time >= START + 30_000) {
                assertThat(current.window().endMillis()).isEqualTo(WINDOWING.paneOf(time));
                assertThat(current.totals().logins()).isEqualTo(300);
            }
            numbers.add(current.totals().logins());
            filling.add(board.filling().totals().logins());
        }
        assertThat(numbers).contains(100L, 200L, 300L);
        assertThat(filling).hasSizeGreaterThan(200);
    }

    @Test
    void firstWindow_isTheFillingOne_andNotFull() {
        login(START, START);
        assertThat(board.current()).isEqualTo(board.filling());
        assertThat(board.current().isFull()).isFalse();
    }

    @Test
    void idlePipeline_staysAtTheLastFillingWindow_onceItIsFull() {
        login(START, START);
        login(START + 10_000, START + 10_000);
        assertThat(board.current().window()).isEqualTo(new Window(START - 20_000, START + 10_000));
        Window last = new Window(START - 10_000, START + 20_000);
        complete(START + 20_000);
        assertThat(board.current().window()).isEqualTo(last);
        assertThat(board.current().isFull()).isTrue();
        assertThat(board.current().isFinal()).isFalse();
        complete(START + 3_600_000);
        assertThat(board.current().window()).isEqualTo(last);
        assertThat(board.current().isFinal()).isTrue();
    }

    @Test
    void windowWhoseEndBothJobsHaveNotPassed_isNotFull() {
        login(START, START);
        login(START + 10_000, START + 10_000);
        complete(START + 19_999);
        assertThat(board.current().window()).isEqualTo(new Window(START - 20_000, START + 10_000));
        assertThat(board.filling().isFull()).isFalse();
    }

    @Test
    void fastClockOfAProducer_doesNotMakeAWindowFull_thatIsStillFilling() {
        for (long time = START; time < START + 40_000; time += 1_000) {
            login(time, time);
        }
        login(START + 65_000, START + 39_999); // 25 s ahead
        assertThat(board.current().window()).isEqualTo(new Window(START, START + 30_000));
        assertThat(board.current().totals().logins()).isEqualTo(30);
        assertThat(board.at(START + 39_999).isFull()).isFalse();
        login(START + 40_000, START + 40_100);
        assertThat(board.current().window()).isEqualTo(new Window(START + 10_000, START + 40_000));
        assertThat(board.at(START + 39_999).isFull()).isTrue();
    }

    @Test
    void pipelineThatLags_showsTheNewestFullWindowOfWhatIsCounted() {
        long hourLater = START + 3_600_000;
        for (long time = START; time < START + 65_000; time += 1_000) {
            login(time, hourLater);
        }
        assertThat(board.current().window()).isEqualTo(new Window(START + 30_000, START + 60_000));
        assertThat(board.current().isFull()).isTrue();
    }

    @Test
    void afterAGap_theFillingWindowIsCurrent_untilItIsFull() {
        login(START, START);
        complete(START + 600_000);
        long later = START + 605_000;
        login(later, later + 200);
        assertThat(board.current().window()).isEqualTo(new Window(START + 580_000, START + 610_000));
        assertThat(board.current().isFull()).isFalse();
        complete(START + 610_000);
        assertThat(board.current().window()).isEqualTo(new Window(START + 580_000, START + 610_000));
        assertThat(board.current().isFull()).isTrue();
    }

    @Test
    void recentRows_reachBackToTheWindowThatTheCurrentOneIsComparedWith() {
        for (long time = START; time < START + 100_000; time += 1_000) {
            login(time, time);
        }
        long current = board.current().window().startMillis();
        assertThat(board.recentRows())
                .extracting(row -> row.window().startMillis())
                .contains(current - 30_000, current, START + 90_000)
                .doesNotContain(current - 40_000);
    }

    private void login(long timeMillis, long brokerMillis) {
        for (Window window : WINDOWING.windowsOf(WINDOWING.paneOf(timeMillis))) {
            int logins = counted.merge(window.startMillis(), 1, Integer::sum);
            board.applyStats(new WindowStats(window, "UT", logins, 1, 1), null, null, brokerMillis);
        }
    }

    private void complete(long throughMillis) {
        for (String job : new String[] {JobName.CLEAN, JobName.STATS}) {
            long at = throughMillis + (job.equals(JobName.STATS) ? 3_000 : 1_000);
            board.applyProgress(Progress.of(job, at).with(Progress.Input.completeThrough(at - 1_000)), at);
        }
    }
}
