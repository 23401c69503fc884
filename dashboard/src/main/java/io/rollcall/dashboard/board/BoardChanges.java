package io.rollcall.dashboard.board;

import io.rollcall.model.progress.Progress;
import io.rollcall.model.stats.WindowStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed on the board since the last call of {@link StatsBoard#drainChanges()}. Immutable.
 *
 * @param any whether anything changed
 * @param rebuilt whether viewers must start again from a snapshot
 * @param asOfMillis Kafka timestamp (ms since the epoch) of the newest record applied, or null
 * @param rows the current row of each window and locale whose numbers changed
 * @param progress progress records that arrived, in order
 * @param rejected whether rejected records arrived
 */
public record BoardChanges(
        boolean any,
        boolean rebuilt,
        Long asOfMillis,
        List<WindowStats> rows,
        List<Progress> progress,
        boolean rejected) {
    /** Keeps copies of the lists. */
    public BoardChanges {
        rows = List.copyOf(rows);
        progress = List.copyOf(progress);
    }

    /** Collects changes. Not thread-safe: the board calls it under its lock. */
    static final class Collector {
        /** Bounds memory while no caller drains the changes. */
        private static final int MAX_PROGRESS = 100;

        private final Map<String, WindowStats> rows = new LinkedHashMap<>();
        private final List<Progress> progress = new ArrayList<>();
        private boolean any;
        private boolean rebuilt;
        private boolean rejected;
        private boolean following = true;

        void changed() {
            any = true;
        }

        void row(WindowStats row) {
            if (following) {
                rows.put(row.key(), row);
            }
        }

        void progress(Progress report) {
            if (following && progress.size() < MAX_PROGRESS) {
                progress.add(report);
            }
        }

        void rejected() {
            rejected = true;
        }

        void rebuilt() {
            any = true;
            rebuilt = true;
            rows.clear();
        }

        boolean isFollowing() {
            return following;
        }

        /** While not following, rows and progress are not collected; each switch makes viewers start again. */
        void follow(boolean nowFollowing) {
            if (nowFollowing != following) {
                following = nowFollowing;
                rebuilt();
            }
        }

        /** The changes collected; starts over. */
        BoardChanges drain(Long asOfMillis) {
            BoardChanges drained = new BoardChanges(
                    any, rebuilt, asOfMillis, List.copyOf(rows.values()), List.copyOf(progress), rejected);
            rows.clear();
            progress.clear();
            any = false;
            rebuilt = false;
            rejected = false;
            return drained;
        }
    }
}
