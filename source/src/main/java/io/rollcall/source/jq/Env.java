package io.rollcall.source.jq;

import java.util.List;

/** What names stand for: a chain of variables ({@code $name}), functions ({@code name/2}) and labels ({@code *name}). */
final class Env {
    private final Env outer;
    private final String name;
    private final Object value;

    private Env(Env outer, String name, Object value) {
        this.outer = outer;
        this.name = name;
        this.value = value;
    }

    /** A function of the language: its definition, and what the names in it stand for. */
    static final class Closure {
        final List<String> parameters;
        final Expr body;
        Env env;

        Closure(List<String> parameters, Expr body, Env env) {
            this.parameters = parameters;
            this.body = body;
            this.env = env;
        }
    }

    static Env variable(Env outer, String name, Object value) {
        return new Env(outer, "$" + name, value);
    }

    /** With a function that can call itself. */
    static Env function(Env outer, Function definition) {
        Closure closure = new Closure(definition.parameters(), definition.body(), null);
        Env env = new Env(outer, definition.key(), closure);
        closure.env = env;
        return env;
    }

    static Env argument(Env outer, String name, Expr body, Env bodyEnv) {
        return new Env(outer, name + "/0", new Closure(List.of(), body, bodyEnv));
    }

    static Env label(Env outer, String name, Object identity) {
        return new Env(outer, "*" + name, identity);
    }

    static Object find(Env env, String name) {
        for (Env scope = env; scope != null; scope = scope.outer) {
            if (scope.name.equals(name)) {
                return scope.value;
            }
        }
        return null;
    }
}
