package io.rollcall.dashboard.board;

import io.rollcall.model.progress.HeldApart;
import io.rollcall.model.progress.PipelineCheck;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes the board's notices. Times are ms since the epoch. Not thread-safe. */
final class NoticeWriter {
    /** A row of another window is reported for this long after it was written. */
    private static final long OTHER_WINDOW_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Topics topics;
    private final Windowing windowing;
    private final PipelineCheck check;
    private final HeldRows held;
    private long otherWindows;
    private Window otherWindow;
    private long otherWindowMillis = Long.MIN_VALUE;

    NoticeWriter(Topics topics, Windowing windowing, PipelineCheck check, HeldRows held) {
        this.topics = topics;
        this.windowing = windowing;
        this.check = check;
        this.held = held;
    }

    /** A row has a window of another length or slide than the settings. */
    void otherWindow(Window window, long timestampMillis) {
        otherWindows++;
        otherWindow = window;
        otherWindowMillis = Math.max(otherWindowMillis, timestampMillis);
    }

    void clear() {
        otherWindows = 0;
        otherWindowMillis = Long.MIN_VALUE;
    }

    /** The notices. @param nowMillis the newest time of the broker's clock that is known; null before any */
    Notices notices(Long nowMillis) {
        List<String> warnings = new ArrayList<>();
        if (otherWindows > 0 && (nowMillis == null || nowMillis - otherWindowMillis <= OTHER_WINDOW_MILLIS)) {
            warnings.add(otherWindows + (otherWindows == 1 ? " row" : " rows") + " of " + topics.stats()
                    + " left out: not of windows of " + seconds(windowing.lengthMillis()) + " every "
                    + seconds(windowing.slideMillis()) + " (the last: " + IsoTime.format(otherWindow.startMillis())
                    + ", "
                    + seconds(otherWindow.endMillis() - otherWindow.startMillis())
                    + "); give this dashboard and the stats job the same "
                    + SettingKey.WINDOW_LENGTH.key() + " and " + SettingKey.WINDOW_SLIDE.key());
        }
        HeldApart apart = held.windowCount() > 0 && nowMillis != null
                ? new HeldApart(held.windowCount(), held.lastStart(), nowMillis)
                : null;
        return new Notices(check.differences(), check.warning(), apart, warnings);
    }

    private static String seconds(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
