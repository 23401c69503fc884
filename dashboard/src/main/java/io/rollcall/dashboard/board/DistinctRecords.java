package io.rollcall.dashboard.board;

import io.rollcall.model.login.EventId;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/** Raw records seen, each once: a record may stand on its topic several times. Not safe for several threads. */
final class DistinctRecords {
    private final Map<Integer, Roaring64Bitmap> offsets = new HashMap<>();
    private long count;

    /** Whether it is new. */
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
