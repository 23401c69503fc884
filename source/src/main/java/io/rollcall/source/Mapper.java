package io.rollcall.source;

import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.source.compile.Compiled;
import io.rollcall.source.compile.Program;
import io.rollcall.source.jq.Budget;
import io.rollcall.source.jq.Jq;
import io.rollcall.source.jq.JqError;
import io.rollcall.source.jq.LimitException;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.mapping.TimeFormat;
import io.rollcall.source.record.SlotReader;
import io.rollcall.source.record.TreeReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Applies a mapping to records. Used by one thread: a job has one per task. */
public final class Mapper {
    /** The most elements of one record. */
    public static final int MAX_ELEMENTS = 10_000;

    private final Program program;
    private final SlotReader reader;
    private final LoginBuilder builder;
    private final Budget budget = new Budget(0);

    /** A mapper by this mapping. */
    public Mapper(Mapping mapping) {
        this(mapping, Program.Mode.COMPILED);
    }

    /** A mapper that evaluates as this mode says; the results are the same. */
    public Mapper(Mapping mapping, Program.Mode mode) {
        program = new Program(expressions(mapping), mode);
        reader = new SlotReader(program.trie());
        builder = new LoginBuilder(
                mapping, new TimeFormat(mapping.text(MappingKey.TIME_FORMAT), mapping.text(MappingKey.TIME_ZONE)));
    }

    static Map<MappingKey, Jq> expressions(Mapping mapping) {
        Map<MappingKey, Jq> expressions = new EnumMap<>(MappingKey.class);
        for (MappingKey key : MappingKey.values()) {
            if (key.kind() == MappingKey.Kind.EXPRESSION && mapping.text(key) != null) {
                expressions.put(key, mapping.expression(key));
            }
        }
        return expressions;
    }

    /**
     * What becomes of the elements of a record, in their order; nothing if {@code each} gives none. If {@code each} itself
     * fails or gives more than {@value #MAX_ELEMENTS} elements, that one failure.
     *
     * @param record the value of a record of Kafka, not null
     * @throws MalformedJsonException if it is not the JSON that the contract demands: one object, or one array
     */
    public List<Mapped> map(byte[] record) throws MalformedJsonException {
        budget.reset(record.length);
        if (program.hasSlots()) {
            Object[] slots = reader.read(record);
            int base = program.base(slots, budget);
            if (base >= 0) {
                return List.of(element(new SlotElement(slots, base, record)));
            }
        }
        return elements(TreeReader.read(record));
    }

    private List<Mapped> elements(Object tree) {
        List<Object> elements;
        try {
            elements = program.elements(tree, budget, MAX_ELEMENTS);
        } catch (JqError | LimitException e) {
            return List.of(LoginBuilder.failed(MappingKey.EACH, e));
        }
        List<Mapped> mapped = new ArrayList<>(elements.size());
        for (Object element : elements) {
            mapped.add(element((key, budget) -> {
                Compiled expression = program.onTree(key);
                return expression == null ? null : expression.first(null, element, budget);
            }));
        }
        return Collections.unmodifiableList(mapped);
    }

    private Mapped element(LoginBuilder.Element element) {
        return builder.build(element, budget);
    }

    /** An element whose parts are in slots; the tree of its record is only read for an expression that needs it. */
    private final class SlotElement implements LoginBuilder.Element {
        private final Object[] slots;
        private final int base;
        private final byte[] record;
        private Object tree;
        private boolean hasTree;

        SlotElement(Object[] slots, int base, byte[] record) {
            this.slots = slots;
            this.base = base;
            this.record = record;
        }

        @Override
        public Object first(MappingKey key, Budget budget) {
            Compiled onSlots = program.onSlots(base, key);
            if (onSlots != null) {
                return onSlots.first(slots, null, budget);
            }
            Compiled onTree = program.onTree(key);
            return onTree == null ? null : onTree.first(null, tree(), budget);
        }

        private Object tree() {
            if (!hasTree) {
                try {
                    tree = program.part(TreeReader.read(record), base, budget);
                } catch (MalformedJsonException e) {
                    throw new IllegalStateException("a record that was read before", e);
                }
                hasTree = true;
            }
            return tree;
        }
    }
}
