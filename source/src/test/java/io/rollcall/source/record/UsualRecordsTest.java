package io.rollcall.source.record;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.source.PresetRecords;
import io.rollcall.source.PresetTrie;
import io.rollcall.source.mapping.Presets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from the bytes is what Jackson reads. The number of mutants is set by {@code -Dusual.mutants}. */
class UsualRecordsTest {
    private static final int MUTANTS = Integer.getInteger("usual.mutants", 8_000);

    static List<String> presets() {
        return Presets.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void anyRecord_isReadAsByJackson_orLeftToIt(String preset) throws Exception {
        List<String> records = PresetRecords.of(preset);
        List<SlotReader> readers = List.of(new SlotReader(PresetTrie.of(preset)), new SlotReader(someParts()));
        for (String record : records) {
            assertSame(readers, record.getBytes(UTF_8));
            assertThat(readers.get(0).readUsual(record.getBytes(UTF_8)))
                    .as(record)
                    .isTrue();
        }
        ByteMutants mutants = new ByteMutants(preset.hashCode());
        int usual = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] record = mutants.of(records.get(i % records.size()).getBytes(UTF_8));
            usual += assertSame(readers, record) ? 1 : 0;
        }
        assertThat(usual).as("mutants that are usual").isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
    }

    /** Values that are structures, parts of them, parts of what is no structure, and of both kinds. */
    private static Trie someParts() {
        Trie trie = new Trie();
        trie.presence(List.of());
        trie.value(List.of("client"));
        trie.value(List.of("client", "ipAddress"));
        trie.value(List.of("event"));
        trie.value(List.of("event", "category", 0));
        trie.value(List.of("actor", "id", "part"));
        trie.value(List.of("actor", 0));
        trie.value(List.of(0));
        trie.presence(List.of("user"));
        trie.presence(List.of("request", "ipChain", 0));
        trie.value(List.of("Records", 0, "userIdentity"));
        trie.value(List.of("@timestamp"));
        trie.value(List.of("\ud800"));
        trie.value(List.of("\u20ac"));
        trie.value(List.of(""));
        return trie;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [ { } , [ ] ] ",
                "{\"\u20ac\":\"\ud83d\ude00\",\"\":1.50E+2,\"user\":-0}",
                "{\"actor\":null}",
                "{\"actor\":{\"id\":5}}",
                "{\"actor\":[5],\"actor\":{\"id\":{\"part\":true}}}",
                "{\"actor\":{\"id\":{\"part\":true}},\"actor\":[]}",
                "{\"event\":{\"category\":[\"a\\n\\u00e9\\ud83d\\ude00\\\\\\/\u00e9\"]},\"event\":{\"b\":[]}}",
                "[\"a\",0,false]",
                "{\"x\\u0041\":{\"\\u00e9\":[\"\\u00E9\"]}}"
            })
    void valuesOfTheUsualForm(String json) throws Exception {
        for (SlotReader reader : List.of(new SlotReader(someParts()), new SlotReader(new Trie()))) {
            assertSame(List.of(reader), json.getBytes(UTF_8));
        }
        assertThat(TreeReader.readUsual(json.getBytes(UTF_8))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1",
                "[1,",
                "[,1]",
                "[1,]",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1]",
                "{a:1}",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{\"a\":1}\u0000",
                "\"a\"",
                "1",
                "null",
                "[tru]",
                "[nulls]",
                "[NaN]",
                "[+1]",
                "[.5]",
                "[1.]",
                "[-]",
                "[01]",
                "[-01]",
                "[1e]",
                "[\"\\ud83d\"]",
                "[\"\\ude00\\ud83d\"]",
                "[\"\\ud83d\\ud83d\\ude00\"]",
                "[\"\\u12g4\"]",
                "[\"\\u1\"]",
                "[\"\\a\"]",
                "[\"\\",
                "[\"a\tb\"]",
                "\ufeff{}"
            })
    void otherValues_areLeftToJackson(String json) throws Exception {
        byte[] record = json.getBytes(UTF_8);
        assertThat(TreeReader.readUsual(record)).isNull();
        assertThat(new SlotReader(someParts()).readUsual(record)).isFalse();
        assertSame(List.of(new SlotReader(someParts())), record);
    }

    /** They are JSON, so both ways give the same; only the speed differs. */
    @Test
    void whatIsBeyondTheUsualBounds_isLeftToJackson() throws Exception {
        String number = "9".repeat(JsonBytes.MAX_NUMBER_BYTES);
        String deep = "[".repeat(JsonBytes.MAX_DEPTH) + "]".repeat(JsonBytes.MAX_DEPTH);
        for (String usual : List.of("[" + number + "]", deep)) {
            assertThat(TreeReader.readUsual(usual.getBytes(UTF_8))).isNotNull();
        }
        SlotReader reader = new SlotReader(someParts());
        for (String json : List.of("[" + number + "0]", "[" + deep + "]", "{\"\\u0061ctor\":{\"id\":{\"part\":1}}}")) {
            byte[] record = json.getBytes(UTF_8);
            assertThat(reader.readUsual(record)).isFalse();
            assertSame(List.of(reader), record);
            assertThat(TreeReader.read(record).toString())
                    .isEqualTo(TreeReader.readAny(record).toString());
        }
    }

    /** Returns whether the record is usual. */
    private static boolean assertSame(List<SlotReader> readers, byte[] record) {
        Object expected = tree(record);
        Object tree = TreeReader.readUsual(record);
        if (tree != null && !(tree.equals(expected) && tree.toString().equals(expected.toString()))) {
            throw differs(record, tree, expected);
        }
        for (SlotReader reader : readers) {
            if (reader.readUsual(record)) {
                List<Object> found = new ArrayList<>();
                found.addAll(Arrays.asList(reader.slots()));
                List<Object> wanted = expected == null ? null : slots(reader, record);
                if (wanted == null || !same(found, wanted)) {
                    throw differs(record, found, wanted);
                }
            }
        }
        return tree != null;
    }

    private static AssertionError differs(byte[] record, Object found, Object wanted) {
        return new AssertionError(new String(record, ISO_8859_1) + "\ngives  " + found + "\nand not " + wanted);
    }

    /** Null if it is not the JSON that the contract demands. */
    private static Object tree(byte[] record) {
        try {
            return TreeReader.readAny(record);
        } catch (MalformedJsonException e) {
            return null;
        }
    }

    private static List<Object> slots(SlotReader reader, byte[] record) {
        try {
            List<Object> slots = new ArrayList<>();
            for (Object slot : reader.readAny(record)) {
                slots.add(slot);
            }
            return slots;
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a structure that is only asked whether it is there, the bytes give true, and a tree gives all of it. */
    private static boolean same(List<Object> found, List<Object> wanted) {
        for (int i = 0; i < found.size(); i++) {
            Object a = found.get(i);
            Object b = wanted.get(i);
            boolean present = Boolean.TRUE.equals(a) && (b instanceof Map || b instanceof List);
            if (!present && !String.valueOf(a).equals(String.valueOf(b))) {
                return false;
            }
        }
        return true;
    }
}
