package io.rollcall.dashboard.history;

import io.rollcall.dashboard.history.SketchArchive.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Sketches of many windows united beforehand: blocks of 10 aligned windows, and of 12 such blocks (5 minutes and an hour
 * by default). Any range is then made of few parts: a day of 24, and of at most 40 at its ragged ends. Not safe for
 * several threads.
 */
final class RollUps {
    private static final int[] FACTORS = {10, 12};

    private final long windowMillis;
    private final NavigableMap<Long, WindowRows> windows;
    private final SketchArchive archive;
    private final List<Level> levels = new ArrayList<>();

    private static final class Level {
        private final long millis;
        private final TreeMap<Long, Place> blocks = new TreeMap<>();
        /** Starts of blocks that are to be made (again). */
        private final TreeSet<Long> wanted = new TreeSet<>();

        private Level(long millis) {
            this.millis = millis;
        }

        private long blockOf(long timeMillis) {
            return Math.floorDiv(timeMillis, millis) * millis;
        }
    }

    /** Roll-ups of these windows (by start, ms), of which those that start at a multiple of their length count. */
    RollUps(long windowMillis, NavigableMap<Long, WindowRows> windows, SketchArchive archive) {
        this.windowMillis = windowMillis;
        this.windows = windows;
        this.archive = archive;
        long millis = windowMillis;
        for (int factor : FACTORS) {
            millis *= factor;
            levels.add(new Level(millis));
        }
    }

    /** An aligned window is about to change: blocks that hold it are void. */
    void changed(long startMillis) {
        for (Level level : levels) {
            level.blocks.remove(level.blockOf(startMillis));
        }
        levels.get(0).wanted.add(levels.get(0).blockOf(startMillis));
    }

    /** Makes the blocks that end by then (ms), whose windows are packed. */
    void makeUntil(long timeMillis) {
        long partMillis = windowMillis;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            for (var due = level.wanted.headSet(timeMillis - level.millis, true); !due.isEmpty(); due.pollFirst()) {
                long start = due.first();
                make(level, start, i == 0 ? null : levels.get(i - 1), partMillis);
                if (i + 1 < levels.size()) {
                    Level next = levels.get(i + 1);
                    next.wanted.add(next.blockOf(start));
                }
            }
            partMillis = level.millis;
        }
    }

    private void make(Level level, long start, Level below, long partMillis) {
        List<SketchSet> parts = new ArrayList<>();
        for (long part = start; part < start + level.millis; part += partMillis) {
            Place place = below == null ? placeOfWindow(part) : below.blocks.get(part);
            if (place != null) {
                parts.add(place.read());
            }
        }
        if (!parts.isEmpty()) {
            level.blocks.put(start, archive.write(start, SketchSet.united(parts)));
        }
    }

    private Place placeOfWindow(long start) {
        WindowRows window = windows.get(start);
        return window == null ? null : window.place();
    }

    /** Few parts that together are the aligned windows from one time (ms, aligned) to another. */
    List<Supplier<SketchSet>> parts(long fromMillis, long toMillis) {
        List<Supplier<SketchSet>> parts = new ArrayList<>();
        long at = fromMillis;
        while (at < toMillis) {
            long step = windowMillis;
            Place place = null;
            for (int i = levels.size() - 1; i >= 0 && place == null; i--) {
                Level level = levels.get(i);
                if (level.blockOf(at) == at && at + level.millis <= toMillis) {
                    place = level.blocks.get(at);
                    step = level.millis;
                }
            }
            if (place != null) {
                parts.add(place::read);
            } else {
                step = windowMillis;
                addWindow(at, parts);
            }
            at += step;
        }
        return parts;
    }

    private void addWindow(long start, List<Supplier<SketchSet>> parts) {
        WindowRows window = windows.get(start);
        if (window != null && window.isPacked()) {
            parts.add(window.place()::read);
        } else if (window != null) {
            SketchSet sketches = window.sketches();
            parts.add(() -> sketches);
        }
    }

    void forgetBefore(long timeMillis) {
        for (Level level : levels) {
            level.blocks.headMap(timeMillis).clear();
            level.wanted.headSet(timeMillis).clear();
        }
        archive.forgetBefore(timeMillis);
    }

    void clear() {
        for (Level level : levels) {
            level.blocks.clear();
            level.wanted.clear();
        }
        archive.close();
    }
}
