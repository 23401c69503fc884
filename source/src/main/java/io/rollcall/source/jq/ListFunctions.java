package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions of arrays and objects. */
final class ListFunctions {
    private ListFunctions() {}

    static void addTo(Map<String, Native> table) {
        table.put("keys/0", Native.of((in, budget) -> keys(in, true, budget)));
        table.put("keys_unsorted/0", Native.of((in, budget) -> keys(in, false, budget)));
        table.put("has/1", Native.ofValues((in, arguments, budget) -> hasKey(in, arguments.get(0))));
        table.put("contains/1", Native.ofValues((in, arguments, budget) -> contains(in, arguments.get(0), budget)));
        table.put("indices/1", Native.ofValues((in, arguments, budget) -> indicesOf(in, arguments.get(0), budget)));
        table.put(
                "index/1",
                Native.ofValues((in, arguments, budget) -> edge(indicesOf(in, arguments.get(0), budget), true)));
        table.put(
                "rindex/1",
                Native.ofValues((in, arguments, budget) -> edge(indicesOf(in, arguments.get(0), budget), false)));
        table.put("reverse/0", Native.of((in, budget) -> {
            List<Object> items = in == null ? List.of() : list(in, "reversed");
            List<Object> reversed = copy(items, budget);
            java.util.Collections.reverse(reversed);
            return reversed;
        }));
        table.put("flatten/0", Native.of((in, budget) -> flatten(in, Double.MAX_VALUE, budget)));
        table.put(
                "flatten/1",
                Native.ofValues((in, arguments, budget) -> flatten(in, CoreFunctions.value(arguments.get(0)), budget)));
        table.put("to_entries/0", Native.of(ListFunctions::toEntries));
        table.put("from_entries/0", Native.of(ListFunctions::fromEntries));
    }

    /** @throws JqError if the value is no array */
    static List<Object> list(Object in, String what) {
        if (in instanceof List) {
            return Values.list(in);
        }
        throw new JqError(Values.described(in) + " cannot be " + what + ", as it is not an array");
    }

    private static List<Object> copy(List<Object> items, Budget budget) {
        budget.bytes((long) items.size() * Values.ELEMENT_BYTES);
        return new ArrayList<>(items);
    }

    private static Object keys(Object in, boolean sorted, Budget budget) {
        if (in instanceof Map) {
            budget.bytes((long) Values.map(in).size() * Values.ELEMENT_BYTES);
            return sorted
                    ? Values.sortedKeys(Values.map(in), budget)
                    : new ArrayList<Object>(Values.map(in).keySet());
        }
        if (in instanceof List) {
            int size = Values.list(in).size();
            budget.bytes((long) size * Values.ELEMENT_BYTES * 2);
            List<Object> indices = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                indices.add(Num.of(i));
            }
            return indices;
        }
        throw new JqError(Values.described(in) + " has no keys");
    }

    private static Object hasKey(Object in, Object key) {
        if (in == null) {
            return false;
        }
        if (in instanceof Map && key instanceof String) {
            return Values.map(in).containsKey(key);
        }
        if (in instanceof List && key instanceof Num num) {
            return num.value() >= 0 && num.value() < Values.list(in).size();
        }
        throw new JqError("Cannot check whether " + Values.type(in) + " has a " + Values.type(key) + " key");
    }

    static boolean has(List<Object> items, Object wanted, Budget budget) {
        for (Object item : items) {
            budget.steps(1);
            if (Values.compare(item, wanted, budget) == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(Object a, Object b, Budget budget) {
        budget.enter();
        boolean result;
        if (a instanceof Map && b instanceof Map) {
            result = true;
            for (Map.Entry<String, Object> field : Values.map(b).entrySet()) {
                Map<String, Object> fields = Values.map(a);
                result = result
                        && fields.containsKey(field.getKey())
                        && contains(fields.get(field.getKey()), field.getValue(), budget);
            }
        } else if (a instanceof List && b instanceof List) {
            result = true;
            for (Object wanted : Values.list(b)) {
                boolean found = false;
                for (Object item : Values.list(a)) {
                    found = found || Values.type(item).equals(Values.type(wanted)) && contains(item, wanted, budget);
                }
                result = result && found;
            }
        } else if (a instanceof String x && b instanceof String y) {
            budget.steps((x.length() >> 4) * (1L + (y.length() >> 4)));
            result = x.contains(y);
        } else if (Values.type(a).equals(Values.type(b))) {
            result = Values.compare(a, b, budget) == 0;
        } else {
            throw new JqError(
                    Values.described(a) + " and " + Values.described(b) + " cannot have their containment checked");
        }
        budget.leave();
        return result;
    }

    private static Object indicesOf(Object in, Object wanted, Budget budget) {
        if (in == null) {
            return null;
        }
        if (in instanceof String text && wanted instanceof String part) {
            return textIndices(text, part, budget);
        }
        if (in instanceof List && wanted instanceof List) {
            return indices(Values.list(in), Values.list(wanted), budget);
        }
        if (in instanceof List) {
            return indices(Values.list(in), java.util.Arrays.asList(wanted), budget);
        }
        throw Parts.noIndex(in, wanted);
    }

    private static List<Object> textIndices(String text, String part, Budget budget) {
        List<Object> found = new ArrayList<>();
        budget.steps(text.length() >> 2);
        if (part.isEmpty()) {
            return found;
        }
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            budget.bytes(Values.ELEMENT_BYTES * 2L);
            budget.steps(1 + (part.length() >> 4));
            found.add(Num.of(text.codePointCount(0, at)));
            budget.steps(at >> 4);
        }
        return found;
    }

    static List<Object> indices(List<Object> items, List<Object> wanted, Budget budget) {
        List<Object> found = new ArrayList<>();
        for (int at = 0; !wanted.isEmpty() && at + wanted.size() <= items.size(); at++) {
            budget.steps(1);
            boolean equal = true;
            for (int i = 0; equal && i < wanted.size(); i++) {
                budget.steps(1);
                equal = Values.compare(items.get(at + i), wanted.get(i), budget) == 0;
            }
            if (equal) {
                budget.bytes(Values.ELEMENT_BYTES * 2L);
                found.add(Num.of(at));
            }
        }
        return found;
    }

    private static Object edge(Object indices, boolean first) {
        if (indices == null || Values.list(indices).isEmpty()) {
            return null;
        }
        return Values.list(indices).get(first ? 0 : Values.list(indices).size() - 1);
    }

    private static Object flatten(Object in, double depth, Budget budget) {
        if (depth < 0) {
            throw new JqError("flatten depth must not be negative");
        }
        if (!(in instanceof List) && !(in instanceof Map)) {
            throw new JqError("Cannot iterate over " + Values.described(in));
        }
        List<Object> flat = new ArrayList<>();
        flatten(in instanceof List ? Values.list(in) : Values.map(in).values(), depth, flat, budget);
        return flat;
    }

    private static void flatten(Iterable<Object> items, double depth, List<Object> flat, Budget budget) {
        budget.enter();
        for (Object item : items) {
            if (item instanceof List && depth > 0) {
                flatten(Values.list(item), depth - 1, flat, budget);
            } else {
                budget.bytes(Values.ELEMENT_BYTES);
                flat.add(item);
            }
        }
        budget.leave();
    }

    private static Object toEntries(Object in, Budget budget) {
        if (!(in instanceof Map)) {
            throw new JqError(Values.described(in) + " has no keys");
        }
        List<Object> entries = new ArrayList<>();
        Values.map(in).forEach((name, value) -> {
            budget.bytes(3L * Values.FIELD_BYTES);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("key", name);
            entry.put("value", value);
            entries.add(entry);
        });
        return entries;
    }

    private static Object fromEntries(Object in, Budget budget) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Object entry : list(in, "iterated over")) {
            budget.bytes(Values.FIELD_BYTES);
            Object key = first(entry, budget, "key", "k", "name", "Name", "Key", "K");
            if (!(key instanceof String) && !(key instanceof Num) && !(key instanceof Boolean) && key != null) {
                throw new JqError("Cannot use " + Values.described(key) + " as object key");
            }
            Object value = null;
            for (String name : List.of("value", "v", "Value", "V")) {
                if (entry instanceof Map && Values.map(entry).containsKey(name)) {
                    value = Values.map(entry).get(name);
                    break;
                }
            }
            fields.put(Operators.text(key, budget), value);
        }
        return fields;
    }

    private static Object first(Object entry, Budget budget, String... names) {
        Object last = null;
        for (String name : names) {
            Object value = Parts.get(entry, name, budget);
            if (Values.isTrue(value)) {
                return value;
            }
            last = value == null ? last : value;
        }
        return last;
    }
}
