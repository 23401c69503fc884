package io.rollcall.dashboard.history;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Windows united: what is needed is gathered first, under the board's lock; reading and uniting it needs none. */
public final class RangeUnion {
    private final List<Supplier<SketchSet>> parts;
    private final Map<String, Long> logins;

    /** A union of these sketches; the logins are exact, by locale and nationwide (under {@link SketchSet#NATION}). */
    RangeUnion(List<Supplier<SketchSet>> parts, Map<String, Long> logins) {
        this.parts = parts;
        this.logins = logins;
    }

    /** The numbers by locale, and nationwide. */
    public Map<String, Totals> totals() {
        Map<String, DistinctUnion> unions = new HashMap<>();
        for (Supplier<SketchSet> part : parts) {
            part.get().forEach((locale, sketches) -> unions.computeIfAbsent(locale, l -> new DistinctUnion())
                    .addReadable(sketches));
        }
        Map<String, Totals> totals = new TreeMap<>();
        logins.forEach((locale, count) -> {
            DistinctUnion union = unions.get(locale);
            totals.put(locale, union == null ? new Totals(count, 0, 0) : union.totals(count));
        });
        return totals;
    }
}
