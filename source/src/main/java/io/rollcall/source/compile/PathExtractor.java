package io.rollcall.source.compile;

import io.rollcall.source.jq.Access;
import io.rollcall.source.jq.Control;
import io.rollcall.source.jq.Expr;
import io.rollcall.source.jq.Make;
import io.rollcall.source.jq.Num;
import io.rollcall.source.record.Trie;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Replaces the paths from the root in an expression by slots. */
final class PathExtractor {
    /** Indices beyond are left to the interpreter. */
    private static final int MAX_INDEX = 100;
    /** A slot has a bit for each key. */
    private static final int MAX_KEYS = 60;

    /** Functions that use their input only by their arguments. */
    private static final Set<String> TRANSPARENT =
            Set.of("empty/0", "first/1", "limit/2", "range/1", "range/2", "range/3", "error/1", "isempty/1");

    private final Trie trie;
    private final List<Object> base;

    /** @param base the path to the element, the root of the expression, in the record */
    PathExtractor(Trie trie, List<Object> base) {
        this.trie = trie;
        this.base = base;
    }

    /** The root itself is used, so that paths do not suffice. */
    private static final class NeedsRoot extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeedsRoot() {
            super(null, null, false, false);
        }
    }

    /**
     * A path without variable parts.
     *
     * @param optional the bits of the keys that may misfit
     */
    record StaticPath(List<Object> keys, long optional) {}

    /** The expression with slots; null if it needs the whole element. Then some slots may be there in vain. */
    Expr extract(Expr expr) {
        try {
            return atRoot(expr);
        } catch (NeedsRoot e) {
            return null;
        }
    }

    /** The path that an expression is; null if it is none. */
    static StaticPath staticPath(Expr expr) {
        if (expr instanceof Access.Identity) {
            return new StaticPath(List.of(), 0);
        }
        if (!(expr instanceof Access.Index index) || !(index.key() instanceof Make.Literal literal)) {
            return null;
        }
        Object key = key(literal.value());
        StaticPath target = key == null ? null : staticPath(index.target());
        if (target == null || target.keys().size() == MAX_KEYS) {
            return null;
        }
        List<Object> keys = new ArrayList<>(target.keys());
        keys.add(key);
        long bit = index.optional() ? 1L << target.keys().size() : 0;
        return new StaticPath(keys, target.optional() | bit);
    }

    /** A name, or an index as an {@code Integer}; null for anything else. */
    private static Object key(Object literal) {
        if (literal instanceof String) {
            return literal;
        }
        if (literal instanceof Num num) {
            double index = num.value();
            return index == Math.rint(index) && index >= 0 && index <= MAX_INDEX ? (Object) (int) index : null;
        }
        return null;
    }

    private Expr atRoot(Expr expr) {
        StaticPath path = staticPath(expr);
        if (path != null && base.size() + path.keys().size() <= MAX_KEYS) {
            if (path.keys().isEmpty()) {
                throw new NeedsRoot();
            }
            List<Object> keys = new ArrayList<>(base);
            keys.addAll(path.keys());
            return new Access.Slot(trie.value(keys), path.optional() << base.size());
        }
        if (expr instanceof Access.Index index) {
            return new Access.Index(atRoot(index.target()), atRoot(index.key()), index.optional());
        }
        if (expr instanceof Access.Slice slice) {
            return new Access.Slice(atRoot(slice.target()), orNull(slice.from()), orNull(slice.to()), slice.optional());
        }
        if (expr instanceof Access.Iterate iterate) {
            return new Access.Iterate(atRoot(iterate.target()), iterate.optional());
        }
        Expr made = made(expr);
        return made == null ? controlled(expr) : made;
    }

    private Expr orNull(Expr expr) {
        return expr == null ? null : atRoot(expr);
    }

    private Expr made(Expr expr) {
        if (expr instanceof Make.Literal) {
            return expr;
        }
        if (expr instanceof Make.Text text) {
            List<Object> parts = new ArrayList<>();
            for (Object part : text.parts()) {
                parts.add(part instanceof Expr inner ? atRoot(inner) : part);
            }
            return new Make.Text(parts, text.format());
        }
        if (expr instanceof Make.Array array) {
            return new Make.Array(orNull(array.content()));
        }
        if (expr instanceof Make.Struct struct) {
            List<Make.Entry> entries = new ArrayList<>();
            for (Make.Entry entry : struct.entries()) {
                entries.add(new Make.Entry(atRoot(entry.key()), atRoot(entry.value())));
            }
            return new Make.Struct(entries);
        }
        if (expr instanceof Make.Negation negation) {
            return new Make.Negation(atRoot(negation.operand()));
        }
        if (expr instanceof Make.Arithmetic arithmetic) {
            return new Make.Arithmetic(arithmetic.operator(), atRoot(arithmetic.left()), atRoot(arithmetic.right()));
        }
        if (expr instanceof Make.Comparison comparison) {
            return new Make.Comparison(comparison.operator(), atRoot(comparison.left()), atRoot(comparison.right()));
        }
        return null;
    }

    private Expr controlled(Expr expr) {
        if (expr instanceof Control.Pipe pipe) {
            // What follows the pipe sees another value.
            return new Control.Pipe(atRoot(pipe.left()), pipe.right());
        }
        if (expr instanceof Control.Comma comma) {
            return new Control.Comma(atRoot(comma.left()), atRoot(comma.right()));
        }
        if (expr instanceof Control.Alternative alternative) {
            return new Control.Alternative(atRoot(alternative.left()), atRoot(alternative.right()));
        }
        if (expr instanceof Control.Logic logic) {
            return new Control.Logic(logic.isAnd(), atRoot(logic.left()), atRoot(logic.right()));
        }
        if (expr instanceof Control.If choice) {
            return new Control.If(atRoot(choice.condition()), atRoot(choice.then()), atRoot(choice.otherwise()));
        }
        if (expr instanceof Control.Try attempt) {
            return new Control.Try(atRoot(attempt.body()), attempt.handler());
        }
        if (expr instanceof Control.Variable) {
            return expr;
        }
        if (expr instanceof Control.Bind bind) {
            return new Control.Bind(atRoot(bind.source()), bind.pattern(), atRoot(bind.body()));
        }
        if (expr instanceof Control.Call call && TRANSPARENT.contains(call.key())) {
            return new Control.Call(
                    call.key(), call.arguments().stream().map(this::atRoot).toList());
        }
        throw new NeedsRoot();
    }
}
