package io.rollcall.simulation.check;

import io.rollcall.model.login.EventId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The ids of late and rejected logins that a dashboard must know: those of its last 24 h, in blocks of 65,536 offsets. */
final class KeptIds {
    private static final long KEPT_MILLIS = 24 * 3_600_000L;
    private static final int BLOCK = 65_536;

    private static final class Block {
        private final Set<Long> offsets = new HashSet<>();
        private long newestMillis = Long.MIN_VALUE;
    }

    private final Map<String, Block> blocks = new HashMap<>();

    void add(boolean late, EventId id, long timestampMillis) {
        Block block =
                blocks.computeIfAbsent(late + "-" + id.partition() + "-" + id.offset() / BLOCK, none -> new Block());
        block.offsets.add(id.offset());
        block.newestMillis = Math.max(block.newestMillis, timestampMillis);
    }

    /** The most that a dashboard knows. @param nowMillis its time; null before any record */
    int most(Long nowMillis) {
        return blocks.values().stream()
                .filter(block -> nowMillis == null || block.newestMillis >= nowMillis - KEPT_MILLIS)
                .mapToInt(block -> block.offsets.size())
                .sum();
    }
}
