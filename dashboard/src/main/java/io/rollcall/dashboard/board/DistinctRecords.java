package io.rollcall.dashboard.board;

import io.rollcall.model.login.EventId;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * Counts raw records by their partition and offset, each once: the clean job writes at least once, so its topics may
 * contain a record several times. Not thread-safe.
 */
final class DistinctRecords {
    private final Map<Integer, Roaring64Bitmap> offsets = new HashMap<>();
    private long count;

    /** Returns false if the record was added before. */
    boolean add(EventId id) {
        Roaring64Bitmap seen = offsets.computeIfAbsent(id.partition(), partition -> new Roaring64Bitmap());
        if (seen.contains(id.offset())) {
            return false;
        }
        seen.addLong(id.offset());
        count++;
        return true;
    }

    long count() {
        return count;
    }

    void clear() {
        offsets.clear();
        count = 0;
    }
}
