package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions that sort arrays, or look for the least or greatest element. */
final class SortFunctions {
    private SortFunctions() {}

    static void addTo(Map<String, Native> table) {
        table.put(
                "sort/0",
                Native.of((in, budget) -> values(sorted(keyed(ListFunctions.list(in, "sorted"), budget), budget))));
        table.put(
                "unique/0",
                Native.of((in, budget) -> firsts(groups(keyed(ListFunctions.list(in, "sorted"), budget), budget))));
        table.put(
                "min/0",
                Native.of((in, budget) -> extreme(keyed(ListFunctions.list(in, "iterated over"), budget), -1, budget)));
        table.put(
                "max/0",
                Native.of((in, budget) -> extreme(keyed(ListFunctions.list(in, "iterated over"), budget), 1, budget)));
        table.put("sort_by/1", by((items, budget) -> values(sorted(items, budget))));
        table.put("group_by/1", by((items, budget) -> {
            List<Object> groups = new ArrayList<>();
            groups(items, budget).forEach(group -> groups.add(values(group)));
            return groups;
        }));
        table.put("unique_by/1", by((items, budget) -> firsts(groups(items, budget))));
        table.put("min_by/1", by((items, budget) -> extreme(items, -1, budget)));
        table.put("max_by/1", by((items, budget) -> extreme(items, 1, budget)));
    }

    /** An element and what it is sorted by. */
    private record Keyed(Object key, Object value) {}

    private interface Sorting {
        Object apply(List<Keyed> items, Budget budget);
    }

    /** A function that sorts by all outputs of its argument on each element. */
    private static Native by(Sorting sorting) {
        return (run, arguments, env, in, at, out) -> {
            List<Keyed> items = new ArrayList<>();
            for (Object item : ListFunctions.list(in, "sorted")) {
                List<Object> key = new ArrayList<>();
                run.budget.bytes(2L * Values.FIELD_BYTES);
                run.eval(arguments.get(0), env, item, null, (value, ignored) -> {
                    run.budget.bytes(Values.ELEMENT_BYTES);
                    key.add(value);
                });
                items.add(new Keyed(key, item));
            }
            out.emit(sorting.apply(items, run.budget), Path.none(at));
        };
    }

    private static List<Keyed> keyed(List<Object> items, Budget budget) {
        budget.bytes((long) items.size() * Values.FIELD_BYTES);
        List<Keyed> keyed = new ArrayList<>();
        items.forEach(item -> keyed.add(new Keyed(item, item)));
        return keyed;
    }

    private static List<Keyed> sorted(List<Keyed> items, Budget budget) {
        List<Keyed> sorted = new ArrayList<>(items);
        // NaN is below itself, which a sort need not bear; it then takes the order of the elements.
        try {
            sorted.sort((a, b) -> Values.compare(a.key(), b.key(), budget));
        } catch (IllegalArgumentException inconsistent) {
            throw new JqError("an array with nan cannot be sorted");
        }
        return sorted;
    }

    private static List<List<Keyed>> groups(List<Keyed> items, Budget budget) {
        List<List<Keyed>> groups = new ArrayList<>();
        Keyed last = null;
        for (Keyed item : sorted(items, budget)) {
            if (last == null || Values.compare(last.key(), item.key(), budget) != 0) {
                budget.bytes(Values.FIELD_BYTES);
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(item);
            last = item;
        }
        return groups;
    }

    private static List<Object> firsts(List<List<Keyed>> groups) {
        List<Object> firsts = new ArrayList<>();
        groups.forEach(group -> firsts.add(group.get(0).value()));
        return firsts;
    }

    private static List<Object> values(List<Keyed> items) {
        List<Object> values = new ArrayList<>();
        items.forEach(item -> values.add(item.value()));
        return values;
    }

    /** Of equal elements the first is the least and the last is the greatest, as in jq. */
    private static Object extreme(List<Keyed> items, int sign, Budget budget) {
        Keyed best = null;
        for (Keyed item : items) {
            int order = best == null ? 1 : Values.compare(item.key(), best.key(), budget);
            if (best == null || sign > 0 && order >= 0 || sign < 0 && order < 0) {
                best = item;
            }
        }
        return best == null ? null : best.value();
    }
}
