package io.rollcall.dashboard.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The union of the windows of a range. It is created under the board's lock; {@link #totals()} adds the numbers and
 * reads the sketches, partly from files, and needs no lock. Public for the board only.
 */
public final class RangeUnion {
    /** The key of the nationwide numbers. */
    public static final String NATION = SketchSet.NATION;

    private final List<Supplier<SketchSet>> parts;
    private final List<WindowNumbers> windows;
    private final LocaleGroup group;

    /** A union of these sketches, with the exact numbers of these windows. @param group locales that are also counted together */
    RangeUnion(List<Supplier<SketchSet>> parts, List<WindowNumbers> windows, LocaleGroup group) {
        this.parts = parts;
        this.windows = windows;
        this.group = group;
    }

    /**
     * The numbers by locale and, under {@link #NATION}, nationwide; those of the locales that are counted together under the
     * name of their group, if they have any.
     *
     * @throws java.io.UncheckedIOException if the history was cleared in the meantime, or a file cannot be read
     */
    public Map<String, Totals> totals() {
        Map<String, SketchUnion> unions = new HashMap<>();
        for (Supplier<SketchSet> part : parts) {
            part.get().forEach((locale, sketches) -> {
                unions.computeIfAbsent(locale, l -> new SketchUnion()).addReadable(sketches);
                if (group.contains(locale)) {
                    unions.computeIfAbsent(group.name(), l -> new SketchUnion()).addReadable(sketches);
                }
            });
        }
        Map<String, Exact> sums = new HashMap<>();
        sums.put(NATION, new Exact());
        for (WindowNumbers window : windows) {
            sums.get(NATION).add(window.nationwide());
            window.forEach((locale, totals) -> {
                sums.computeIfAbsent(locale, none -> new Exact()).add(totals);
                if (group.contains(locale)) {
                    sums.computeIfAbsent(group.name(), none -> new Exact()).add(totals);
                }
            });
        }
        Map<String, Totals> totals = new TreeMap<>();
        sums.forEach((locale, sum) -> {
            SketchUnion union = unions.get(locale);
            totals.put(
                    locale,
                    union == null ? new Totals(sum.logins, 0, 0, sum.failed, 0) : union.totals(sum.logins, sum.failed));
        });
        return totals;
    }

    /** Sums of exact numbers. */
    private static final class Exact {
        private long logins;
        private long failed;

        private void add(Totals window) {
            logins += window.logins();
            failed += window.failedLogins();
        }
    }
}
