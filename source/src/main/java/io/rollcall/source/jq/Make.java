package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Expressions that make a value. */
public final class Make {
    private Make() {}

    /** A constant. */
    public record Literal(Object value) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            out.emit(value, Path.none(at));
        }
    }

    /**
     * A text with expressions in it.
     *
     * @param parts texts and expressions
     * @param format what writes the latter, or null
     */
    public record Text(List<Object> parts, String format) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            add(run, env, in, at, out, parts.size() - 1, "");
        }

        /** From the last part to the first, which gives the order of jq. */
        private void add(Run run, Env env, Object in, Path at, Out out, int index, String after) {
            if (index < 0) {
                out.emit(after, Path.none(at));
            } else if (parts.get(index) instanceof Expr part) {
                run.eval(part, env, in, null, (value, ignored) -> {
                    String text = format == null
                            ? Operators.text(value, run.budget)
                            : Formats.apply(format, value, run.budget);
                    add(run, env, in, at, out, index - 1, Operators.join(text, after, run.budget));
                });
            } else {
                add(run, env, in, at, out, index - 1, Operators.join((String) parts.get(index), after, run.budget));
            }
        }
    }

    /** {@code @base64} and its like, of the input. */
    public record Format(String name) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            out.emit(Formats.apply(name, in, run.budget), Path.none(at));
        }
    }

    /**
     * {@code [f]}.
     *
     * @param content null for an empty array
     */
    public record Array(Expr content) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            List<Object> items = new ArrayList<>();
            if (content != null) {
                run.eval(content, env, in, null, (value, ignored) -> {
                    run.budget.bytes(Values.ELEMENT_BYTES);
                    items.add(value);
                });
            }
            out.emit(items, Path.none(at));
        }
    }

    /** A field of {@link Struct}. */
    public record Entry(Expr key, Expr value) {}

    /** {@code {a: f, (g): h}}. */
    public record Struct(List<Entry> entries) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            add(run, env, in, at, out, 0, Map.of());
        }

        private void add(Run run, Env env, Object in, Path at, Out out, int index, Map<String, Object> before) {
            if (index == entries.size()) {
                out.emit(before, Path.none(at));
                return;
            }
            Entry entry = entries.get(index);
            run.eval(entry.key(), env, in, null, (key, i) -> {
                if (!(key instanceof String name)) {
                    throw new JqError("Object keys must be strings");
                }
                run.eval(entry.value(), env, in, null, (value, j) -> {
                    run.budget.bytes((before.size() + 1L) * Values.FIELD_BYTES);
                    Map<String, Object> fields = new LinkedHashMap<>(before);
                    fields.put(name, value);
                    add(run, env, in, at, out, index + 1, fields);
                });
            });
        }
    }

    /** {@code -f}. */
    public record Negation(Expr operand) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(operand, env, in, null, (value, ignored) -> {
                if (!(value instanceof Num num)) {
                    throw new JqError(Values.described(value) + " cannot be negated");
                }
                out.emit(Num.of(-num.value()), Path.none(at));
            });
        }
    }

    /** Arithmetic: {@code + - * / %}. */
    public record Arithmetic(char operator, Expr left, Expr right) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(
                    right,
                    env,
                    in,
                    null,
                    (b, i) -> run.eval(
                            left,
                            env,
                            in,
                            null,
                            (a, j) -> out.emit(Operators.apply(operator, a, b, run.budget), Path.none(at))));
        }
    }

    /** Comparison: {@code == != < <= > >=}. */
    public record Comparison(String operator, Expr left, Expr right) implements Expr {
        @Override
        public void run(Run run, Env env, Object in, Path at, Out out) {
            run.eval(
                    right,
                    env,
                    in,
                    null,
                    (b, i) -> run.eval(
                            left, env, in, null, (a, j) -> out.emit(holds(operator, a, b, run.budget), Path.none(at))));
        }

        /**
         * Whether the comparison holds.
         *
         * @param budget null if both are scalars
         */
        public static boolean holds(String operator, Object a, Object b, Budget budget) {
            int order = Values.compare(a, b, budget);
            return switch (operator) {
                case "==" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }
}
