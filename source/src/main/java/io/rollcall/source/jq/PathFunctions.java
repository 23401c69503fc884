package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Functions of paths, and the descent into all parts of a value. */
final class PathFunctions {
    private PathFunctions() {}

    static void addTo(Map<String, Native> table) {
        table.put("recurse/0", (run, arguments, env, in, at, out) -> descend(run, in, at, out));
        table.put(
                "path/1",
                (run, arguments, env, in, at, out) -> run.eval(arguments.get(0), env, in, Path.ROOT, (value, path) -> {
                    Path.check(path, value, null);
                    List<Object> keys = path.keys();
                    run.budget.bytes((long) keys.size() * Values.ELEMENT_BYTES);
                    out.emit(keys, Path.none(at));
                }));
        table.put(
                "getpath/1",
                (run, arguments, env, in, at, out) -> run.eval(arguments.get(0), env, in, null, (keys, ignored) -> {
                    Path path = at;
                    Object part = in;
                    for (Object key : keys(keys)) {
                        run.budget.steps(1);
                        part = part == null ? null : Parts.get(part, key, run.budget);
                        Path.check(path, part, key);
                        path = Path.then(path, key);
                    }
                    out.emit(part, path);
                }));
        table.put(
                "setpath/2",
                Native.ofValues(
                        (in, arguments, budget) -> Parts.set(in, keys(arguments.get(0)), 0, arguments.get(1), budget)));
        table.put("delpaths/1", Native.ofValues((in, arguments, budget) -> {
            List<List<Object>> paths = new ArrayList<>();
            for (Object path : keys(arguments.get(0))) {
                paths.add(keys(path));
            }
            return Parts.delete(in, paths, budget);
        }));
    }

    private static List<Object> keys(Object path) {
        if (path instanceof List) {
            return Values.list(path);
        }
        throw new JqError("Path must be specified as an array");
    }

    private static void descend(Run run, Object value, Path at, Out out) {
        run.budget.enter();
        try {
            out.emit(value, at);
            descendInto(run, value, at, out);
        } finally {
            run.budget.leave();
        }
    }

    private static void descendInto(Run run, Object value, Path at, Out out) {
        if (value instanceof List) {
            int index = 0;
            for (Object item : Values.list(value)) {
                descend(run, item, at == null ? null : Path.then(at, Num.of(index)), out);
                index++;
            }
        } else if (value instanceof Map) {
            Values.map(value).forEach((name, item) -> descend(run, item, Path.then(at, name), out));
        }
    }
}
