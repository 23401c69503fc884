package io.rollcall.jobs.rebuild;

import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;

/**
 * The rows that are published for the windows from the floor on, and that a rebuild has not reached yet. A rebuilt row
 * with fewer attempts than the published one must not be published: of several rows of a key Kafka keeps the last, so the
 * valid one would be lost. Takes 8 bytes of memory per row. Not thread-safe. Public for the simulation.
 */
public final class KnownRows {
    /** A row is written after its window's first login reached Kafka. This is for clocks that differ. */
    private static final long CLOCKS_DIFFER_MILLIS = Duration.ofHours(1).toMillis();

    /** A row of another definition, or of a raw topic that no longer exists. */
    private static final long OTHER_DEFINITION = -1;

    private final Windowing windowing;
    private final RowBasis own;
    private final long floorMillis;
    private final Predicate<RowBasis> fromOtherTopic;

    /** Position of each locale in the arrays. */
    private final Map<String, Integer> locales = new HashMap<>();
    /** Attempts (logins and failed logins) by locale, by start of the window (ms); 0 where there is no row, or the rebuild has reached it. */
    private final TreeMap<Long, long[]> rows = new TreeMap<>();

    private boolean haveOtherTopic;

    /**
     * Knows no rows yet.
     *
     * @param own what the rows are counted from, from now on
     * @param floorMillis rows of windows that start before this are ignored
     * @param fromOtherTopic whether a row was counted from a topic that no longer exists
     */
    KnownRows(Windowing windowing, RowBasis own, OptionalLong floorMillis, Predicate<RowBasis> fromOtherTopic) {
        this.windowing = windowing;
        this.own = own;
        this.floorMillis = floorMillis.orElse(Long.MIN_VALUE);
        this.fromOtherTopic = fromOtherTopic;
    }

    /** Kafka timestamp (ms) before which no row can be one that counts. */
    long readFromMillis() {
        return floorMillis == Long.MIN_VALUE ? Long.MIN_VALUE : Math.max(0, floorMillis - CLOCKS_DIFFER_MILLIS);
    }

    /** Applies a record of the topic. The records of a key must come in order. */
    public void apply(byte[] key, byte[] value, Headers headers) {
        if (value == null) {
            withdrawn(key);
            return;
        }
        WindowStats row;
        try {
            row = StatsJson.read(value);
        } catch (IllegalArgumentException | NullPointerException notARow) {
            return; // anybody may write to the topic
        }
        long start = row.window().startMillis();
        if (start < floorMillis) {
            return;
        }
        RowBasis basis = RowBasis.of(headers).orElse(null);
        haveOtherTopic |= fromOtherTopic.test(basis);
        boolean sameForm = row.window().equals(windowing.window(start)) && windowing.paneOf(start) == start;
        boolean same = sameForm && (basis == null || basis.countsTheSameAs(own));
        long before = get(start, row.locale());
        if (before != OTHER_DEFINITION) {
            put(start, row.locale(), same ? Math.max(before, row.attempts()) : OTHER_DEFINITION);
        }
    }

    private void withdrawn(byte[] key) {
        String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        int bar = text.indexOf('|');
        try {
            if (bar > 0) {
                put(Json.time(text.substring(0, bar)), text.substring(bar + 1), 0);
            }
        } catch (IllegalArgumentException notAKey) {
            // anybody may write to the topic
        }
    }

    /** Whether a row was counted from a topic that no longer exists. */
    public boolean haveOtherTopic() {
        return haveOtherTopic;
    }

    /** Keys of the rows that were counted by another definition. They are not known afterwards. */
    List<String> removeOtherDefinitions() {
        List<WindowStats> others = new ArrayList<>();
        rows.forEach((start, counts) -> locales.forEach((locale, index) -> {
            if (index < counts.length && counts[index] == OTHER_DEFINITION) {
                others.add(new WindowStats(windowing.window(start), locale, 0, 0, 0));
            }
        }));
        others.forEach(this::published);
        return others.stream().map(WindowStats::key).toList();
    }

    /** Whether no row is left that a rebuild has not reached. */
    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Whether a row with more logins and failed logins is published for this window and locale. */
    boolean haveMoreThan(WindowStats row) {
        return get(row.window().startMillis(), row.locale()) > row.attempts();
    }

    /** The rebuild has reached the row of this window and locale. */
    void published(WindowStats row) {
        put(row.window().startMillis(), row.locale(), 0);
    }

    /** Forgets the windows that end by this time (ms), because no further row is published for them. */
    void forgetUntil(long millis) {
        rows.headMap(Math.max(millis, Long.MIN_VALUE + windowing.lengthMillis()) - windowing.lengthMillis(), true)
                .clear();
    }

    private long get(long start, String locale) {
        long[] counts = rows.get(start);
        Integer index = locales.get(locale);
        return counts == null || index == null || index >= counts.length ? 0 : counts[index];
    }

    private void put(long start, String locale, long count) {
        if (get(start, locale) == count) {
            return;
        }
        int index = locales.computeIfAbsent(locale, l -> locales.size());
        long[] counts = rows.getOrDefault(start, new long[0]);
        if (counts.length <= index) {
            counts = Arrays.copyOf(counts, locales.size());
            rows.put(start, counts);
        }
        counts[index] = count;
        if (count == 0 && Arrays.stream(counts).allMatch(c -> c == 0)) {
            rows.remove(start);
        }
    }
}
