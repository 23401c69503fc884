package io.rollcall.source.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Expressions that loop or explode end soon, with a reason, on a thread with a small stack. The budget counts, so a machine
 * that is ten times slower still ends alike; the time here only shows that the count is about right.
 */
class BoundsTest {
    private static final int STACK_BYTES = 1024 * 1024;
    private static final long MAX_ALLOCATED = 64L * 1024 * 1024;
    /** Of the processor. It is about 50 ms at most when the code is compiled; here it may not be. */
    private static final long MAX_MILLIS = 1_000;

    private static final Object RECORD = Map.of(
            "text",
            "a".repeat(1_000),
            "list",
            List.of(Num.of(1), Num.of(2), Num.of(3)),
            "name",
            "Mozilla/5.0 (X11; Linux)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[range(1e9)]",
                "last(range(1e12))",
                "reduce range(1e12) as $x (0; . + 1)",
                "[limit(1e9; repeat(1))] | length",
                "def f: f; f",
                "def f: def g: f; g; f",
                "def f(x): f(x | x); f(.)",
                "def f: (f, 1); first(f)",
                "\"x\" * 1e9",
                "reduce range(100) as $i (\"x\"; . + .)",
                "reduce range(100) as $i ([1]; . + .)",
                "reduce range(100) as $i ({}; {a: ., b: .}) | tojson",
                "reduce range(100) as $i ({}; {a: ., b: .}) | tostring | length",
                "reduce range(100) as $i ([1]; [., .]) | [..] | length",
                "reduce range(100) as $i ([1]; [., .]) | flatten | length",
                "(reduce range(100) as $i ([1]; [., .])) as $x | (reduce range(100) as $i ([1]; [., .])) == $x",
                "(reduce range(100) as $i ([1]; [., .])) as $x | $x | contains($x)",
                "reduce range(100) as $i ({a: 1}; . * {a: ., b: .})",
                "[recurse(.)]",
                "recurse([.])",
                "[recurse(., .)]",
                "until(false; .)",
                "[while(true; .)]",
                "[repeat(.)]",
                "range(0; 1; 1e-300)",
                "[range(0; 10; 0.0000001)] | length",
                "[range(50)] as $x | [$x[] | $x[] | $x[] | $x[]] | length",
                "[.list[] as $a | .list[] as $b | .list[] | range(1e6)] | length",
                "setpath([1e9]; 1)",
                ".[\"x\"][1e9] = 1",
                "{} | .a[2e9] |= 1",
                "[range(2000)] | [.[] as $x | .[] as $y | .[] | $x] | length",
                "[range(3000)] as $x | $x - $x",
                "[range(1e5)] | sort | unique | group_by(.)",
                "[range(1e5) | tostring] | join(\",\") | explode | implode",
                ".text | test(\"(a+)+$\"; \"\") , ([range(1e6)] | length)",
                ".text | [match(\"a*\"; \"g\")] | [range(1e9)]",
                "[.text | range(1e6) as $i | test(\"(a|a)*b\")]",
                ".text | [range(1e4) as $i | sub(\"(?<x>(a|aa)+)b\"; .x)]",
                "[range(1e6) as $i | \"(\\($i)){1,900}\" as $p | \"x\" | test($p)]",
                "[range(1e5) as $i | .text | ascii_downcase]",
                "[range(1e5) as $i | .text | @base64]",
                "[range(1e5) as $i | .text | @html \"\\(.)\"]",
                "[range(1e5) as $i | .text | split(\"\")]",
                "[.text | tojson | tojson | tojson | tojson | tojson] | [range(1e9)]",
                "label $out | range(1e12) | select(. < 0) | ., break $out",
                "try (def f: f; f) catch 1",
                "(try [range(1e9)] catch 1) // 2",
                "[range(1e9)]?",
                "first(range(1e12) | select(. < 0)) // 1",
                "any(range(1e12); . < 0)",
                "isempty(range(1e12) | select(. < 0))",
                "[splits(\"a\"; \"g\") | range(1e7)]",
                "[.text | gsub(\"a\"; \"\\(.)aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\") | range(1e7)]",
                "[limit(3; range(1e12) | select(. < 0))]",
                "path(range(1e9))",
                "[paths] | [range(1e9)]",
                "[range(1e5)] | walk([., .])",
                "to_entries | [range(1e9)] | from_entries"
            })
    void endsSoon(String expression) throws Exception {
        Jq jq = Jq.parse(expression);
        run(jq); // compiles the code and fills the caches
        Usage usage = run(jq);
        assertThat(usage.thrown).isInstanceOfAny(LimitException.class, JqError.class);
        assertThat(usage.thrown.getMessage()).isNotBlank().doesNotContain("\n");
        assertThat(usage.allocated).isLessThan(MAX_ALLOCATED);
        assertThat(usage.millis).isLessThan(MAX_MILLIS);
    }

    /** The limit of depth is reached before the end of a stack of 1 MiB, whatever calls itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "def f: f; f",
                "def f: [f]; f",
                "def f: {a: f}; f",
                "def f: {(f): 1}; f",
                "def f: 1 + f; f",
                "def f: f == 1; f",
                "def f: f and true; f",
                "def f: f // 1; f",
                "def f: 1 | f; f",
                "def f: try f catch .; f",
                "def f: reduce 1 as $x (0; f); f",
                "def f: foreach 1 as $x (0; f; .); f",
                "def f: first(f); f",
                "def f: limit(1; f); f",
                "def f: label $o | f; f",
                "def f($x): f($x); f(1)",
                "def f(g): f(g | g); f(.)",
                "def f: [1] as [$a] | f; f",
                "def f: {a: 1} as {a: $a} | f; f",
                "def f: \"\\(f)\"; f",
                "def f: path(f); f",
                "def f: .list |= f; f",
                "def f: .list |= map(f); f",
                "def f: \"a\" | sub(\"a\"; f); f",
                "def f: [1] | sort_by(f); f",
                "def f: [1] | map(f); f",
                "def f: if f then 1 else 2 end; f",
                "def f: if true then f else 2 end; f",
                "def f: .[f]; f",
                "def f: .[f:]; f",
                "def f: .list[] | f; f",
                "def f: range(f; 1); f",
                "def f: setpath([\"x\"]; f); f",
                "def f: any(f; .); f",
                "def f: [recurse(f)]; f",
                "def f: with_entries(f); f",
                "reduce range(1000) as $i (1; [.])",
                "reduce range(1000) as $i (1; [.]) | tojson",
                "reduce range(1000) as $i (1; [.]) | flatten",
                "reduce range(1000) as $i (1; [.]) | [..]",
                "reduce range(1000) as $i (1; [.]) | . == .",
                "reduce range(1000) as $i (1; {a: .}) | . * .",
                "reduce range(1000) as $i (1; {a: .}) | contains(.)",
                "reduce range(1000) as $i (1; {a: .}) | [paths] | length",
                "[range(1000) | 0] as $p | setpath($p; 1)",
                "([range(1000) | 0] as $p | reduce range(1000) as $i (1; [.]) | delpaths([$p]))",
                "[range(1000) | \"[\"] | join(\"\") | fromjson"
            })
    void depth(String expression) throws Exception {
        Usage usage = run(Jq.parse(expression));
        if (usage.thrown != null) {
            assertThat(usage.thrown.getMessage()).doesNotContain("too deeply");
        }
    }

    @Test
    void manyReplacements() {
        Object text = "a".repeat(5_000);
        assertThat(Jq.parse("gsub(\"a\"; \"bc\") | length").outputs(text, new Budget(5_000), 1))
                .containsExactly(Num.of(10_000));
    }

    @Test
    void theOutcomeDependsOnNothingElse() {
        // A limit that is not reached by one step is not reached on any machine, however often it ran before.
        Jq jq = Jq.parse("last(range(1e12))");
        long[] counts = new long[3];
        for (int i = 0; i < counts.length; i++) {
            int run = i;
            Throwable thrown = catchThrowable(() -> Jq.evaluate(
                    Jq.parse("range(1e12) | tostring | test(\"9$\")").expr(),
                    RECORD,
                    null,
                    new Budget(1_500),
                    value -> {
                        counts[run]++;
                        return true;
                    }));
            assertThat(thrown).isInstanceOf(LimitException.class);
        }
        assertThat(counts).containsOnly(counts[0]);
        assertThat(counts[0]).isPositive();
        assertThat(catchThrowable(() -> jq.outputs(RECORD, new Budget(0), 1))).isInstanceOf(LimitException.class);
    }

    @Test
    void aLargeRecordMayTakeMore() {
        Map<String, Object> record = new LinkedHashMap<>();
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            items.add(Map.of("id", Num.of(i), "name", "user" + i));
        }
        record.put("items", items);
        List<Object> outputs = Jq.parse(
                        ".items[] | select(.name | test(\"^user[0-9]+$\")) | {id, n: (.name | ascii_downcase)}")
                .outputs(record, new Budget(400_000), 10_000);
        assertThat(outputs).hasSize(10_000);
    }

    @Test
    void errorsThatAreCaughtLeaveNoDepth() {
        for (String failing : new String[] {
            "\"\" | fromjson", "\"[{\" | fromjson", "{a: 1} | contains({a: \"x\"})", "setpath([\"list\", \"x\"]; 1)"
        }) {
            Jq jq = Jq.parse("[range(2000) | (try (" + failing + ") catch 1)] | length");
            assertThat(jq.outputs(RECORD, new Budget(100_000), 1)).as(failing).isNotEmpty();
        }
    }

    @Test
    void tooManyElements() {
        Throwable thrown = catchThrowable(() -> Jq.parse("range(10)").outputs(null, new Budget(0), 9));
        assertThat(thrown).isInstanceOf(LimitException.class).hasMessage("it gives more than 9 elements");
        assertThat(Jq.parse("range(9)").outputs(null, new Budget(0), 9)).hasSize(9);
    }

    @Test
    void aStackThatIsTooSmallIsNoCrash() throws Exception {
        FutureTask<Throwable> task = new FutureTask<>(
                () -> catchThrowable(() -> Jq.parse("[recurse([.])]").outputs(RECORD, new Budget(0), 1_000_000)));
        Thread thread = new Thread(null, task, "small stack", 64 * 1024);
        thread.start();
        assertThat(task.get()).isInstanceOf(LimitException.class);
        thread.join();
    }

    private record Usage(Throwable thrown, long allocated, long millis) {}

    private static Usage run(Jq jq) throws Exception {
        FutureTask<Usage> task = new FutureTask<>(() -> {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            long start = threads.getCurrentThreadCpuTime();
            Throwable thrown = catchThrowable(() -> jq.outputs(RECORD, new Budget(1_500), 10_000));
            long millis = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
            return new Usage(
                    thrown,
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated,
                    millis);
        });
        Thread thread = new Thread(null, task, "bounds", STACK_BYTES);
        thread.start();
        Usage usage = task.get();
        thread.join();
        if (Boolean.getBoolean("bounds.print")) {
            System.out.printf(
                    "%5d ms %5d KiB %s: %s%n", usage.millis, usage.allocated / 1024, jq.canonicalText(), usage.thrown);
        }
        return usage;
    }
}
