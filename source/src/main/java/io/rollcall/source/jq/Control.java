package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.List;

/** Expressions that choose, combine and bind. */
public final class Control {
    private Control() {}

    /** {@code f | g}. */
    public record Pipe(Expr left, Expr right) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(left, env, in, at, (value, path) -> run.eval(right, env, value, path, out));
        }
    }

    /** {@code f, g}. */
    public record Comma(Expr left, Expr right) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(left, env, in, at, out);
            run.eval(right, env, in, at, out);
        }
    }

    /** {@code f // g}: the outputs of f that are neither false nor null; without any, those of g. */
    public record Alternative(Expr left, Expr right) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            boolean[] found = new boolean[1];
            run.eval(left, env, in, at, (value, path) -> {
                if (Values.isTrue(value)) {
                    found[0] = true;
                    out.emit(value, path);
                }
            });
            if (!found[0]) {
                run.eval(right, env, in, at, out);
            }
        }
    }

    /**
     * {@code f and g}, {@code f or g}.
     *
     * @param isAnd which of both
     */
    public record Logic(boolean isAnd, Expr left, Expr right) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(left, env, in, null, (a, i) -> {
                if (Values.isTrue(a) != isAnd) {
                    out.emit(!isAnd, Path.none(at));
                } else {
                    run.eval(right, env, in, null, (b, j) -> out.emit(Values.isTrue(b), Path.none(at)));
                }
            });
        }
    }

    /** {@code if f then g else h end}. */
    public record If(Expr condition, Expr then, Expr otherwise) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(
                    condition,
                    env,
                    in,
                    null,
                    (value, ignored) -> run.eval(Values.isTrue(value) ? then : otherwise, env, in, at, out));
        }
    }

    /**
     * {@code try f catch g}.
     *
     * @param handler null if an error gives nothing
     */
    public record Try(Expr body, Expr handler) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            // Only errors of the body are caught, not those of what takes its outputs.
            JqError[] outside = new JqError[1];
            try {
                run.eval(body, env, in, at, (value, path) -> {
                    try {
                        out.emit(value, path);
                    } catch (JqError e) {
                        outside[0] = e;
                        throw e;
                    }
                });
            } catch (JqError e) {
                if (e == outside[0]) {
                    throw e;
                }
                if (handler != null) {
                    run.eval(handler, env, e.value(), Path.none(at), out);
                }
            }
        }
    }

    /** {@code f as $x | g}. */
    public record Bind(Expr source, Pattern pattern, Expr body) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(
                    source,
                    env,
                    in,
                    null,
                    (value, ignored) -> pattern.bind(run, env, value, bound -> run.eval(body, bound, in, at, out)));
        }
    }

    /** {@code $x}. */
    public record Variable(String name) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            out.emit(Env.find(env, "$" + name), Path.none(at));
        }
    }

    /** {@code reduce f as $x (g; h)}. */
    public record Reduce(Expr source, Pattern pattern, Expr start, Expr update) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(start, env, in, null, (first, i) -> {
                Object[] state = {first};
                run.eval(
                        source,
                        env,
                        in,
                        null,
                        (value, j) -> pattern.bind(run, env, value, bound -> {
                            Object before = state[0];
                            state[0] = null;
                            run.eval(update, bound, before, null, (after, k) -> state[0] = after);
                        }));
                out.emit(state[0], Path.none(at));
            });
        }
    }

    /** {@code foreach f as $x (g; h; i)}. */
    public record Foreach(Expr source, Pattern pattern, Expr start, Expr update, Expr extract) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(start, env, in, null, (first, i) -> {
                Object[] state = {first};
                run.eval(
                        source,
                        env,
                        in,
                        null,
                        (value, j) -> pattern.bind(
                                run,
                                env,
                                value,
                                bound -> run.eval(update, bound, state[0], null, (after, k) -> {
                                    state[0] = after;
                                    run.eval(extract, bound, after, Path.none(at), out);
                                })));
            });
        }
    }

    /** {@code def f: g; h}. */
    public record Define(Function function, Expr rest) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(rest, Env.function(env, function), in, at, out);
        }
    }

    /**
     * {@code f(g; h)}.
     *
     * @param key name and number of arguments, as in {@code map/1}
     */
    public record Call(String key, List<Expr> arguments) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            Object found = Env.find(env, key);
            if (found instanceof Env.Closure closure) {
                run.call(closure, arguments, env, in, at, out);
                return;
            }
            Native function = Library.function(key);
            if (function == null) {
                run.call(Library.closure(key), arguments, env, in, at, out);
            } else {
                function.call(run, arguments, env, in, at, out);
            }
        }
    }

    /** {@code label $out | f}. */
    public record Label(String name, Expr body) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            Object identity = new Object();
            try {
                run.eval(body, Env.label(env, name, identity), in, at, out);
            } catch (BreakException e) {
                if (e.label != identity) {
                    throw e;
                }
            }
        }
    }

    /** {@code break $out}. */
    public record Break(String name) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            throw new BreakException(Env.find(env, "*" + name));
        }
    }

    /** Leaves a label. */
    static final class BreakException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Object label;

        BreakException(Object label) {
            super(null, null, false, false);
            this.label = label;
        }
    }

    /** An assignment: {@code =}, {@code |=}, {@code //=} or an arithmetic one. */
    public record Assign(String operator, Expr target, Expr value) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            if (operator.equals("|=")) {
                out.emit(update(run, env, in, (old, take) -> run.eval(value, env, old, null, take)), Path.none(at));
                return;
            }
            run.eval(
                    value,
                    env,
                    in,
                    null,
                    (operand, ignored) -> out.emit(
                            update(run, env, in, (old, take) -> take.emit(changed(old, operand, run.budget), null)),
                            Path.none(at)));
        }

        private Object changed(Object old, Object operand, Budget budget) {
            return switch (operator) {
                case "=" -> operand;
                case "//=" -> Values.isTrue(old) ? old : operand;
                default -> Operators.apply(operator.charAt(0), old, operand, budget);
            };
        }

        private interface Change {
            void of(Object old, Out take);
        }

        /** Replaces each value that the target leads to by the first output of the change; without any, removes it. */
        private Object update(Run run, Env env, Object in, Change change) {
            List<List<Object>> paths = new ArrayList<>();
            run.eval(target, env, in, Path.ROOT, (value, path) -> {
                Path.check(path, value, null);
                run.budget.bytes(Values.FIELD_BYTES);
                paths.add(path.keys());
            });
            Object result = in;
            List<List<Object>> removed = new ArrayList<>();
            for (List<Object> path : paths) {
                List<Object> first = new ArrayList<>(1);
                Object stop = new Object();
                try {
                    change.of(Parts.get(result, path, run.budget), (value, ignored) -> {
                        first.add(value);
                        throw new BreakException(stop);
                    });
                } catch (BreakException e) {
                    if (e.label != stop) {
                        throw e;
                    }
                }
                if (first.isEmpty()) {
                    removed.add(path);
                } else {
                    result = Parts.set(result, path, 0, first.get(0), run.budget);
                }
            }
            return Parts.delete(result, removed, run.budget);
        }
    }
}
