package io.rollcall.dashboard.history;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Unions of the sketches of many windows, computed in advance: blocks of 10 aligned windows (5 minutes by default), and
 * blocks of 12 such blocks (an hour). A range then consists of few parts: a day of 24, of at most 40 more if it does not
 * start and end on the hour, and of two more if its start is not aligned. Times are ms since the epoch. Not thread-safe.
 */
final class SketchRollUps {
    /** How many windows, or blocks of the level below, a block unites. */
    private static final int[] FACTORS = {10, 12};

    private final long windowMillis;
    private final NavigableMap<Long, WindowRows> windows;
    private final SketchArchive archive;
    /** From short blocks to long ones. */
    private final List<Level> levels = new ArrayList<>();

    /** Blocks of one length, by their start. */
    private static final class Level {
        private final long blockMillis;
        private final TreeMap<Long, SketchArchive.Entry> blocks = new TreeMap<>();
        /** Starts of the blocks to build. */
        private final TreeSet<Long> pending = new TreeSet<>();

        private Level(long blockMillis) {
            this.blockMillis = blockMillis;
        }

        private long blockOf(long timeMillis) {
            return Math.floorDiv(timeMillis, blockMillis) * blockMillis;
        }
    }

    /** Roll-ups of the aligned windows among these, which are keyed by start. Blocks are written to the archive. */
    SketchRollUps(long windowMillis, NavigableMap<Long, WindowRows> windows, SketchArchive archive) {
        this.windowMillis = windowMillis;
        this.windows = windows;
        this.archive = archive;
        long blockMillis = windowMillis;
        for (int factor : FACTORS) {
            blockMillis *= factor;
            levels.add(new Level(blockMillis));
        }
    }

    /** Discards the blocks that hold an aligned window, because it changes. They are built again later. */
    void invalidate(long windowStartMillis) {
        for (Level level : levels) {
            level.blocks.remove(level.blockOf(windowStartMillis));
        }
        levels.get(0).pending.add(levels.get(0).blockOf(windowStartMillis));
    }

    /** Builds the pending blocks that end by this time. All windows before it must be archived. */
    void buildUntil(long timeMillis) {
        long partMillis = windowMillis;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            for (var due = level.pending.headSet(timeMillis - level.blockMillis, true);
                    !due.isEmpty();
                    due.pollFirst()) {
                long start = due.first();
                build(level, start, i == 0 ? null : levels.get(i - 1), partMillis);
                if (i + 1 < levels.size()) {
                    Level next = levels.get(i + 1);
                    next.pending.add(next.blockOf(start));
                }
            }
            partMillis = level.blockMillis;
        }
    }

    private void build(Level level, long start, Level below, long partMillis) {
        List<SketchSet> parts = new ArrayList<>();
        for (long part = start; part < start + level.blockMillis; part += partMillis) {
            SketchArchive.Entry entry = below == null ? entryOfWindow(part) : below.blocks.get(part);
            if (entry != null) {
                parts.add(entry.read());
            }
        }
        if (!parts.isEmpty()) {
            level.blocks.put(start, archive.write(start, SketchSet.united(parts)));
        }
    }

    private SketchArchive.Entry entryOfWindow(long start) {
        WindowRows window = windows.get(start);
        return window == null ? null : window.archived();
    }

    /**
     * The blocks and windows whose union is that of a range, as few as possible. The range must start and end on a slide
     * and be as long as a window, or longer. Aligned windows fill its middle. One window at its start and one at its end
     * cover what remains; they overlap the middle, which changes no union.
     */
    List<Supplier<SketchSet>> parts(long fromMillis, long toMillis) {
        long first = -Math.floorDiv(-fromMillis, windowMillis) * windowMillis;
        long last = Math.floorDiv(toMillis, windowMillis) * windowMillis;
        List<Supplier<SketchSet>> parts = alignedParts(first, last);
        if (fromMillis < first) {
            addWindow(fromMillis, parts);
        }
        if (last < toMillis && fromMillis < toMillis - windowMillis) {
            addWindow(toMillis - windowMillis, parts);
        }
        return parts;
    }

    private List<Supplier<SketchSet>> alignedParts(long fromMillis, long toMillis) {
        List<Supplier<SketchSet>> parts = new ArrayList<>();
        if (windows.isEmpty()) {
            return parts;
        }
        long newest = windows.lastKey();
        long at = fromMillis;
        while (at < toMillis && at <= newest) {
            long step = windowMillis;
            SketchArchive.Entry block = null;
            for (int i = levels.size() - 1; i >= 0 && block == null; i--) {
                Level level = levels.get(i);
                if (level.blockOf(at) == at && at + level.blockMillis <= toMillis) {
                    block = level.blocks.get(at);
                    step = level.blockMillis;
                }
            }
            if (block != null) {
                parts.add(block::read);
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
        if (window != null && window.isArchived()) {
            parts.add(window.archived()::read);
        } else if (window != null) {
            SketchSet sketches = window.sketches();
            parts.add(() -> sketches);
        }
    }

    /** Deletes the blocks that start before this time. */
    void deleteBefore(long timeMillis) {
        for (Level level : levels) {
            level.blocks.headMap(timeMillis).clear();
            level.pending.headSet(timeMillis).clear();
        }
        archive.deleteBefore(timeMillis);
    }

    void clear() {
        for (Level level : levels) {
            level.blocks.clear();
            level.pending.clear();
        }
        archive.close();
    }
}
