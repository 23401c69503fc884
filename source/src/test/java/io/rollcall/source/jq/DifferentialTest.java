package io.rollcall.source.jq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.source.compile.Agreement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiled, interpreted and Debian's jq agree, on expressions at the border between the first two and on random ones
 * over random records. The seeds are fixed; {@code -Ddifferential.seed} and {@code -Ddifferential.rounds} try others.
 */
class DifferentialTest {
    private static final int PER_ROUND = 40;

    @TempDir
    Path folder;

    /** Each with the records on which it is tried. */
    private static final Map<String, String> BORDER = Map.ofEntries(
            Map.entry(
                    ".a // .b", "{} {\"a\":null,\"b\":1} {\"a\":false,\"b\":2} {\"a\":0,\"b\":2} {\"a\":\"\",\"b\":2}"),
            Map.entry(
                    ".a.b // 1", "{} {\"a\":5} {\"a\":\"x\"} {\"a\":[]} {\"a\":{}} {\"a\":{\"b\":false}} {\"a\":true}"),
            Map.entry("1 // .a.b", "{\"a\":5}"),
            Map.entry(".a.b?", "{\"a\":5} {\"a\":{\"b\":1}} {} {\"a\":[1]}"),
            Map.entry(".a?.b", "{\"a\":5}"),
            Map.entry(".a.b.c?", "{\"a\":5} {\"a\":{\"b\":5}}"),
            Map.entry("(.a.b)? // 2", "{\"a\":5} {\"a\":{\"b\":5}}"),
            Map.entry(".a[0]", "{} {\"a\":null} {\"a\":[]} {\"a\":[7,8]} {\"a\":{}} {\"a\":\"x\"} {\"a\":{\"0\":1}}"),
            Map.entry(".a[1].b", "{\"a\":[1]} {\"a\":[1,{\"b\":2}]} {\"a\":[1,2]} {\"a\":{\"b\":1}}"),
            Map.entry(".a[-1]", "{\"a\":[1,2]} {\"a\":[]} {}"),
            Map.entry(".a[\"b\"]", "{\"a\":{\"b\":1}} {\"a\":[1]}"),
            Map.entry(".\"a-b\" // .[\"a b\"]", "{\"a-b\":1} {\"a b\":2}"),
            Map.entry(".a", "{\"a\":1,\"a\":2} {\"a\":{\"b\":1},\"a\":3} {\"a\":1,\"b\":2,\"a\":null}"),
            Map.entry(
                    ".a.b",
                    "{\"a\":{\"b\":1},\"a\":{}} {\"a\":{\"b\":1},\"a\":2} {\"a\":2,\"a\":{\"b\":1}} {\"a\":{\"b\":1,\"b\":2}}"),
            Map.entry(".a == 1", "{\"a\":1} {\"a\":1.0} {\"a\":1e0} {\"a\":\"1\"} {\"a\":true} {}"),
            Map.entry(
                    ".a < .b",
                    "{\"a\":null,\"b\":false} {\"a\":true,\"b\":0} {\"a\":2,\"b\":10} {\"a\":\"2\",\"b\":\"10\"} {\"a\":[],\"b\":{}} {\"a\":[1,2],\"b\":[1,3]} {\"a\":{\"a\":2},\"b\":{\"b\":1}} {\"a\":\"\\ud83d\\ude00\",\"b\":\"\\uffff\"}"),
            Map.entry(".a.x == .b.x", "{\"a\":1,\"b\":2} {\"a\":{},\"b\":2} {\"a\":1,\"b\":{}}"),
            Map.entry(".a and .b.c", "{\"a\":false,\"b\":1} {\"a\":1,\"b\":1} {\"a\":1,\"b\":{\"c\":null}}"),
            Map.entry(".a or .b.c", "{\"a\":0,\"b\":1} {\"a\":null,\"b\":{}}"),
            Map.entry("(.a | not)", "{} {\"a\":0} {\"a\":false}"),
            Map.entry(
                    "(.a | select(. != \"x\")) // .b",
                    "{\"a\":\"x\",\"b\":1} {\"a\":\"y\",\"b\":1} {\"b\":1} {\"a\":{},\"b\":1}"),
            Map.entry("(.a | has(\"b\")), (.a | has(0))", "{} {\"a\":{\"b\":null}} {\"a\":[1]} {\"a\":\"b\"}"),
            Map.entry("(.a | has({}))", "{} {\"a\":{}}"),
            Map.entry("select(.a == 1) | .b", "{\"a\":1,\"b\":2} {\"a\":2,\"b\":3}"),
            Map.entry("if .a == null then .b else .a end", "{\"b\":1} {\"a\":false,\"b\":1} {\"a\":{\"x\":1}}"),
            Map.entry("(.a, .b) // 3", "{} {\"a\":1} {\"b\":1} {\"a\":1,\"b\":2}"),
            Map.entry(
                    "(.a // .b | tostring | test(\"^(1|2)$\") | not)", "{\"a\":1} {\"b\":\"2\"} {\"b\":3} {\"a\":[1]}"),
            Map.entry(
                    ".a // .b | if type == \"array\" then . else [.] end | map(select(. == 1)) | length > 0",
                    "{\"a\":[1,2]} {\"b\":1} {\"a\":[]}"),
            Map.entry(
                    "[.a[]? | select(.b == 1) | .c] | first",
                    "{\"a\":[{\"b\":1,\"c\":2},{\"b\":1,\"c\":3}]} {\"a\":[]} {\"a\":5} {}"),
            Map.entry(". as $r | .a | {b: ., c: $r.c}", "{\"a\":1,\"c\":2}"),
            Map.entry(".a + \"/\" + (.b | tostring)", "{\"a\":\"x\",\"b\":7} {\"a\":1} {\"b\":null}"),
            Map.entry("{a, b: .c} | .a", "{\"a\":1}"),
            Map.entry("\"\\(.a)-\\(.b)\"", "{\"a\":1,\"b\":\"x\"} {\"a\":[1],\"b\":null}"),
            Map.entry(".a // empty", "{} {\"a\":1}"),
            Map.entry("first(.a[]?) // .b", "{\"a\":[false,2],\"b\":3} {\"a\":[2]} {\"b\":3}"),
            Map.entry(".a as [$x, {b: $y}] | [$x, $y]", "{\"a\":[1,{\"b\":2}]} {\"a\":null} {}"),
            Map.entry(".a | fromjson | .b", "{\"a\":\"{\\\"b\\\":[1]}\"} {\"a\":\"{\"} {\"a\":1}"),
            Map.entry(
                    ".data.events[]? // .detail // .",
                    "{} {\"data\":{\"events\":[1,2]}} {\"data\":{\"events\":[]},\"detail\":{\"a\":1}} {\"detail\":1} {\"data\":1} {\"data\":{\"events\":\"x\"}}"),
            Map.entry("-.a", "{\"a\":1} {\"a\":\"x\"}"),
            Map.entry(".a[1:3]", "{\"a\":[1,2,3,4]} {\"a\":\"a\\u00e9\\u65e5x\"} {} {\"a\":1}"),
            Map.entry("[.a | .. ] | length", "{\"a\":[1,[2,{\"b\":3}]]} {}"),
            Map.entry("[paths]", "{\"a\":[1,{\"b\":2}]}"),
            Map.entry("del(.a) | .b |= 5 | .c += 1", "{\"a\":1,\"b\":2}"),
            Map.entry("reduce .a[]? as $x (0; . + $x)", "{\"a\":[1,2,3]} {}"),
            Map.entry("[foreach .a[]? as $x (0; . + $x; [$x, .])]", "{\"a\":[1,2]}"),
            Map.entry("label $out | .a[]? | if . == 2 then ., break $out else . end", "{\"a\":[1,2,3]}"),
            Map.entry(
                    "[.a | capture(\"(?<x>[a-z]+)(?<y>[0-9])?\") | .x, .y]",
                    "{\"a\":\"ab1\"} {\"a\":\"-zz\"} {\"a\":\"1\"}"),
            Map.entry(
                    ".a | sub(\"(?<h>[a-z])\"; \"<\" + .h + \">\"), gsub(\"b\"; \"\"), [scan(\"[a-z]\")], split(\"b\"), ascii_upcase",
                    "{\"a\":\"abcb\"}"),
            Map.entry("[.a | to_entries[] | \"\\(.key)=\\(.value)\"] | join(\"&\")", "{\"a\":{\"x\":1,\"y\":null}}"),
            Map.entry(
                    "[.a | sort_by(.b)[] | .c], (.a | group_by(.b) | length), (.a | map(.b) | unique), (.a | min_by(.b).c, max_by(.b).c)",
                    "{\"a\":[{\"b\":2,\"c\":1},{\"b\":1,\"c\":2},{\"b\":2,\"c\":3}]}"),
            Map.entry(
                    ".a | tonumber, (tonumber | tostring)",
                    "{\"a\":\"1.50\"} {\"a\":\" 7\"} {\"a\":7} {\"a\":\"x\"} {\"a\":null}"),
            Map.entry(
                    "[.a | floor, sqrt, (. % 3), (. / 4), (. * 2), tojson]", "{\"a\":7.9} {\"a\":-5} {\"a\":0.00001}"),
            Map.entry(
                    "@base64 \"x\\(.a)\", (.a | @uri), ([.a] | @csv), (.a | @html), (.a | @sh), (.a | @json)",
                    "{\"a\":\"\\u00e9 <&\\\"\"}"),
            Map.entry("def f(x; $y): [x, $y, y]; f(.a; .b)", "{\"a\":1,\"b\":2}"),
            Map.entry(
                    "[limit(2; .a[]?)], [.a[]? | range(.)], any(.a[]?; . > 1), all(.a[]?; . > 1), isempty(.a[]?)",
                    "{\"a\":[1,2,3]} {}"),
            Map.entry(
                    ".a | contains(\"b\"), index(\"b\"), startswith(\"a\"), endswith(\"c\"), ltrimstr(\"a\"), rtrimstr(\"c\"), explode, length",
                    "{\"a\":\"abc\"}"),
            Map.entry(
                    "[.a, .b] - [1], ([.a, .b] | contains([1])), ([.a, [.b]] | flatten), ([.a, .b] | add, reverse, index(2))",
                    "{\"a\":1,\"b\":2}"),
            Map.entry(
                    "try error(\"x\") catch ., (try (.a | error) catch .), [.a | .b?], (.a | try .b catch \"no\")",
                    "{\"a\":1}"),
            Map.entry(
                    "[.a | with_entries(select(.value > 1)) | keys[]], (.a | has(\"x\")), (.a | map_values(. + 1)), (.a | to_entries | from_entries), (.a | length)",
                    "{\"a\":{\"x\":1,\"y\":2}}"),
            Map.entry(
                    "[.a | until(. > 100; . * 2)], [.a | while(. < 50; . * 3)], [.a | recurse(if . < 3 then . + 1 else empty end)]",
                    "{\"a\":1}"),
            Map.entry(
                    "(.a | IN(1, \"x\")), IN(.a, .b; 1, 2), IN(.a[]?; .b), (.b | IN(empty))",
                    "{\"a\":1} {\"a\":\"x\",\"b\":2} {\"a\":[1,2],\"b\":2} {}"),
            Map.entry(
                    "(.a | INDEX(.b)), INDEX(.a[]; .b, .c)",
                    "{\"a\":[{\"b\":1,\"c\":2},{\"b\":1,\"c\":3},{\"b\":null}]} {\"a\":[]} {\"a\":{\"x\":{\"b\":\"y\"}}} {\"a\":5}"),
            Map.entry(
                    "(.a | transpose), [.a | combinations], [.b | combinations(2)]",
                    "{\"a\":[[1,2],[3]],\"b\":[1,2]} {\"a\":[],\"b\":[]} {\"a\":[[1],[2,3],[4,5]],\"b\":[0]}"),
            Map.entry(
                    ".a | transpose",
                    "{\"a\":{\"x\":[1,2]}} {\"a\":{}} {\"a\":[{\"x\":1}]} {\"a\":[[]]} {\"a\":null} {\"a\":5}"),
            Map.entry(
                    "[.a | combinations(1, 2)], [.a | combinations(0)], [.a | combinations(empty)]",
                    "{\"a\":[1,2]} {\"a\":[0]} {\"a\":[]}"),
            Map.entry("[.a[] | finites], [.a[] | normals], (.a[0] | isfinite)", "{\"a\":[1,0,-2.5]}"),
            Map.entry(
                    "getpath([\"a\", \"b\"]), [getpath([\"x\", 0])], ([paths(type == \"number\")]), (path(.a[0]?)), (setpath([\"a\"]; 1) | .a)",
                    "{\"a\":{\"b\":1}} {\"a\":[1]}"));

    @Test
    void atTheBorder() throws Exception {
        for (Map.Entry<String, String> entry : BORDER.entrySet()) {
            List<String> records = split(entry.getValue());
            compare(List.of(entry.getKey()), records);
        }
    }

    @Test
    void onRandomExpressionsAndRecords() throws Exception {
        int rounds = Integer.getInteger("differential.rounds", 6);
        Random random = new Random(Long.getLong("differential.seed", 20));
        for (int round = 0; round < rounds; round++) {
            RandomJq generator = new RandomJq(random);
            List<String> expressions = new ArrayList<>();
            List<String> records = new ArrayList<>();
            for (int i = 0; i < PER_ROUND; i++) {
                expressions.add(generator.expression());
                records.add(generator.record());
            }
            compare(expressions, records);
        }
    }

    /** The records of a line are separated by a space between braces. */
    private static List<String> split(String records) {
        return List.of(records.split("(?<=\\}) (?=\\{)", -1));
    }

    private void compare(List<String> expressions, List<String> records) throws Exception {
        List<List<Object>> byJq = runJq(expressions, records);
        List<Agreement> ways = expressions.stream().map(Agreement::new).toList();
        for (int r = 0; r < records.size(); r++) {
            byte[] record = records.get(r).getBytes(UTF_8);
            for (int e = 0; e < expressions.size(); e++) {
                Object ours = ways.get(e).on(record);
                Object theirs = byJq.get(r).get(e);
                if (Values.compare(ours, theirs, new Budget(1_000_000)) != 0) {
                    assertThat(JsonText.write(ours, new Budget(1_000_000)))
                            .as(expressions.get(e) + " on " + records.get(r))
                            .isEqualTo(JsonText.write(theirs, new Budget(1_000_000)));
                }
            }
        }
    }

    /** All outputs of each expression on each record; the text "error" where it fails. */
    private List<List<Object>> runJq(List<String> expressions, List<String> records) throws Exception {
        String program = expressions.stream()
                .map(expression -> "(try [" + expression + "] catch \"error\")")
                .collect(Collectors.joining(",\n", "[", "]"));
        return RealJq.run(folder, program, records).stream().map(Values::list).toList();
    }
}
