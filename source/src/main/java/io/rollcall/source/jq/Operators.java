package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arithmetic, and texts of values. */
final class Operators {
    private Operators() {}

    static Object apply(char operator, Object a, Object b, Budget budget) {
        return switch (operator) {
            case '+' -> add(a, b, budget);
            case '-' -> subtract(a, b, budget);
            case '*' -> multiply(a, b, budget);
            case '/' -> divide(a, b, budget);
            default -> remainder(a, b);
        };
    }

    /** A text as it is, any other value as JSON. */
    static String text(Object value, Budget budget) {
        return value instanceof String text ? text : JsonText.write(value, budget);
    }

    static String join(String a, String b, Budget budget) {
        if (a.isEmpty()) {
            return b;
        }
        budget.bytes((long) a.length() + b.length());
        return a.concat(b);
    }

    static Object add(Object a, Object b, Budget budget) {
        if (a == null) {
            return b;
        }
        if (b == null) {
            return a;
        }
        if (a instanceof Num x && b instanceof Num y) {
            return Num.of(x.value() + y.value());
        }
        if (a instanceof String x && b instanceof String y) {
            return join(x, y, budget);
        }
        if (a instanceof List && b instanceof List) {
            List<Object> first = Values.list(a);
            List<Object> second = Values.list(b);
            budget.bytes(((long) first.size() + second.size()) * Values.ELEMENT_BYTES);
            List<Object> sum = new ArrayList<>(first.size() + second.size());
            sum.addAll(first);
            sum.addAll(second);
            return sum;
        }
        if (a instanceof Map && b instanceof Map) {
            budget.bytes(((long) Values.map(a).size() + Values.map(b).size()) * Values.FIELD_BYTES);
            Map<String, Object> sum = new LinkedHashMap<>(Values.map(a));
            sum.putAll(Values.map(b));
            return sum;
        }
        throw wrong(a, b, "added");
    }

    private static Object subtract(Object a, Object b, Budget budget) {
        if (a instanceof Num x && b instanceof Num y) {
            return Num.of(x.value() - y.value());
        }
        if (a instanceof List && b instanceof List) {
            List<Object> rest = new ArrayList<>();
            for (Object item : Values.list(a)) {
                budget.bytes(Values.ELEMENT_BYTES);
                if (!ListFunctions.has(Values.list(b), item, budget)) {
                    rest.add(item);
                }
            }
            return rest;
        }
        throw wrong(a, b, "subtracted");
    }

    private static Object multiply(Object a, Object b, Budget budget) {
        if (a instanceof Num x && b instanceof Num y) {
            return Num.of(x.value() * y.value());
        }
        if (a instanceof String text && b instanceof Num count) {
            return repeat(text, count.value(), budget);
        }
        if (a instanceof Num count && b instanceof String text) {
            return repeat(text, count.value(), budget);
        }
        if (a instanceof Map && b instanceof Map) {
            return merge(Values.map(a), Values.map(b), budget);
        }
        throw wrong(a, b, "multiplied");
    }

    private static String repeat(String text, double count, Budget budget) {
        int more = (int) (count - 1);
        if (!(count > 0)) {
            return null;
        }
        budget.bytes((more + 1L) * text.length());
        return text.repeat(more + 1);
    }

    private static Map<String, Object> merge(Map<String, Object> a, Map<String, Object> b, Budget budget) {
        budget.enter();
        budget.bytes(((long) a.size() + b.size()) * Values.FIELD_BYTES);
        Map<String, Object> merged = new LinkedHashMap<>(a);
        b.forEach((name, value) -> {
            Object old = a.get(name);
            boolean both = old instanceof Map && value instanceof Map;
            merged.put(name, both ? merge(Values.map(old), Values.map(value), budget) : value);
        });
        budget.leave();
        return merged;
    }

    private static Object divide(Object a, Object b, Budget budget) {
        if (a instanceof Num x && b instanceof Num y) {
            if (y.value() == 0) {
                throw wrong(a, b, "divided because the divisor is zero");
            }
            return Num.of(x.value() / y.value());
        }
        if (a instanceof String x && b instanceof String y) {
            return TextFunctions.split(x, y, budget);
        }
        throw wrong(a, b, "divided");
    }

    private static Object remainder(Object a, Object b) {
        if (!(a instanceof Num x) || !(b instanceof Num y)) {
            throw wrong(a, b, "divided");
        }
        long divisor = (long) y.value();
        if (divisor == 0) {
            throw wrong(a, b, "divided (remainder) because the divisor is zero");
        }
        return Num.of((double) ((long) x.value() % Math.abs(divisor)));
    }

    private static JqError wrong(Object a, Object b, String what) {
        return new JqError(Values.described(a) + " and " + Values.described(b) + " cannot be " + what);
    }
}
