package io.rollcall.source.jq;

import java.util.List;
import java.util.function.Consumer;

/** What stands after {@code as}: names for a value or for parts of it. */
public interface Pattern {
    /** Goes on with the names bound, once for each way to bind them. */
    void bind(Run run, Env env, Object value, Consumer<Env> next);

    /** {@code $x}. */
    record Name(String name) implements Pattern {
        @Override
        public void bind(Run run, Env env, Object value, Consumer<Env> next) {
            next.accept(Env.variable(env, name, value));
        }
    }

    /** {@code [$a, $b]}. */
    record Items(List<Pattern> items) implements Pattern {
        @Override
        public void bind(Run run, Env env, Object value, Consumer<Env> next) {
            bind(run, env, value, 0, next);
        }

        private void bind(Run run, Env env, Object value, int index, Consumer<Env> next) {
            if (index == items.size()) {
                next.accept(env);
                return;
            }
            Object item = Parts.get(value, Num.of(index), run.budget);
            items.get(index).bind(run, env, item, bound -> bind(run, bound, value, index + 1, next));
        }
    }

    /**
     * A field of {@link Fields}.
     *
     * @param name a variable that the field itself gets, or null
     * @param value or null
     */
    record Field(String name, Expr key, Pattern value) {}

    /** {@code {a: $x, $y}}. */
    record Fields(List<Field> fields) implements Pattern {
        @Override
        public void bind(Run run, Env env, Object value, Consumer<Env> next) {
            bind(run, env, value, 0, next);
        }

        private void bind(Run run, Env env, Object value, int index, Consumer<Env> next) {
            if (index == fields.size()) {
                next.accept(env);
                return;
            }
            Field field = fields.get(index);
            run.eval(field.key(), env, null, null, (key, ignored) -> {
                Object part = Parts.get(value, key, run.budget);
                Env named = field.name() == null ? env : Env.variable(env, field.name(), part);
                Consumer<Env> rest = bound -> bind(run, bound, value, index + 1, next);
                if (field.value() == null) {
                    rest.accept(named);
                } else {
                    field.value().bind(run, named, part, rest);
                }
            });
        }
    }
}
