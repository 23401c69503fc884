package io.rollcall.source.jq;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions of single values: types, numbers, errors, and control. */
final class CoreFunctions {
    private CoreFunctions() {}

    static void addTo(Map<String, Native> table) {
        table.put("empty/0", (run, arguments, env, in, at, out) -> {});
        table.put("not/0", Native.of((in, budget) -> !Values.isTrue(in)));
        table.put("error/0", Native.of((in, budget) -> {
            throw new JqError(in);
        }));
        table.put("error/1", Native.ofValues((in, arguments, budget) -> {
            throw new JqError(arguments.get(0));
        }));
        table.put("type/0", Native.of((in, budget) -> Values.type(in)));
        table.put("length/0", Native.of((in, budget) -> length(in)));
        table.put("tostring/0", Native.of(Operators::text));
        table.put("tojson/0", Native.of(JsonText::write));
        table.put("fromjson/0", Native.of(CoreFunctions::fromJson));
        table.put("tonumber/0", Native.of((in, budget) -> number(in)));
        table.put("range/2", CoreFunctions::range);
        table.put("range/3", CoreFunctions::range);
        table.put("first/1", (run, arguments, env, in, at, out) -> limit(run, arguments.get(0), 1, env, in, at, out));
        table.put(
                "limit/2",
                (run, arguments, env, in, at, out) -> run.eval(
                        arguments.get(0),
                        env,
                        in,
                        null,
                        (count, ignored) -> limit(run, arguments.get(1), value(count), env, in, at, out)));
        numbers(table);
    }

    private static void numbers(Map<String, Native> table) {
        table.put("nan/0", Native.of((in, budget) -> Num.of(Double.NaN)));
        table.put("infinite/0", Native.of((in, budget) -> Num.of(Double.POSITIVE_INFINITY)));
        table.put("isnan/0", Native.of((in, budget) -> Double.isNaN(value(in))));
        table.put("isinfinite/0", Native.of((in, budget) -> Double.isInfinite(value(in))));
        table.put(
                "isnormal/0",
                Native.of((in, budget) -> Double.isFinite(value(in)) && Math.abs(value(in)) >= Double.MIN_NORMAL));
        unary(table, "floor", Math::floor);
        unary(table, "ceil", Math::ceil);
        unary(table, "round", x -> Math.copySign(Math.floor(Math.abs(x) + 0.5), x));
        unary(table, "trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x));
        unary(table, "fabs", Math::abs);
        unary(table, "sqrt", Math::sqrt);
        unary(table, "log", Math::log);
        unary(table, "log2", x -> Math.log(x) / Math.log(2));
        unary(table, "log10", Math::log10);
        unary(table, "exp", Math::exp);
        unary(table, "exp2", x -> Math.pow(2, x));
        unary(table, "exp10", x -> Math.pow(10, x));
        binary(table, "pow", Math::pow);
        binary(table, "fmin", Math::min);
        binary(table, "fmax", Math::max);
    }

    private static void unary(Map<String, Native> table, String name, DoubleUnaryOperator operator) {
        table.put(name + "/0", Native.of((in, budget) -> Num.of(operator.applyAsDouble(value(in)))));
    }

    private static void binary(Map<String, Native> table, String name, DoubleBinaryOperator operator) {
        table.put(
                name + "/2",
                Native.ofValues((in, arguments, budget) ->
                        Num.of(operator.applyAsDouble(value(arguments.get(0)), value(arguments.get(1))))));
    }

    /** @throws JqError if this is no number */
    static double value(Object number) {
        if (number instanceof Num num) {
            return num.value();
        }
        throw new JqError(Values.described(number) + " number required");
    }

    private static Object length(Object in) {
        if (in == null) {
            return Num.of(0);
        }
        if (in instanceof String text) {
            return Num.of(text.codePointCount(0, text.length()));
        }
        if (in instanceof List<?> list) {
            return Num.of(list.size());
        }
        if (in instanceof Map<?, ?> map) {
            return Num.of(map.size());
        }
        if (in instanceof Num num) {
            return Num.of(Math.abs(num.value()));
        }
        throw new JqError(Values.described(in) + " has no length");
    }

    private static Object number(Object in) {
        if (in instanceof Num) {
            return in;
        }
        if (!(in instanceof String text)) {
            throw new JqError(Values.described(in) + " cannot be parsed as a number");
        }
        Object parsed = text.length() > 1_000 ? null : JsonReader.number(text.strip());
        if (parsed == null) {
            throw new JqError(Values.described(in) + " cannot be parsed as a number");
        }
        return parsed;
    }

    private static Object fromJson(Object in, Budget budget) {
        if (!(in instanceof String text)) {
            throw new JqError(Values.described(in) + " cannot be parsed as JSON, as it is not a string");
        }
        return JsonReader.read(text, budget);
    }

    private static void range(Run run, List<Expr> arguments, Env env, Object in, Path at, Out out) {
        run.eval(
                arguments.get(0),
                env,
                in,
                null,
                (from, i) -> run.eval(arguments.get(1), env, in, null, (to, j) -> {
                    if (arguments.size() == 2) {
                        range(run, value(from), value(to), 1, at, out);
                    } else {
                        run.eval(
                                arguments.get(2),
                                env,
                                in,
                                null,
                                (by, k) -> range(run, value(from), value(to), value(by), at, out));
                    }
                }));
    }

    private static void range(Run run, double from, double to, double by, Path at, Out out) {
        for (double x = from; by > 0 ? x < to : by < 0 && x > to; x += by) {
            run.budget.steps(1);
            out.emit(Num.of(x), Path.none(at));
        }
    }

    /** The first outputs of an expression. */
    private static void limit(Run run, Expr expr, double count, Env env, Object in, Path at, Out out) {
        if (count == 0) {
            return;
        }
        Object stop = new Object();
        double[] left = {count};
        try {
            run.eval(expr, env, in, at, (value, path) -> {
                left[0]--;
                out.emit(value, path);
                if (left[0] == 0) {
                    throw new Control.BreakException(stop);
                }
            });
        } catch (Control.BreakException e) {
            if (e.label != stop) {
                throw e;
            }
        }
    }
}
