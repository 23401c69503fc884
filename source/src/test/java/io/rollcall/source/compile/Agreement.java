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

/** Compares all ways to evaluate an expression. */
public final class Agreement {
    private static final int RECORD_BYTES = 100_000;

    private final String text;
    private final Jq jq;
    private final Compiled interpreted;
    private final Compiled onTree;
    private final Trie trie = new Trie();
    private final SlotReader reader;
    private final Compiled onSlots;
    private final Compiled interpretedOnSlots;

    public Agreement(String text) {
        this.text = text;
        jq = Jq.parse(text);
        interpreted = Compiler.interpreted(jq.expr());
        onTree = Compiler.compile(jq.expr());
        Expr extracted = new PathExtractor(trie, List.of()).extract(jq.expr());
        reader = new SlotReader(trie);
        onSlots = extracted == null ? null : Compiler.compile(extracted);
        interpretedOnSlots = extracted == null ? null : Compiler.interpreted(extracted);
    }

    /** Whether the expression does without a tree of the record. */
    public boolean usesSlots() {
        return onSlots != null;
    }

    /** All outputs as the interpreter gives them, or the text "error". Fails if another way has another first output. */
    public Object on(byte[] record) throws Exception {
        Object tree = TreeReader.read(record);
        Object wanted = first(interpreted, null, tree);
        agree("on a tree", first(onTree, null, tree), wanted);
        if (onSlots != null) {
            Object[] slots = reader.read(record);
            agree("on slots", first(onSlots, slots, null), wanted);
            agree("interpreted on slots", first(interpretedOnSlots, slots, null), wanted);
        }
        try {
            return jq.outputs(tree, new Budget(RECORD_BYTES), RECORD_BYTES);
        } catch (JqError e) {
            return "error";
        }
    }

    private void agree(String how, Object found, Object wanted) {
        if (!found.equals(wanted)) {
            assertThat(found).as(text + " " + how).isEqualTo(wanted);
        }
    }

    /** The first output, or what says that there is none, or the error. */
    private static Object first(Compiled compiled, Object[] slots, Object in) {
        try {
            Object value = compiled.first(slots, in, new Budget(RECORD_BYTES));
            return value == Compiled.NOTHING ? "nothing" : List.of(value == null ? "null" : value);
        } catch (JqError e) {
            return "error: " + e.getMessage();
        }
    }
}
