package io.rollcall.source.suggest;

import io.rollcall.source.jq.Num;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The elements of a sample, as fields. */
final class Sample {
    /** Fields that are deeper are not looked at. */
    private static final int MAX_DEPTH = 10;

    private static final int MAX_FIELDS = 3_000;

    private final Map<FieldPath, Field> fields;
    /** When Kafka received the record of an element, ms since the epoch; elements of which it is not known lack. */
    private final Map<Integer, Long> kafkaTimes;

    private final Set<Integer> elements;

    private Sample(Map<FieldPath, Field> fields, Map<Integer, Long> kafkaTimes, Set<Integer> elements) {
        this.fields = fields;
        this.kafkaTimes = kafkaTimes;
        this.elements = elements;
    }

    /**
     * An element of a record.
     *
     * @param tree a value of the language of expressions
     * @param kafkaTimeMillis when Kafka received its record, or null
     */
    record Element(Object tree, Long kafkaTimeMillis) {}

    static Sample of(List<Element> elements) {
        Sample sample = new Sample(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
        for (int i = 0; i < elements.size(); i++) {
            sample.elements.add(i);
            sample.walk(elements.get(i).tree(), new ArrayList<>(), i);
            if (elements.get(i).kafkaTimeMillis() != null) {
                sample.kafkaTimes.put(i, elements.get(i).kafkaTimeMillis());
            }
        }
        return sample;
    }

    private void walk(Object tree, List<String> steps, int element) {
        if (steps.size() > MAX_DEPTH) {
            return;
        }
        if (tree instanceof Map<?, ?> map) {
            map.forEach((name, value) -> step(String.valueOf(name), value, steps, element));
        } else if (tree instanceof List<?> list) {
            if (!list.isEmpty()) {
                step(FieldPath.FIRST, list.get(0), steps, element);
            }
        } else if (!steps.isEmpty()) {
            add(tree, new FieldPath(steps), element);
        }
    }

    private void step(String step, Object value, List<String> steps, int element) {
        steps.add(step);
        walk(value, steps, element);
        steps.remove(steps.size() - 1);
    }

    private void add(Object scalar, FieldPath path, int element) {
        Field field = fields.get(path);
        if (field == null) {
            if (fields.size() >= MAX_FIELDS || !path.isReadable()) {
                return;
            }
            field = new Field(path);
            fields.put(path, field);
        }
        if (scalar instanceof Num num) {
            field.add(element, new Field.Value(Field.Type.NUMBER, num.text()));
        } else if (scalar instanceof Boolean bool) {
            field.add(element, new Field.Value(Field.Type.BOOLEAN, bool.toString()));
        } else if (scalar instanceof String text) {
            field.add(element, new Field.Value(Field.Type.TEXT, text));
        }
    }

    /** The fields, in the order in which they appear. Some may have no value: they are null or blank everywhere. */
    Collection<Field> fields() {
        return fields.values();
    }

    /** How many elements there are. */
    int size() {
        return elements.size();
    }

    Set<Integer> elements() {
        return elements;
    }

    Long kafkaTime(int element) {
        return kafkaTimes.get(element);
    }

    /** Which part of the elements has the field. */
    double coverage(Field field) {
        return elements.isEmpty() ? 0 : field.count() / (double) elements.size();
    }

    /** These elements alone. */
    Sample of(Set<Integer> part) {
        Map<FieldPath, Field> partly = new LinkedHashMap<>();
        fields.forEach((path, field) -> partly.put(path, field.of(part)));
        return new Sample(
                partly, kafkaTimes, part.stream().sorted().collect(Collectors.toCollection(LinkedHashSet::new)));
    }
}
