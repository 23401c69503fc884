package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The values of JSON as objects of Java: null, {@link Boolean}, {@link Num}, {@link String}, {@link List}, and {@link Map}
 * in the order of its fields. They are never changed after they are made.
 */
public final class Values {
    /** Estimated bytes of an element of an array. */
    static final int ELEMENT_BYTES = 16;
    /** Estimated bytes of a field of an object. */
    static final int FIELD_BYTES = 64;

    private static final int MAX_SHOWN = 60;

    private Values() {}

    /** The name of the type, as jq's {@code type} gives it. */
    public static String type(Object value) {
        return switch (rank(value)) {
            case 0 -> "null";
            case 1, 2 -> "boolean";
            case 3 -> "number";
            case 4 -> "string";
            case 5 -> "array";
            default -> "object";
        };
    }

    /** Whether jq takes the value as true: anything but null and false. */
    public static boolean isTrue(Object value) {
        return value != null && !Boolean.FALSE.equals(value);
    }

    /** The value for a person, as JSON, cut. */
    static String shown(Object value) {
        String json = JsonText.write(value, null);
        return json.length() <= MAX_SHOWN ? json : json.substring(0, json.offsetByCodePoints(0, MAX_SHOWN / 2)) + "…";
    }

    /** Type and value for a message, as jq gives them. */
    static String described(Object value) {
        return value == null ? "null" : type(value) + " (" + shown(value) + ")";
    }

    private static int rank(Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof Boolean bool) {
            return bool ? 2 : 1;
        }
        if (value instanceof Num) {
            return 3;
        }
        if (value instanceof String) {
            return 4;
        }
        return value instanceof List ? 5 : 6;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /**
     * The order of jq.
     *
     * @param budget pays for each value that is looked at; null if both are scalars
     */
    public static int compare(Object a, Object b, Budget budget) {
        int rank = rank(a);
        int other = rank(b);
        if (rank != other) {
            return Integer.compare(rank, other);
        }
        return switch (rank) {
            case 3 -> Num.compare((Num) a, (Num) b);
            case 4 -> compareTexts((String) a, (String) b, budget);
            case 5 -> compareLists(list(a), list(b), budget);
            case 6 -> compareMaps(map(a), map(b), budget);
            default -> 0;
        };
    }

    /** By code points, which is the order of the bytes in UTF-8. */
    private static int compareTexts(String a, String b, Budget budget) {
        int length = Math.min(a.length(), b.length());
        if (budget != null) {
            budget.steps(1 + (length >> 4));
        }
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogates = Character.isSurrogate(x) || Character.isSurrogate(y);
                return surrogates && Character.isSurrogate(x) != Character.isSurrogate(y)
                        ? Character.isSurrogate(x) ? 1 : -1
                        : Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int compareLists(List<Object> a, List<Object> b, Budget budget) {
        budget.enter();
        Iterator<Object> other = b.iterator();
        for (Object item : a) {
            if (!other.hasNext()) {
                break;
            }
            budget.steps(1);
            int order = compare(item, other.next(), budget);
            if (order != 0) {
                budget.leave();
                return order;
            }
        }
        budget.leave();
        return Integer.compare(a.size(), b.size());
    }

    /** First by the sorted names, then by the values in this order. */
    private static int compareMaps(Map<String, Object> a, Map<String, Object> b, Budget budget) {
        budget.enter();
        List<Object> names = sortedKeys(a, budget);
        int order = compareLists(names, sortedKeys(b, budget), budget);
        for (int i = 0; i < names.size() && order == 0; i++) {
            budget.steps(1);
            order = compare(a.get(names.get(i)), b.get(names.get(i)), budget);
        }
        budget.leave();
        return order;
    }

    /** The names of the fields, in order. */
    static List<Object> sortedKeys(Map<String, Object> map, Budget budget) {
        budget.bytes((long) map.size() * ELEMENT_BYTES);
        List<Object> names = new ArrayList<>(map.keySet());
        names.sort((x, y) -> compare(x, y, budget));
        return names;
    }
}
