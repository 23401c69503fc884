package io.rollcall.source.record;

import com.fasterxml.jackson.core.JsonToken;
import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.model.login.StrictJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads the wanted parts of records into slots, in one pass over the bytes. Used by one thread. */
public final class SlotReader {
    private final Trie trie;
    private final Object[] slots;

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
        Arrays.fill(slots, null);
        StrictJson.readStructure(record, (json, first) -> {
            read(trie.root, json, first);
            return null;
        });
        return slots;
    }

    private void read(Trie.Node node, StrictJson json, JsonToken token) throws IOException, MalformedJsonException {
        if (!token.isStructStart()) {
            Object value = TreeReader.scalar(json, token);
            set(node, value);
            if (!node.children.isEmpty()) {
                node.noParts(slots, value);
            }
            return;
        }
        if (node.wantsValue) {
            fill(node, TreeReader.value(json, token));
            return;
        }
        set(node, true);
        if (token == JsonToken.START_OBJECT) {
            readObject(node, json);
        } else {
            readArray(node, json);
        }
    }

    private void readObject(Trie.Node node, StrictJson json) throws IOException, MalformedJsonException {
        if (!node.items.isEmpty()) {
            node.otherParts(slots, true);
        }
        while (json.next() != JsonToken.END_OBJECT) {
            Trie.Node child = node.fields.get(json.name());
            JsonToken token = json.next();
            if (child == null) {
                json.skip(token);
            } else {
                if (!child.children.isEmpty()) {
                    child.clear(slots);
                }
                read(child, json, token);
            }
        }
    }

    private void readArray(Trie.Node node, StrictJson json) throws IOException, MalformedJsonException {
        if (!node.fields.isEmpty()) {
            node.otherParts(slots, false);
        }
        int index = 0;
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            Trie.Node child = node.item(index++);
            if (child == null) {
                json.skip(token);
            } else {
                read(child, json, token);
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
