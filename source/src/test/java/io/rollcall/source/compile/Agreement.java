package io.rollcall.source.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.source.jq.Budget;
import io.rollcall.source.jq.Expr;
import io.rollcall.source.jq.Jq;
import io.rollcall.source.jq.JqError;
import io.rollcall.source.record.SlotReader;
import io.rollcall.source.record.TreeReader;
import io.rollcall.source.record.Trie;
import java.util.List;
import java.util.function.Supplier;

/** All ways to evaluate an expression agree on a record. */
public final class Agreement {
    private Agreement() {}

    /** All outputs as the interpreter gives them, or the text "error". Fails if another way has another first output. */
    public static Object check(String expression, byte[] record) throws Exception {
        Expr expr = Jq.parse(expression).expr();
        Object tree = TreeReader.read(record);
        Budget budget = new Budget(1_000_000);
        Object interpreted = first(Compiler.interpreted(expr), null, tree);
        assertThat(first(Compiler.compile(expr), null, tree)).as(expression + " on a tree").isEqualTo(interpreted);
        Trie trie = new Trie();
        Expr extracted = new PathExtractor(trie, List.of()).extract(expr);
        if (extracted != null) {
            Object[] slots = new SlotReader(trie).read(record);
            String on = expression + " on slots of " + new String(record, java.nio.charset.StandardCharsets.UTF_8);
            assertThat(first(Compiler.compile(extracted), slots, null)).as(on).isEqualTo(interpreted);
            assertThat(first(Compiler.interpreted(extracted), slots, null)).as(on).isEqualTo(interpreted);
        }
        try {
            return Jq.parse(expression).outputs(tree, budget, 100_000);
        } catch (JqError e) {
            return "error";
        }
    }

    /** The first output, or what says that there is none or an error. */
    private static Object first(Compiled compiled, Object[] slots, Object in) {
        Supplier<Object> evaluate = () -> compiled.first(slots, in, new Budget(1_000_000));
        try {
            Object value = evaluate.get();
            return value == Compiled.NOTHING ? "nothing" : List.of(value == null ? "null" : value);
        } catch (JqError e) {
            return "error: " + e.getMessage();
        }
    }

    /** Whether an expression does without the tree of the record, and without the interpreter. */
    static boolean usesSlots(String expression) {
        return new PathExtractor(new Trie(), List.of()).extract(Jq.parse(expression).expr()) != null;
    }

}
