package io.rollcall.source.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The wanted fields of an object by the bytes of their names: a hash table with at most half of its places taken. */
final class FieldTable {
    private byte[][] names = new byte[4][];
    private Trie.Node[] nodes = new Trie.Node[4];
    private int size;

    /** Adds a field with a name that it does not have yet. */
    void add(String name, Trie.Node node) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (!new String(bytes, StandardCharsets.UTF_8).equals(name)) {
            // It has half a character, which no record has.
            return;
        }
        if (2 * ++size > names.length) {
            byte[][] known = names;
            Trie.Node[] knownNodes = nodes;
            names = new byte[2 * known.length][];
            nodes = new Trie.Node[names.length];
            for (int i = 0; i < known.length; i++) {
                if (known[i] != null) {
                    put(known[i], knownNodes[i]);
                }
            }
        }
        put(bytes, node);
    }

    private void put(byte[] name, Trie.Node node) {
        int place = hash(name, 0, name.length) & names.length - 1;
        while (names[place] != null) {
            place = place + 1 & names.length - 1;
        }
        names[place] = name;
        nodes[place] = node;
    }

    /** The field whose name these bytes are; null if it is not wanted. */
    Trie.Node find(byte[] in, int from, int to) {
        int place = hash(in, from, to) & names.length - 1;
        for (byte[] name = names[place]; name != null; name = names[place]) {
            if (name.length == to - from && Arrays.equals(name, 0, name.length, in, from, to)) {
                return nodes[place];
            }
            place = place + 1 & names.length - 1;
        }
        return null;
    }

    /** Names of one object mostly differ in these. */
    private static int hash(byte[] in, int from, int to) {
        int length = to - from;
        return length == 0 ? 0 : length + in[from] * 31 + in[to - 1] * 7 + in[from + (length >> 1)] * 3;
    }
}
