package io.rollcall.source.compile;

import io.rollcall.source.jq.Access;
import io.rollcall.source.jq.Control;
import io.rollcall.source.jq.Expr;
import io.rollcall.source.jq.Jq;
import io.rollcall.source.jq.JqError;
import io.rollcall.source.jq.Make;
import io.rollcall.source.jq.Parts;
import io.rollcall.source.jq.Values;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Compiles expressions. What has at most one output and is built of paths, literals, {@code //}, comparisons, {@code and},
 * {@code or}, {@code if}, pipes and most functions of such parts runs without the interpreter.
 */
public final class Compiler {
    /** Functions with at most one output, if their arguments have no more. */
    private static final Set<String> SINGLE = Set.of(
            "empty/0",
            "not/0",
            "type/0",
            "length/0",
            "tostring/0",
            "tojson/0",
            "fromjson/0",
            "tonumber/0",
            "keys/0",
            "has/1",
            "test/1",
            "test/2",
            "startswith/1",
            "endswith/1",
            "ltrimstr/1",
            "rtrimstr/1",
            "split/1",
            "split/2",
            "join/1",
            "ascii_downcase/0",
            "ascii_upcase/0",
            "first/0",
            "last/0",
            "add/0",
            "map/1",
            "sub/2",
            "gsub/2",
            "floor/0",
            "first/1",
            "any/0",
            "all/0",
            "contains/1",
            "select/1",
            "to_entries/0",
            "from_entries/0");

    private Compiler() {}

    /** Leaves the whole expression to the interpreter. */
    public static Compiled interpreted(Expr expr) {
        return (slots, in, budget) -> {
            Object[] first = {Compiled.NOTHING};
            Jq.evaluate(expr, in, slots, budget, value -> {
                first[0] = value;
                return false;
            });
            return first[0];
        };
    }

    /** Compiles what can be, and leaves the rest to the interpreter. */
    public static Compiled compile(Expr expr) {
        if (expr instanceof Access.Slot slot) {
            return slot(slot);
        }
        if (expr instanceof Access.Identity) {
            return (slots, in, budget) -> in;
        }
        if (expr instanceof Make.Literal literal) {
            Object value = literal.value();
            return (slots, in, budget) -> value;
        }
        if (expr instanceof Control.Pipe pipe && isSingle(pipe.left())) {
            return pipe(compile(pipe.left()), compile(pipe.right()));
        }
        if (!isSingle(expr)) {
            return interpreted(expr);
        }
        if (expr instanceof Access.Index index && index.key() instanceof Make.Literal literal) {
            return index(compile(index.target()), literal.value(), index.optional());
        }
        if (expr instanceof Control.Alternative alternative) {
            return alternative(compile(alternative.left()), compile(alternative.right()));
        }
        if (expr instanceof Make.Comparison comparison) {
            return comparison(comparison.operator(), compile(comparison.left()), compile(comparison.right()));
        }
        if (expr instanceof Control.Logic logic) {
            return logic(logic.isAnd(), compile(logic.left()), compile(logic.right()));
        }
        if (expr instanceof Control.If choice) {
            return choice(compile(choice.condition()), compile(choice.then()), compile(choice.otherwise()));
        }
        if (expr instanceof Make.Array array && (array.content() == null || isSingle(array.content()))) {
            return array.content() == null ? (slots, in, budget) -> List.of() : array(compile(array.content()));
        }
        Compiled called = expr instanceof Control.Call call ? Calls.compile(call) : null;
        return called == null ? interpreted(expr) : called;
    }

    /** Whether an expression has at most one output on any value. */
    static boolean isSingle(Expr expr) {
        if (expr instanceof Access.Slot
                || expr instanceof Access.Identity
                || expr instanceof Make.Literal
                || expr instanceof Make.Array
                || expr instanceof Make.Format
                || expr instanceof Control.Reduce) {
            return !(expr instanceof Control.Reduce reduce) || isSingle(reduce.start());
        }
        if (expr instanceof Control.Call call) {
            return SINGLE.contains(call.key())
                    && (call.key().equals("map/1")
                            || call.key().equals("first/1")
                            || call.arguments().stream().allMatch(Compiler::isSingle));
        }
        return children(expr).stream().allMatch(Compiler::isSingle)
                && !children(expr).isEmpty();
    }

    /** The parts of an expression that has as many outputs as they together; none if it may have more. */
    private static List<Expr> children(Expr expr) {
        if (expr instanceof Access.Index index) {
            return List.of(index.target(), index.key());
        }
        if (expr instanceof Control.Pipe pipe) {
            return List.of(pipe.left(), pipe.right());
        }
        if (expr instanceof Control.Alternative alternative) {
            return List.of(alternative.left(), alternative.right());
        }
        if (expr instanceof Control.Logic logic) {
            return List.of(logic.left(), logic.right());
        }
        if (expr instanceof Control.If choice) {
            return List.of(choice.condition(), choice.then(), choice.otherwise());
        }
        if (expr instanceof Make.Comparison comparison) {
            return List.of(comparison.left(), comparison.right());
        }
        if (expr instanceof Make.Arithmetic arithmetic) {
            return List.of(arithmetic.left(), arithmetic.right());
        }
        return List.of();
    }

    private static Compiled slot(Access.Slot slot) {
        int index = slot.index();
        return (slots, in, budget) -> {
            Object value = slots[index];
            if (!(value instanceof Access.Misfit misfit)) {
                return value;
            }
            if (slot.isOptional(misfit)) {
                return Compiled.NOTHING;
            }
            throw misfit.error();
        };
    }

    private static Compiled index(Compiled target, Object key, boolean optional) {
        return (slots, in, budget) -> {
            Object value = target.first(slots, in, budget);
            if (value == Compiled.NOTHING) {
                return value;
            }
            try {
                return Parts.get(value, key, budget);
            } catch (JqError e) {
                if (optional) {
                    return Compiled.NOTHING;
                }
                throw e;
            }
        };
    }

    private static Compiled pipe(Compiled left, Compiled right) {
        return (slots, in, budget) -> {
            Object value = left.first(slots, in, budget);
            return value == Compiled.NOTHING ? value : right.first(slots, value, budget);
        };
    }

    private static Compiled alternative(Compiled left, Compiled right) {
        return (slots, in, budget) -> {
            Object value = left.first(slots, in, budget);
            return value != Compiled.NOTHING && Values.isTrue(value) ? value : right.first(slots, in, budget);
        };
    }

    private static Compiled comparison(String operator, Compiled left, Compiled right) {
        boolean isEqual = operator.equals("==");
        return (slots, in, budget) -> {
            // The right side first, as in jq: it matters where both fail.
            Object b = right.first(slots, in, budget);
            if (b == Compiled.NOTHING) {
                return b;
            }
            Object a = left.first(slots, in, budget);
            if (a == Compiled.NOTHING) {
                return a;
            }
            return isEqual && a instanceof String text
                    ? (Object) text.equals(b)
                    : (Object) Make.Comparison.holds(operator, a, b, budget);
        };
    }

    private static Compiled logic(boolean isAnd, Compiled left, Compiled right) {
        return (slots, in, budget) -> {
            Object a = left.first(slots, in, budget);
            if (a == Compiled.NOTHING) {
                return a;
            }
            if (Values.isTrue(a) != isAnd) {
                return !isAnd;
            }
            Object b = right.first(slots, in, budget);
            return b == Compiled.NOTHING ? b : (Object) Values.isTrue(b);
        };
    }

    private static Compiled choice(Compiled condition, Compiled then, Compiled otherwise) {
        return (slots, in, budget) -> {
            Object value = condition.first(slots, in, budget);
            if (value == Compiled.NOTHING) {
                return value;
            }
            return (Values.isTrue(value) ? then : otherwise).first(slots, in, budget);
        };
    }

    private static Compiled array(Compiled content) {
        return (slots, in, budget) -> {
            Object value = content.first(slots, in, budget);
            if (value == Compiled.NOTHING) {
                return List.of();
            }
            budget.element();
            return Collections.singletonList(value);
        };
    }
}
