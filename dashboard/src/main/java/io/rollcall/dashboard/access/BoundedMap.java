package io.rollcall.dashboard.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was used longest ago when there would be more entries than it may have. Not thread-safe. */
final class BoundedMap<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    private final int max;

    BoundedMap(int max) {
        super(16, 0.75f, true);
        this.max = max;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > max;
    }
}
