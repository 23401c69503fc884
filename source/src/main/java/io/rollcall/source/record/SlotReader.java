package io.rollcall.source.record;

import io.rollcall.model.login.MalformedJsonException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the wanted parts of records into slots, in one pass over the bytes. Used by one thread. */
public final class SlotReader {
    private final Trie trie;
    private final Object[] slots;
    private final JsonBytes json = new JsonBytes();

    /** A reader of the parts that this trie names. */
    public SlotReader(Trie trie) {
        this.trie = trie;
        this.slots = new Object[trie.slots()];
    }

    /**
     * The parts of a record: null where there is none, and a {@link io.rollcall.source.jq.Access.Misfit} where the path
     * does not fit. The array is overwritten by the next record.
     *
     * @throws MalformedJsonException if the record is not the JSON that the contract demands
     */
    public Object[] read(byte[] record) throws MalformedJsonException {
        return readUsual(record) ? slots : readAny(record);
    }

    /** What has been read. */
    Object[] slots() {
        return slots;
    }

    /** Reads a record of the usual form. Returns whether it is one. */
    boolean readUsual(byte[] record) {
        Arrays.fill(slots, null);
        try {
            read(trie.root, json.start(record));
            json.end();
            return true;
        } catch (UnusualException e) {
            return false;
        }
    }

    /** Reads a record of any form by its tree, which defines the result. */
    Object[] readAny(byte[] record) throws MalformedJsonException {
        Arrays.fill(slots, null);
        fill(trie.root, TreeReader.readAny(record));
        return slots;
    }

    private void read(Trie.Node node, byte first) {
        if (first != '{' && first != '[') {
            Object value = json.scalar(first);
            set(node, value);
            if (!node.children.isEmpty()) {
                node.noParts(slots, value);
            }
        } else if (node.wantsValue) {
            fill(node, TreeReader.value(json, first));
        } else {
            set(node, true);
            if (first == '{') {
                readObject(node);
            } else {
                readArray(node);
            }
        }
    }

    private void readObject(Trie.Node node) {
        if (!node.items.isEmpty()) {
            node.otherParts(slots, true);
        }
        for (boolean more = json.enter('}'); more; more = json.more('}')) {
            byte first = json.nameThenValue();
            Trie.Node child = json.named(node.fieldTable);
            if (child == null) {
                json.skip(first);
            } else {
                if (!child.children.isEmpty()) {
                    child.clear(slots);
                }
                read(child, first);
            }
        }
    }

    private void readArray(Trie.Node node) {
        if (!node.fields.isEmpty()) {
            node.otherParts(slots, false);
        }
        int index = 0;
        for (boolean more = json.enter(']'); more; more = json.more(']')) {
            byte first = json.next();
            Trie.Node child = node.item(index++);
            if (child == null) {
                json.skip(first);
            } else {
                read(child, first);
            }
        }
    }

    private void set(Trie.Node node, Object value) {
        if (node.slot >= 0) {
            slots[node.slot] = value;
        }
    }

    /** Fills the slots of a node and of all below it from a value. */
    private void fill(Trie.Node node, Object value) {
        set(node, value);
        if (node.children.isEmpty()) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            node.otherParts(slots, true);
            node.fields.forEach((name, child) -> fill(child, map.get(name)));
        } else if (value instanceof List<?> list) {
            node.otherParts(slots, false);
            for (int i = 0; i < node.items.size(); i++) {
                if (node.items.get(i) != null) {
                    fill(node.items.get(i), i < list.size() ? list.get(i) : null);
                }
            }
        } else {
            node.clear(slots);
            set(node, value);
            node.noParts(slots, value);
        }
    }
}
