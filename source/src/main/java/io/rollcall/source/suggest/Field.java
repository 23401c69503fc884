package io.rollcall.source.suggest;

import io.rollcall.model.text.WhiteSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The values of one path in the elements of a sample. Values that a mapping takes for absent are not there. */
final class Field {
    /** The types of values. */
    enum Type {
        TEXT,
        NUMBER,
        BOOLEAN
    }

    /**
     * A value.
     *
     * @param text its text; of a string, with its white space
     */
    record Value(Type type, String text) {
        String trimmed() {
            return WhiteSpace.trim(text);
        }

        /** The value as a literal of jq. */
        String literal() {
            return type == Type.TEXT ? Quoting.jq(text) : text;
        }
    }

    private final FieldPath path;
    /** By the number of the element, in order. */
    private final Map<Integer, Value> values = new LinkedHashMap<>();

    Field(FieldPath path) {
        this.path = path;
    }

    void add(int element, Value value) {
        if (!value.trimmed().isEmpty()) {
            values.put(element, value);
        }
    }

    FieldPath path() {
        return path;
    }

    String expression() {
        return path.expression();
    }

    /** How many elements have it. */
    int count() {
        return values.size();
    }

    /** The numbers of the elements that have it. */
    Set<Integer> elements() {
        return values.keySet();
    }

    /** Its value in an element, or null. */
    Value in(int element) {
        return values.get(element);
    }

    List<Value> values() {
        return new ArrayList<>(values.values());
    }

    /** The values, each with how many elements have it, the first one first. */
    Map<Value, Integer> distinct() {
        Map<Value, Integer> distinct = new LinkedHashMap<>();
        values.values().forEach(value -> distinct.merge(value, 1, Integer::sum));
        return distinct;
    }

    /** Which part of its values satisfies a condition; 0 if it has none. */
    double share(Predicate<Value> condition) {
        return values.isEmpty() ? 0 : values.values().stream().filter(condition).count() / (double) values.size();
    }

    boolean isAll(Type type) {
        return values.values().stream().allMatch(value -> value.type() == type);
    }

    boolean hasType(Type type) {
        return values.values().stream().anyMatch(value -> value.type() == type);
    }

    int longest() {
        return values.values().stream()
                .mapToInt(value -> value.text().length())
                .max()
                .orElse(0);
    }

    /** The field, of these elements only. */
    Field of(Set<Integer> elements) {
        Field part = new Field(path);
        values.forEach((element, value) -> {
            if (elements.contains(element)) {
                part.values.put(element, value);
            }
        });
        return part;
    }

    @Override
    public String toString() {
        return expression() + " " + values;
    }
}
