package io.rollcall.source.jq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where a value stands in the value that an expression began with, for {@code path(f)} and assignments. A null in place of
 * a path means that nobody asks.
 */
final class Path {
    /** The value itself. */
    static final Path ROOT = new Path(null, null);
    /** A value that was made anew. */
    static final Path NONE = new Path(null, null);

    private final Path parent;
    private final Object key;

    private Path(Path parent, Object key) {
        this.parent = parent;
        this.key = key;
    }

    /**
     * The path of what this key leads to.
     *
     * @param at null if nobody asks
     */
    static Path then(Path at, Object key) {
        return at == null ? null : new Path(at, key);
    }

    /**
     * The path of a value that was made anew.
     *
     * @param at null if nobody asks
     */
    static Path none(Path at) {
        return at == null ? null : NONE;
    }

    /** @throws JqError if somebody asks for the path of a value that has none */
    static void check(Path at, Object value, Object key) {
        if (at == NONE) {
            throw new JqError("Invalid path expression with result " + Values.shown(value)
                    + (key == null ? "" : " near attempt to access element " + Values.shown(key)));
        }
    }

    /** The keys, outermost first. */
    List<Object> keys() {
        Deque<Object> keys = new ArrayDeque<>();
        for (Path step = this; step.parent != null; step = step.parent) {
            keys.addFirst(step.key);
        }
        return new ArrayList<>(keys);
    }
}
