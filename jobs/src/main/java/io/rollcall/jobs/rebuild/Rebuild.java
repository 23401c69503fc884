package io.rollcall.jobs.rebuild;

import io.rollcall.jobs.checkpoint.RebuildNote;
import io.rollcall.jobs.checkpoint.RebuildNote.State;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.stats.WindowStats;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
 *   <li>It publishes no row with fewer logins, failed ones included, than the published one, if that was counted by the same settings.
 *   <li>It withdraws the rows that were counted by other settings or from an earlier raw topic, once, before it publishes the first row of its own.
 * </ul>
 */
public final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    /**
     * How a query of the job starts.
     *
     * @param newCheckpoint whether the checkpoint has no committed batch
     * @param recordsAreMissing whether input records were deleted that the checkpoint has not committed. Rows of a batch
     *     that was published, but not committed, may count them.
     */
    public record Start(boolean newCheckpoint, boolean recordsAreMissing) {}

    private final RebuildNote note;
    private final long floorMillis;
    private final KnownRows known;

    private Rebuild(RebuildNote note, KnownRows known) {
        this.note = note;
        this.floorMillis = note.floorMillis().orElse(Long.MIN_VALUE);
        this.known = known;
    }

    /**
     * Begins a rebuild, or continues it. Call it when the first batch of the query is planned: what is deleted after that
     * counts as lost, what was deleted before lies below the floor.
     *
     * @param note the note of the job's checkpoint
     * @param basis what the job's rows are counted from
     * @param withdraw publishes tombstones for these keys. Every older writer must be fenced already.
     */
    public static Rebuild begin(
            RebuildNote note,
            Start start,
            Settings settings,
            RowBasis basis,
            Consumer<List<String>> withdraw,
            Clock clock) {
        if (isOver(note, start)) {
            return over(note, settings, basis);
        }
        try (TopicContents contents = new TopicContents(KafkaSettings.of(settings))) {
            return begin(note, start, settings, basis, withdraw, contents, clock.millis());
        }
    }

    /** The same with these contents. Public for the simulation. @param ownMillis the time by this machine's clock */
    public static Rebuild begin(
            RebuildNote note,
            Start start,
            Settings settings,
            RowBasis basis,
            Consumer<List<String>> withdraw,
            Contents contents,
            long ownMillis) {
        if (isOver(note, start)) {
            return over(note, settings, basis);
        }
        OptionalLong floor =
                switch (note.state()) {
                    case ABSENT ->
                        start.newCheckpoint()
                                ? RebuildPlan.fromClean(settings, contents, ownMillis)
                                        .floorMillis()
                                : note.floorMillis();
                    case PLANNED -> planned(note, settings, contents, ownMillis);
                    case BEGUN, DONE -> note.floorMillis();
                };
        KnownRows known = new KnownRows(settings.windowing(), basis, floor, row -> false);
        contents.readRows(settings.topics().stats(), known);
        List<String> others = known.removeOtherDefinitions();
        if (note.state() == State.ABSENT || note.state() == State.PLANNED) {
            withdraw.accept(others);
            LOG.info(
                    "counts windows from {} on; {} rows of other settings are withdrawn",
                    floor.isPresent() ? Instant.ofEpochMilli(floor.getAsLong()) : "the first",
                    others.size());
        }
        if (note.state() != State.BEGUN) {
            note.write(known.isEmpty() ? State.DONE : State.BEGUN, floor);
        }
        return new Rebuild(note, known);
    }

    /** Whether every published row was reached, or the checkpoint is older than these notes. */
    private static boolean isOver(RebuildNote note, Start start) {
        return !start.recordsAreMissing()
                && (note.state() == State.DONE || (note.state() == State.ABSENT && !start.newCheckpoint()));
    }

    private static Rebuild over(RebuildNote note, Settings settings, RowBasis basis) {
        return new Rebuild(note, new KnownRows(settings.windowing(), basis, note.floorMillis(), row -> false));
    }

    /** Logins may have been deleted between the reset and this start: raw ones, and clean ones that were written since. */
    private static OptionalLong planned(RebuildNote note, Settings settings, Contents contents, long ownMillis) {
        OptionalLong floor = later(
                note.floorMillis(),
                RebuildPlan.fromRaw(settings, contents, ownMillis).floorMillis());
        Map<Integer, Long> now = contents.beginningOffsets(settings.topics().clean());
        boolean deleted = note.begins().entrySet().stream()
                .anyMatch(then -> now.getOrDefault(then.getKey(), 0L) > then.getValue());
        return deleted
                ? later(
                        floor,
                        RebuildPlan.fromClean(settings, contents, ownMillis).floorMillis())
                : floor;
    }

    private static OptionalLong later(OptionalLong a, OptionalLong b) {
        return LongStream.concat(a.stream(), b.stream()).max();
    }

    /** Whether the job counts this window: it starts at the floor or later. */
    public boolean counts(long windowStartMillis) {
        return windowStartMillis >= floorMillis;
    }

    /** Whether a row is to be published. If so, the caller publishes it in the transaction of its batch. */
    public boolean publishes(WindowStats row) {
        if (!counts(row.window().startMillis()) || known.haveMoreThan(row)) {
            return false;
        }
        if (note.state() == State.BEGUN) {
            known.published(row);
        }
        return true;
    }

    /**
     * Reports that the transaction of a batch is committed.
     *
     * @param horizonMillis no further rows are published for windows that end by this time
     */
    public void published(long horizonMillis) {
        if (note.state() != State.BEGUN) {
            return;
        }
        known.forgetUntil(horizonMillis);
        if (known.isEmpty()) {
            note.write(State.DONE, note.floorMillis());
        }
    }
}
