package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.login.EventId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The newest rejected records. Not thread-safe. */
final class RejectedRecords {
    /** How many records are kept. */
    static final int MAX_NEWEST = 200;
    /** Longer raw values are truncated to this many characters, which bounds the memory of the records kept. */
    static final int MAX_VALUE_CHARS = 2048;

    private record Entry(long timestampMillis, EventId id, JsonNode json) {}

    private static final Comparator<Entry> NEWEST_FIRST = Comparator.comparingLong(Entry::timestampMillis)
            .thenComparingLong(entry -> entry.id().offset())
            .thenComparingInt(entry -> entry.id().partition())
            .thenComparingInt(entry -> entry.id().element())
            .reversed();

    private final TreeSet<Entry> newest = new TreeSet<>(NEWEST_FIRST);

    /** Adds a record with its identity and its Kafka timestamp (ms). */
    void add(JsonNode json, EventId id, long timestampMillis) {
        if (newest.size() < MAX_NEWEST || timestampMillis >= newest.last().timestampMillis()) {
            newest.add(new Entry(timestampMillis, id, truncated(json)));
            if (newest.size() > MAX_NEWEST) {
                newest.pollLast();
            }
        }
    }

    private static JsonNode truncated(JsonNode json) {
        ObjectNode copy = json.deepCopy();
        for (String field : List.of("value", "value_base64")) {
            String text = copy.path(field).asText("");
            if (text.length() > MAX_VALUE_CHARS) {
                boolean splitsAPair = Character.isHighSurrogate(text.charAt(MAX_VALUE_CHARS - 1));
                copy.put(field, text.substring(0, splitsAPair ? MAX_VALUE_CHARS - 1 : MAX_VALUE_CHARS));
                copy.put("value_truncated", true);
            }
        }
        return copy;
    }

    /** The newest records, newest first. */
    List<JsonNode> newest(int limit) {
        List<JsonNode> records = new ArrayList<>();
        newest.stream().limit(limit).forEach(entry -> records.add(entry.json()));
        return records;
    }

    /** Drops the records before this time (ms). */
    void dropBefore(long timeMillis) {
        while (!newest.isEmpty() && newest.last().timestampMillis() < timeMillis) {
            newest.pollLast();
        }
    }

    void clear() {
        newest.clear();
    }
}
