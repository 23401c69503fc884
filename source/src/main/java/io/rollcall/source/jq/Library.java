package io.rollcall.source.jq;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The functions that every expression may call: those of jq 1.6 that depend on their input alone. Nothing here reads a
 * file, the environment, a clock or another record.
 */
final class Library {
    /** Functions that are written in the language. */
    private static final String PRELUDE = """
            def map(f): [.[] | f];
            def map_values(f): .[] |= f;
            def select(f): if f then . else empty end;
            def recurse(f): def r: ., (f | r); r;
            def recurse(f; c): def r: ., (f | select(c) | r); r;
            def recurse_down: recurse;
            def values: select(. != null);
            def nulls: select(. == null);
            def booleans: select(type == "boolean");
            def numbers: select(type == "number");
            def strings: select(type == "string");
            def arrays: select(type == "array");
            def objects: select(type == "object");
            def iterables: select(type == "array" or type == "object");
            def scalars: select(type != "array" and type != "object");
            def with_entries(f): to_entries | map(f) | from_entries;
            def add: reduce .[] as $x (null; . + $x);
            def any(g; c): first((g | c | if . then true else empty end), false);
            def any(c): any(.[]; c);
            def any: any(.);
            def all(g; c): first((g | c | if . then empty else false end), true);
            def all(c): all(.[]; c);
            def all: all(.);
            def isempty(g): first((g | false), true);
            def until(c; f): def r: if c then . else (f | r) end; r;
            def while(c; f): def r: if c then ., (f | r) else empty end; r;
            def repeat(f): def r: ., (f | r); r;
            def range($n): range(0; $n);
            def first: .[0];
            def last: .[-1];
            def last(f): reduce f as $x (null; $x);
            def nth($n): .[$n];
            def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
            def in(o): . as $k | o | has($k);
            def inside(o): . as $x | o | contains($x);
            def paths: path(..) | select(length > 0);
            def paths(f): . as $d | paths | select(. as $p | $d | getpath($p) | f);
            def leaf_paths: paths(scalars);
            def del(f): delpaths([path(f)]);
            def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
            def match($re): match($re; null);
            def test($re): test($re; null);
            def capture($re): capture($re; null);
            def scan($re): match($re; "g") | if (.captures | length) > 0 then [.captures[].string] else .string end;
            def splits($re): splits($re; null);
            def splits($re; $flags): split($re; $flags) | .[];
            def sub(re; s): sub(re; s; "");
            def gsub(re; s): sub(re; s; "g");
            def gsub(re; s; $flags): sub(re; s; $flags + "g");
            def ascii: [.] | implode;
            def IN(s): . as $x | any(s; . == $x);
            def IN(src; s): any(src; IN(s));
            def INDEX(f): INDEX(.[]; f);
            def INDEX(stream; f): reduce stream as $x ({}; .[$x | f | tostring] |= $x);
            def transpose: if . == [] then . else . as $rows
              | [range(map(length) | max) as $i | [range($rows | length) as $r | $rows[$r][$i]]] end;
            def combinations: if length == 0 then [] else .[0][] as $x | [$x] + (.[1:] | combinations) end;
            def combinations(n): . as $x | [range(n) | $x] | combinations;
            def finites: select(isfinite);
            def isfinite: type == "number" and (isinfinite | not);
            def normals: select(isnormal);
            .
            """;

    /** Functions of jq that are refused, with the reason. */
    private static final Map<String, String> REFUSED = refused();

    private static final Map<String, Native> NATIVE = new HashMap<>();
    private static final Map<String, Env.Closure> DEFINED = new HashMap<>();

    static {
        CoreFunctions.addTo(NATIVE);
        TextFunctions.addTo(NATIVE);
        ListFunctions.addTo(NATIVE);
        SortFunctions.addTo(NATIVE);
        PathFunctions.addTo(NATIVE);
        RegexFunctions.addTo(NATIVE);
        Expr expr = new Parser(PRELUDE, true).parseAll();
        while (expr instanceof Control.Define define) {
            Function function = define.function();
            DEFINED.put(function.key(), new Env.Closure(function.parameters(), function.body(), null));
            expr = define.rest();
        }
    }

    private Library() {}

    /** The function that is written in Java; null if there is none. */
    static Native function(String key) {
        return NATIVE.get(key);
    }

    /** The function that is written in the language. */
    static Env.Closure closure(String key) {
        return DEFINED.get(key);
    }

    static boolean has(String key) {
        return NATIVE.containsKey(key) || DEFINED.containsKey(key);
    }

    /** Names with numbers of arguments. */
    static Set<String> keys() {
        Set<String> keys = new HashSet<>(NATIVE.keySet());
        keys.addAll(DEFINED.keySet());
        return keys;
    }

    /** Why a function of jq does not exist here; null if it is not known. */
    static String refusal(String name) {
        return REFUSED.get(name);
    }

    private static Map<String, String> refused() {
        Map<String, String> reasons = new HashMap<>();
        for (String name : List.of(
                "env",
                "input",
                "inputs",
                "input_filename",
                "input_line_number",
                "now",
                "debug",
                "stderr",
                "halt",
                "halt_error",
                "get_search_list",
                "modulemeta",
                "localtime",
                "localdate")) {
            reasons.put(name, "an expression depends on its record alone");
        }
        for (String name : List.of(
                "todate",
                "fromdate",
                "date",
                "dateadd",
                "datesub",
                "todateiso8601",
                "fromdateiso8601",
                "dateadd",
                "strptime",
                "strftime",
                "strflocaltime",
                "mktime",
                "gmtime")) {
            reasons.put(name, "give the text to time, with time-format and time-zone where it is not ISO-8601");
        }
        return Map.copyOf(reasons);
    }
}
