package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.List;

/** A function that is written in Java. */
@FunctionalInterface
interface Native {
    void call(Run run, List<Expr> arguments, Env env, Object in, Path at, Out out);

    /** A function of the input alone. */
    interface OfInput {
        Object apply(Object in, Budget budget);
    }

    static Native of(OfInput function) {
        return new Applied((in, arguments, budget) -> function.apply(in, budget));
    }

    static Native ofValues(Pure function) {
        return new Applied(function);
    }

    /** Is called for each combination of the arguments' outputs; those of the first vary fastest. */
    record Applied(Pure function) implements Native {
        @Override
        public void call(Run run, List<Expr> arguments, Env env, Object in, Path at, Out out) {
            if (arguments.isEmpty()) {
                out.emit(function.apply(in, List.of(), run.budget), Path.none(at));
                return;
            }
            combine(
                    run,
                    arguments,
                    arguments.size() - 1,
                    env,
                    in,
                    new Object[arguments.size()],
                    values -> out.emit(function.apply(in, values, run.budget), Path.none(at)));
        }
    }

    private static void combine(
            Run run,
            List<Expr> arguments,
            int index,
            Env env,
            Object in,
            Object[] values,
            java.util.function.Consumer<List<Object>> next) {
        if (index < 0) {
            next.accept(new ArrayList<>(java.util.Arrays.asList(values)));
            return;
        }
        run.eval(arguments.get(index), env, in, null, (value, ignored) -> {
            values[index] = value;
            combine(run, arguments, index - 1, env, in, values, next);
        });
    }
}
