package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts of arrays and objects: reading, and copies with another part. */
public final class Parts {
    private Parts() {}

    /**
     * The part that this key leads to; null if there is none.
     *
     * @throws JqError if the value has no such parts
     */
    public static Object get(Object value, Object key, Budget budget) {
        if (value instanceof Map && key instanceof String) {
            return Values.map(value).get(key);
        }
        if (value instanceof List && key instanceof Num num) {
            List<Object> list = Values.list(value);
            double index = num.value();
            double fromStart = index < 0 ? index + list.size() : index;
            boolean within = index == Math.rint(index) && fromStart >= 0 && fromStart < list.size();
            return within ? list.get((int) fromStart) : null;
        }
        if (value == null && (key == null || key instanceof String || key instanceof Num)) {
            return null;
        }
        if (value instanceof List && key instanceof List) {
            return ListFunctions.indices(Values.list(value), Values.list(key), budget);
        }
        if (key instanceof Map && (value == null || value instanceof List || value instanceof String)) {
            Map<String, Object> slice = Values.map(key);
            return slice(value, slice.get("start"), slice.get("end"), budget);
        }
        throw noIndex(value, key);
    }

    /** Why this value has no such part. */
    public static JqError noIndex(Object value, Object key) {
        String wanted = key instanceof String ? "string " + Values.shown(key) : Values.type(key);
        return new JqError("Cannot index " + Values.type(value) + " with " + wanted);
    }

    /** The part that these keys lead to, one after the other. */
    static Object get(Object value, List<Object> path, Budget budget) {
        Object part = value;
        for (Object key : path) {
            budget.steps(1);
            part = get(part, key, budget);
        }
        return part;
    }

    static Object slice(Object value, Object from, Object to, Budget budget) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof List) && !(value instanceof String)) {
            throw new JqError("Cannot index " + Values.type(value) + " with object");
        }
        if (from != null && !(from instanceof Num) || to != null && !(to instanceof Num)) {
            throw new JqError("Start and end indices of an array slice must be numbers");
        }
        boolean isText = value instanceof String;
        int length = isText
                ? ((String) value).codePointCount(0, ((String) value).length())
                : Values.list(value).size();
        int start = bound(from, 0, length, false);
        int end = Math.max(start, bound(to, length, length, true));
        budget.bytes(isText ? length : (long) (end - start) * Values.ELEMENT_BYTES);
        if (!isText) {
            return new ArrayList<>(Values.list(value).subList(start, end));
        }
        String text = (String) value;
        int first = text.offsetByCodePoints(0, start);
        return text.substring(first, text.offsetByCodePoints(first, end - start));
    }

    private static int bound(Object index, int absent, int length, boolean up) {
        if (index == null) {
            return absent;
        }
        double value = ((Num) index).value();
        double fromStart = value < 0 ? value + length : value;
        return (int) Math.max(0, Math.min(length, up ? Math.ceil(fromStart) : Math.floor(fromStart)));
    }

    /** A copy in which the path from here on leads to this part. */
    static Object set(Object value, List<Object> path, int from, Object part, Budget budget) {
        if (from == path.size()) {
            return part;
        }
        budget.enter();
        Object key = path.get(from);
        if (key instanceof Map) {
            throw new JqError("Assignments to slices are not supported");
        }
        Object old = get(value, key, budget);
        Object changed = set(old, path, from + 1, part, budget);
        budget.leave();
        return with(value, key, changed, budget);
    }

    private static Object with(Object value, Object key, Object part, Budget budget) {
        if (key instanceof String name && (value == null || value instanceof Map)) {
            Map<String, Object> old = value == null ? Map.of() : Values.map(value);
            budget.bytes((old.size() + 1L) * Values.FIELD_BYTES);
            Map<String, Object> copy = new LinkedHashMap<>(old);
            copy.put(name, part);
            return copy;
        }
        if (key instanceof Num num && (value == null || value instanceof List)) {
            List<Object> old = value == null ? List.of() : Values.list(value);
            double index = Math.floor(num.value());
            double fromStart = index < 0 ? index + old.size() : index;
            if (!(fromStart >= 0)) {
                throw new JqError("Out of bounds negative array index");
            }
            budget.bytes((long) (Math.max(old.size(), fromStart + 1) * Values.ELEMENT_BYTES));
            List<Object> copy = new ArrayList<>(old);
            while (copy.size() <= fromStart) {
                copy.add(null);
            }
            copy.set((int) fromStart, part);
            return copy;
        }
        throw noIndex(value, key);
    }

    /** A copy without the parts to which these paths lead. */
    static Object delete(Object value, List<List<Object>> paths, Budget budget) {
        List<List<Object>> last = new ArrayList<>(paths);
        last.sort((a, b) -> Values.compare(b, a, budget));
        Object result = value;
        for (List<Object> path : last) {
            result = without(result, path, 0, budget);
        }
        return result;
    }

    private static Object without(Object value, List<Object> path, int from, Budget budget) {
        if (from == path.size() || value == null) {
            return null;
        }
        Object key = path.get(from);
        Object old = get(value, key, budget);
        if (from < path.size() - 1) {
            if (old == null) {
                return value;
            }
            budget.enter();
            Object changed = without(old, path, from + 1, budget);
            budget.leave();
            return with(value, key, changed, budget);
        }
        if (value instanceof Map && key instanceof String) {
            Map<String, Object> fields = Values.map(value);
            budget.bytes((long) fields.size() * Values.FIELD_BYTES);
            Map<String, Object> copy = new LinkedHashMap<>(fields);
            copy.remove(key);
            return copy;
        }
        if (value instanceof List && key instanceof Num num) {
            List<Object> items = Values.list(value);
            double index = num.value() < 0 ? num.value() + items.size() : num.value();
            budget.bytes((long) items.size() * Values.ELEMENT_BYTES);
            List<Object> copy = new ArrayList<>(items);
            if (index >= 0 && index < copy.size()) {
                copy.remove((int) index);
            }
            return copy;
        }
        throw new JqError("Cannot delete field at " + Values.type(key) + " index of " + Values.type(value));
    }
}
