package io.rollcall.dashboard.board;

import io.rollcall.model.progress.Progress;
import io.rollcall.model.stats.WindowStats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed on the board since one last asked.
 *
 * @param any whether anything did
 * @param rebuilt viewers must start again from a snapshot
 * @param asOfMillis Kafka timestamp (ms since the epoch) of the newest record applied, or null
 * @param rows rows whose truth changed
 * @param progress progress records that came
 * @param rejected whether rejected records came
 */
public record Changes(
        boolean any,
        boolean rebuilt,
        Long asOfMillis,
        List<WindowStats> rows,
        List<Progress> progress,
        boolean rejected) {
    public Changes {
        rows = List.copyOf(rows);
        progress = List.copyOf(progress);
    }

    /** Collects changes. Not safe for several threads. */
    static final class Collector {
        private static final int MAX_PROGRESS = 100;

        private final Map<String, WindowStats> rows = new LinkedHashMap<>();
        private final List<Progress> progress = new ArrayList<>();
        private boolean any;
        private boolean rebuilt;
        private boolean rejected;
        private boolean following = true;

        void touched() {
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

        void follow(boolean nowFollowing) {
            if (nowFollowing != following) {
                following = nowFollowing;
                rebuilt();
            }
        }

        Changes drain(Long asOfMillis) {
            Changes drained =
                    new Changes(any, rebuilt, asOfMillis, List.copyOf(rows.values()), List.copyOf(progress), rejected);
            rows.clear();
            progress.clear();
            any = false;
            rebuilt = false;
            rejected = false;
            return drained;
        }
    }
}
