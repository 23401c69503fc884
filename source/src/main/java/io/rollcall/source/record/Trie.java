package io.rollcall.source.record;

import io.rollcall.source.jq.Access.Misfit;
import io.rollcall.source.jq.JqError;
import io.rollcall.source.jq.Num;
import io.rollcall.source.jq.Parts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths that are wanted of a record, each with the number of its slot. Built once, then read by any thread.
 */
public final class Trie {
    final Node root = new Node(0);
    private int slots;

    /** The number of slots. */
    public int slots() {
        return slots;
    }

    /**
     * The slot of the value at a path.
     *
     * @param path names and indices
     */
    public int value(List<Object> path) {
        Node node = node(path);
        node.wantsValue = true;
        return slot(node);
    }

    /** The slot that tells whether there is a value at a path: of an object or array it holds true. */
    public int presence(List<Object> path) {
        return slot(node(path));
    }

    private int slot(Node node) {
        if (node.slot < 0) {
            node.slot = slots++;
        }
        return node.slot;
    }

    private Node node(List<Object> path) {
        Node node = root;
        for (Object key : path) {
            node = node.child(key);
        }
        return node;
    }

    /** What is wanted of a value: itself, or of its parts. */
    static final class Node {
        /** Stand for values of each type in messages. */
        private static final List<Object> SAMPLES = List.of("", Num.of(0), true, List.of(), Map.of());

        final Map<String, Node> fields = new HashMap<>();
        /** The same. */
        final FieldTable fieldTable = new FieldTable();
        /** By index; null where nothing is wanted. */
        final List<Node> items = new ArrayList<>();
        /** All below this one that have a key. */
        final List<Node> children = new ArrayList<>();

        final int depth;
        int slot = -1;
        boolean wantsValue;
        /** What stands in the slots if the value that should hold this part has another type; by type. */
        private final Map<Class<?>, Misfit> misfits = new HashMap<>();

        private boolean isField;

        Node(int depth) {
            this.depth = depth;
        }

        Node child(Object key) {
            Node known = key instanceof String name ? fields.get(name) : item((Integer) key);
            if (known != null) {
                return known;
            }
            Node child = new Node(depth + 1);
            child.isField = key instanceof String;
            children.add(child);
            if (key instanceof String name) {
                fields.put(name, child);
                fieldTable.add(name, child);
            } else {
                while (items.size() <= (Integer) key) {
                    items.add(null);
                }
                items.set((Integer) key, child);
            }
            for (Object sample : SAMPLES) {
                JqError error = Parts.noIndex(sample, key instanceof String ? key : Num.of((Integer) key));
                child.misfits.put(kind(sample), new Misfit(error, depth));
            }
            return child;
        }

        Node item(int index) {
            return index < items.size() ? items.get(index) : null;
        }

        /**
         * Fills this node's slots: the value that should hold it has this type instead.
         *
         * @param sample of the type
         */
        void misfit(Object[] slots, Object sample) {
            fill(slots, misfits.get(kind(sample)));
        }

        private void fill(Object[] slots, Object with) {
            if (slot >= 0) {
                slots[slot] = with;
            }
            for (Node child : children) {
                child.fill(slots, with);
            }
        }

        /** Forgets what an earlier field of the same name had. */
        void clear(Object[] slots) {
            fill(slots, null);
        }

        /** Fills the slots of the parts for a value that has none, such as a text. */
        void noParts(Object[] slots, Object value) {
            if (value != null) {
                for (Node child : children) {
                    child.misfit(slots, value);
                }
            }
        }

        /** Fills the slots of those parts that an object, or an array, cannot have. */
        void otherParts(Object[] slots, boolean isObject) {
            for (Node child : children) {
                if (child.isField != isObject) {
                    child.misfit(slots, isObject ? Map.of() : List.of());
                }
            }
        }

        private static Class<?> kind(Object value) {
            return value instanceof List ? List.class : value instanceof Map ? Map.class : value.getClass();
        }
    }
}
