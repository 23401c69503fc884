package io.rollcall.jobs.rebuild;

import io.rollcall.jobs.checkpoint.RebuildNote;
import io.rollcall.jobs.checkpoint.RebuildNote.State;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.WindowStats;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which rows a stats job publishes while rows of an earlier checkpoint are on its topic. Three rules hold after a
 * crash at any point:
 *
 * <ul>
 *   <li>It publishes no row of a window that its input no longer has whole. Such a window keeps the rows that it has.
 *   <li>It publishes no row with fewer logins than the published one, if that was counted by the same settings.
 *   <li>It withdraws the rows that were counted by other settings, once, before it publishes the first row of its own.
 * </ul>
 */
public final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private final RebuildNote note;
    private final long floorMillis;
    private final KnownRows known;

    private Rebuild(RebuildNote note, KnownRows known) {
        this.note = note;
        this.floorMillis = note.floorMillis().orElse(Long.MIN_VALUE);
        this.known = known;
    }

    /**
     * Begins a rebuild, or continues it.
     *
     * @param note the note of the job's checkpoint
     * @param newCheckpoint whether the checkpoint has no committed batch
     * @param basis what the job's rows are counted from
     * @param withdraw publishes tombstones for these keys. Every older writer must be fenced already.
     */
    public static Rebuild begin(
            RebuildNote note,
            boolean newCheckpoint,
            Settings settings,
            RowBasis basis,
            Consumer<List<String>> withdraw,
            Clock clock) {
        boolean olderThanNotes = note.state() == State.ABSENT && !newCheckpoint;
        OptionalLong floor =
                switch (note.state()) {
                    case ABSENT -> newCheckpoint
                            ? RebuildPlan.fromClean(settings, clock).floorMillis()
                            : note.floorMillis();
                    // Raw logins may have been deleted between the reset and this start.
                    case PLANNED -> later(
                            note.floorMillis(),
                            RebuildPlan.fromRaw(settings, clock).floorMillis());
                    case BEGUN, DONE -> note.floorMillis();
                };
        KnownRows known = new KnownRows(settings.windowing(), basis.definition(), floor, row -> false);
        if (olderThanNotes || note.state() == State.DONE) {
            return new Rebuild(note, known);
        }
        known.readAll(KafkaSettings.of(settings), settings.topics().stats());
        List<String> others = known.removeOtherDefinitions();
        if (note.state() != State.BEGUN) {
            withdraw.accept(others);
            note.write(known.isEmpty() ? State.DONE : State.BEGUN, floor);
            LOG.info(
                    "counts windows from {} on; {} rows of other settings are withdrawn",
                    floor.isPresent() ? Instant.ofEpochMilli(floor.getAsLong()) : "the first",
                    others.size());
        }
        return new Rebuild(note, known);
    }

    private static OptionalLong later(OptionalLong a, OptionalLong b) {
        return LongStream.concat(a.stream(), b.stream()).max();
    }

    /** Whether the job counts this window: it starts at the floor or later. */
    public boolean counts(long windowStartMillis) {
        return windowStartMillis >= floorMillis;
    }

    /** Whether a row is to be published. */
    public boolean publishes(WindowStats row) {
        return counts(row.window().startMillis()) && !known.haveMoreThan(row);
    }

    /**
     * Reports that rows are published.
     *
     * @param horizonMillis no further rows are published for windows that end by this time
     */
    public void published(List<WindowStats> rows, long horizonMillis) {
        if (note.state() != State.BEGUN) {
            return;
        }
        rows.forEach(known::published);
        known.forgetUntil(horizonMillis);
        if (known.isEmpty()) {
            note.write(State.DONE, note.floorMillis());
        }
    }
}
