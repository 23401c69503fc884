package io.rollcall.source.compile;

import io.rollcall.source.jq.Access;
import io.rollcall.source.jq.Budget;
import io.rollcall.source.jq.Control;
import io.rollcall.source.jq.Expr;
import io.rollcall.source.jq.Make;
import io.rollcall.source.jq.Pure;
import io.rollcall.source.jq.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compiles calls of functions of the library. */
final class Calls {
    private Calls() {}

    /** @param call with at most one output, where no function of its name is defined; null is left to the interpreter */
    static Compiled compile(Control.Call call) {
        List<Expr> arguments = call.arguments();
        switch (call.key()) {
            case "not/0" -> {
                return (slots, in, budget) -> !Values.isTrue(in);
            }
            case "select/1" -> {
                return select(Compiler.compile(arguments.get(0)));
            }
            case "map/1" -> {
                return Compiler.isSingle(arguments.get(0)) ? map(Compiler.compile(arguments.get(0))) : null;
            }
            case "test/1" -> {
                return arguments.get(0) instanceof Make.Literal literal && literal.value() instanceof String pattern
                        ? pure(Pure.test(pattern), List.of())
                        : null;
            }
            default -> {
                Pure function = Pure.of(call.key());
                return function == null ? null : pure(function, arguments);
            }
        }
    }

    private static Compiled pure(Pure function, List<Expr> arguments) {
        if (arguments.isEmpty()) {
            return (slots, in, budget) -> function.apply(in, List.of(), budget);
        }
        Compiled[] compiled = arguments.stream().map(Compiler::compile).toArray(Compiled[]::new);
        return (slots, in, budget) -> {
            Object[] values = values(compiled, slots, in, budget);
            return values == null ? Compiled.NOTHING : function.apply(in, Arrays.asList(values), budget);
        };
    }

    /** The values of the arguments, from the last to the first as in the interpreter; null if one has none. */
    private static Object[] values(Compiled[] arguments, Object[] slots, Object in, Budget budget) {
        Object[] values = new Object[arguments.length];
        for (int i = arguments.length - 1; i >= 0; i--) {
            values[i] = arguments[i].first(slots, in, budget);
            if (values[i] == Compiled.NOTHING) {
                return null;
            }
        }
        return values;
    }

    private static Compiled select(Compiled condition) {
        return (slots, in, budget) -> {
            Object value = condition.first(slots, in, budget);
            return value != Compiled.NOTHING && Values.isTrue(value) ? in : Compiled.NOTHING;
        };
    }

    private static Compiled map(Compiled change) {
        return (slots, in, budget) -> {
            List<Object> changed = new ArrayList<>();
            for (Object part : Access.Iterate.parts(in)) {
                budget.element();
                Object value = change.first(slots, part, budget);
                if (value != Compiled.NOTHING) {
                    changed.add(value);
                }
            }
            return changed;
        };
    }
}
