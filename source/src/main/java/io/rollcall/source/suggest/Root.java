package io.rollcall.source.suggest;

import io.rollcall.source.jq.Budget;
import io.rollcall.source.jq.Jq;
import io.rollcall.source.jq.JqError;
import io.rollcall.source.jq.LimitException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the elements of records may be.
 *
 * @param each the expression; {@code .} for the records themselves
 */
record Root(String each) {
    static final Root RECORD = new Root(".");

    private static final int MAX_DEPTH = 5;
    private static final int MAX_ROOTS = 12;
    private static final int MAX_ELEMENTS = 5_000;

    /** The records themselves, the arrays of objects in them, and JSON within texts of either. */
    static List<Root> of(List<Sample.Element> records) {
        Set<Root> roots = new LinkedHashSet<>();
        roots.add(RECORD);
        for (Root root : arrays(records)) {
            roots.add(root);
        }
        for (Root root : List.copyOf(roots)) {
            roots.addAll(texts(root, records));
        }
        return roots.stream().limit(MAX_ROOTS).toList();
    }

    private static List<Root> arrays(List<Sample.Element> records) {
        Map<FieldPath, Integer> found = new LinkedHashMap<>();
        int top = 0;
        for (Sample.Element record : records) {
            if (record.tree() instanceof List<?> list && hasObjects(list)) {
                top++;
            }
            Set<FieldPath> here = new LinkedHashSet<>();
            arrays(record.tree(), new ArrayList<>(), here);
            here.forEach(path -> found.merge(path, 1, Integer::sum));
        }
        List<Root> roots = new ArrayList<>();
        if (top > 0) {
            roots.add(new Root(top == records.size() ? ".[]" : "if type == \"array\" then .[] else . end"));
        }
        found.forEach((path, count) -> {
            String items = path.expression() + "[]?";
            // A record without the array may be an event by itself.
            roots.add(new Root(count == records.size() ? items : items + " // ."));
        });
        return roots;
    }

    private static void arrays(Object tree, List<String> steps, Set<FieldPath> found) {
        if (tree instanceof Map<?, ?> map && steps.size() < MAX_DEPTH) {
            map.forEach((name, value) -> {
                steps.add(String.valueOf(name));
                if (value instanceof List<?> list && hasObjects(list)) {
                    FieldPath path = new FieldPath(steps);
                    if (path.isReadable()) {
                        found.add(path);
                    }
                }
                arrays(value, steps, found);
                steps.remove(steps.size() - 1);
            });
        }
    }

    private static boolean hasObjects(List<?> list) {
        return !list.isEmpty() && list.stream().allMatch(Map.class::isInstance);
    }

    private static List<Root> texts(Root root, List<Sample.Element> records) {
        Sample sample = Sample.of(root.elements(records));
        List<Root> roots = new ArrayList<>();
        for (Field field : sample.fields()) {
            boolean json = field.isAll(Field.Type.TEXT)
                    && !field.path().isWithinArray()
                    && field.share(value -> value.trimmed().startsWith("{")
                                    && value.trimmed().endsWith("}"))
                            > 0.5;
            if (json && sample.coverage(field) > 0.5) {
                String prefix = root.equals(RECORD) ? "" : root.each() + " | ";
                roots.add(new Root(prefix + field.expression() + " | fromjson?"));
            }
        }
        return roots;
    }

    /** The elements of records. One whose expression fails has none. */
    List<Sample.Element> elements(List<Sample.Element> records) {
        if (equals(RECORD)) {
            return records;
        }
        Jq jq = Jq.parse(each);
        List<Sample.Element> elements = new ArrayList<>();
        for (Sample.Element record : records) {
            try {
                for (Object element : jq.outputs(record.tree(), new Budget(1 << 20), MAX_ELEMENTS)) {
                    if (elements.size() < MAX_ELEMENTS) {
                        elements.add(new Sample.Element(element, record.kafkaTimeMillis()));
                    }
                }
            } catch (JqError | LimitException e) {
                // The mapping will say so of this record.
            }
        }
        return elements;
    }
}
