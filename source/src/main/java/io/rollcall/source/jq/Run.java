package io.rollcall.source.jq;

import java.util.List;

/** The evaluation of one expression on one value. Used by one thread. */
final class Run {
    final Budget budget;
    private final Object[] slots;

    /** @param slots the values that {@link Access.Slot} reads; null if the expression has none */
    Run(Budget budget, Object[] slots) {
        this.budget = budget;
        this.slots = slots;
    }

    void eval(Expr expr, Env env, Object in, Path at, Out out) {
        int depth = budget.depth();
        budget.enter();
        try {
            expr.run(this, env, in, at, out);
        } finally {
            // Also of what an error left on its way out.
            budget.leaveTo(depth);
        }
    }

    Object slot(int index) {
        return slots[index];
    }

    /** Calls a function of the language. */
    void call(Env.Closure closure, List<Expr> arguments, Env env, Object in, Path at, Out out) {
        bind(closure, 0, closure.env, arguments, env, in, at, out);
    }

    private void bind(
            Env.Closure closure, int index, Env bound, List<Expr> arguments, Env env, Object in, Path at, Out out) {
        if (index == arguments.size()) {
            eval(closure.body, bound, in, at, out);
            return;
        }
        String parameter = closure.parameters.get(index);
        if (!parameter.startsWith("$")) {
            Env next = Env.argument(bound, parameter, arguments.get(index), env);
            bind(closure, index + 1, next, arguments, env, in, at, out);
            return;
        }
        String name = parameter.substring(1);
        eval(arguments.get(index), env, in, null, (value, ignored) -> {
            Env next = Env.argument(bound, name, new Make.Literal(value), null);
            bind(closure, index + 1, Env.variable(next, name, value), arguments, env, in, at, out);
        });
    }
}
