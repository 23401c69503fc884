package io.rollcall.source.jq;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Expressions that lead to a part of their input. */
public final class Access {
    private Access() {}

    /** {@code .}. */
    public record Identity() implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            out.emit(in, at);
        }
    }

    /**
     * Stands in a slot whose path does not fit the record.
     *
     * @param step the first key that does not fit, from 0
     */
    public record Misfit(JqError error, int step) {}

    /**
     * A value that was read from the record beforehand, in place of a path from its root.
     *
     * @param optionalSteps has the bit of each key of the path that may misfit, and then gives nothing
     */
    public record Slot(int index, long optionalSteps) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            Object value = run.slot(index);
            if (!(value instanceof Misfit misfit)) {
                out.emit(value, Path.none(at));
            } else if (!isOptional(misfit)) {
                throw misfit.error();
            }
        }

        /** Whether this misfit gives nothing, and is no error. */
        public boolean isOptional(Misfit misfit) {
            return (optionalSteps >> misfit.step() & 1) != 0;
        }
    }

    /**
     * {@code .a}, {@code .[0]}, {@code .[f]}.
     *
     * @param optional whether a value without such a part gives nothing
     */
    public record Index(Expr target, Expr key, boolean optional) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            if (key instanceof Make.Literal literal) {
                index(run, env, in, literal.value(), at, out);
            } else {
                run.eval(key, env, in, null, (name, ignored) -> index(run, env, in, name, at, out));
            }
        }

        private void index(Run run, Env env, Object in, Object name, Path at, Out out) {
            run.eval(target, env, in, at, (value, path) -> {
                Object part;
                try {
                    part = Parts.get(value, name, run.budget);
                } catch (JqError e) {
                    if (optional) {
                        return;
                    }
                    throw e;
                }
                Path.check(path, value, name);
                out.emit(part, Path.then(path, name));
            });
        }
    }

    /**
     * {@code .[from:to]}.
     *
     * @param from null for the start
     * @param to null for the end
     */
    public record Slice(Expr target, Expr from, Expr to, boolean optional) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            Expr none = new Make.Literal(null);
            run.eval(
                    to == null ? none : to,
                    env,
                    in,
                    null,
                    (last, i) -> run.eval(
                            from == null ? none : from,
                            env,
                            in,
                            null,
                            (first, j) -> run.eval(target, env, in, at, (value, path) -> {
                                Object part;
                                try {
                                    part = Parts.slice(value, first, last, run.budget);
                                } catch (JqError e) {
                                    if (optional) {
                                        return;
                                    }
                                    throw e;
                                }
                                out.emit(part, Path.none(path));
                            })));
        }
    }

    /** {@code .[]}. */
    public record Iterate(Expr target, boolean optional) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(target, env, in, at, (value, path) -> each(run, value, path, out));
        }

        private void each(Run run, Object value, Path path, Out out) {
            if (value instanceof List) {
                Path.check(path, value, null);
                int index = 0;
                for (Object item : Values.list(value)) {
                    run.budget.steps(1);
                    out.emit(item, path == null ? null : Path.then(path, Num.of(index)));
                    index++;
                }
            } else if (value instanceof Map) {
                Path.check(path, value, null);
                for (Map.Entry<String, Object> field : Values.map(value).entrySet()) {
                    run.budget.steps(1);
                    out.emit(field.getValue(), Path.then(path, field.getKey()));
                }
            } else if (!optional) {
                throw notIterable(value);
            }
        }

        /**
         * The parts of an array or object.
         *
         * @throws JqError if the value is neither
         */
        public static Collection<Object> parts(Object value) {
            if (value instanceof List) {
                return Values.list(value);
            }
            if (value instanceof Map) {
                return Values.map(value).values();
            }
            throw notIterable(value);
        }

        private static JqError notIterable(Object value) {
            return new JqError("Cannot iterate over " + Values.described(value));
        }
    }
}
