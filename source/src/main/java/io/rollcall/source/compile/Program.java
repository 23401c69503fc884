package io.rollcall.source.compile;

import io.rollcall.source.jq.Access;
import io.rollcall.source.jq.Budget;
import io.rollcall.source.jq.Control;
import io.rollcall.source.jq.Expr;
import io.rollcall.source.jq.Jq;
import io.rollcall.source.jq.JqError;
import io.rollcall.source.jq.LimitException;
import io.rollcall.source.jq.Num;
import io.rollcall.source.jq.Parts;
import io.rollcall.source.jq.Values;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.record.Trie;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The compiled expressions of a mapping. Where {@code each} consists of alternative paths ({@code .a // .b // .}), each of
 * them is a base: the expressions are compiled once for each, on slots below it. If a record chooses a base, it is that one
 * element. Other records, and other kinds of {@code each}, go over the tree; so do those that fulfil a condition, where
 * alternative paths are what remains of {@code if}.
 */
public final class Program {
    /** How to evaluate. */
    public enum Mode {
        /** As fast as it can be. */
        COMPILED,
        /** All by the interpreter, on trees; for comparison. */
        INTERPRETED
    }

    private final Trie trie = new Trie();
    /** Null for the record itself. */
    private final Jq each;

    /** On slots; a record for which one of them holds, or fails, goes over the tree. */
    private final List<Compiled> detours = new ArrayList<>();

    private final List<Base> bases;
    private final Map<MappingKey, Compiled> onTree = new EnumMap<>(MappingKey.class);

    /**
     * An alternative of {@code each}.
     *
     * @param presence the slot that tells whether there is such a value; -1 for the record itself
     * @param iterates whether the elements are the parts of that value, which only a tree has
     */
    private record Base(Access.Slot presence, boolean iterates, List<Object> path, Map<MappingKey, Compiled> onSlots) {}

    /** Compiles the expressions of a mapping. */
    public Program(Map<MappingKey, Jq> expressions, Mode mode) {
        each = expressions.get(MappingKey.EACH);
        boolean compiled = mode == Mode.COMPILED;
        expressions.forEach(
                (key, jq) -> onTree.put(key, compiled ? Compiler.compile(jq.expr()) : Compiler.interpreted(jq.expr())));
        List<Base> found = compiled ? bases(each == null ? new Access.Identity() : each.expr(), expressions) : null;
        bases = found == null ? List.of() : found;
    }

    /** The bases; null if {@code each} is of another kind. */
    private List<Base> bases(Expr expr, Map<MappingKey, Jq> expressions) {
        List<Expr> alternatives = new ArrayList<>();
        Expr rest = expr;
        while (rest instanceof Control.If choice) {
            Expr condition = new PathExtractor(trie, List.of()).extract(choice.condition());
            if (condition == null || !Compiler.isSingle(condition)) {
                return null;
            }
            detours.add(Compiler.compile(condition));
            rest = choice.otherwise();
        }
        while (rest instanceof Control.Alternative alternative) {
            alternatives.add(alternative.left());
            rest = alternative.right();
        }
        alternatives.add(rest);
        List<Base> found = new ArrayList<>();
        for (Expr alternative : alternatives) {
            boolean iterates = alternative instanceof Access.Iterate iterate && iterate.optional();
            Expr target = iterates ? ((Access.Iterate) alternative).target() : alternative;
            PathExtractor.StaticPath path = PathExtractor.staticPath(target);
            if (path == null || iterates && path.keys().isEmpty()) {
                return null;
            }
            Access.Slot presence =
                    path.keys().isEmpty() ? null : new Access.Slot(trie.presence(path.keys()), path.optional());
            found.add(
                    new Base(presence, iterates, path.keys(), iterates ? Map.of() : onSlots(path.keys(), expressions)));
        }
        return found.get(found.size() - 1).iterates() ? null : found;
    }

    private Map<MappingKey, Compiled> onSlots(List<Object> base, Map<MappingKey, Jq> expressions) {
        PathExtractor extractor = new PathExtractor(trie, base);
        Map<MappingKey, Compiled> onSlots = new EnumMap<>(MappingKey.class);
        expressions.forEach((key, jq) -> {
            Expr extracted = key == MappingKey.EACH ? null : extractor.extract(jq.expr());
            if (extracted != null) {
                onSlots.put(key, Compiler.compile(extracted));
            }
        });
        return onSlots;
    }

    /** The paths that {@link #onSlots} reads. */
    public Trie trie() {
        return trie;
    }

    /** Whether records may go without a tree. */
    public boolean hasSlots() {
        return !bases.isEmpty();
    }

    /** The base that a record chooses; -1 if it must go over the tree. */
    public int base(Object[] slots, Budget budget) {
        return takesDetour(slots, budget) ? -1 : base(slots);
    }

    /** What is no plain false is left to the tree, errors too. */
    private boolean takesDetour(Object[] slots, Budget budget) {
        for (Compiled detour : detours) {
            try {
                Object value = detour.first(slots, null, budget);
                if (value == Compiled.NOTHING || Values.isTrue(value)) {
                    return true;
                }
            } catch (JqError | LimitException e) {
                return true;
            }
        }
        return false;
    }

    private int base(Object[] slots) {
        for (int i = 0; i < bases.size(); i++) {
            Base base = bases.get(i);
            if (base.presence() == null) {
                return i;
            }
            Object value = slots[base.presence().index()];
            if (value instanceof Access.Misfit misfit) {
                if (i < bases.size() - 1 && base.presence().isOptional(misfit)) {
                    continue;
                }
                return -1;
            }
            // A scalar has no parts to iterate over, which .[]? ignores.
            boolean isStructure = Boolean.TRUE.equals(value) || value instanceof List || value instanceof Map;
            if (base.iterates() ? isStructure : Values.isTrue(value) || i == bases.size() - 1) {
                return base.iterates() ? -1 : i;
            }
        }
        return -1;
    }

    /** A key's expression on the slots below a base; null if the mapping lacks the key, or it needs the tree. */
    public Compiled onSlots(int base, MappingKey key) {
        return bases.get(base).onSlots().get(key);
    }

    /** A key's expression on the tree of an element; null if the mapping lacks the key. */
    public Compiled onTree(MappingKey key) {
        return onTree.get(key);
    }

    /** The element that is at a base, from the tree of the record. */
    public Object part(Object tree, int base, Budget budget) {
        Object part = tree;
        for (Object key : bases.get(base).path()) {
            part = Parts.get(part, key instanceof Integer index ? Num.of(index) : key, budget);
        }
        return part;
    }

    /**
     * The elements of a record.
     *
     * @throws JqError if {@code each} fails on the record
     * @throws LimitException if it takes more than the budget, or gives more elements
     */
    public List<Object> elements(Object tree, Budget budget, int maxElements) {
        return each == null ? List.of(tree) : each.outputs(tree, budget, maxElements);
    }
}
