package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.login.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The newest rejected records. Not thread-safe. */
final class RejectedRecords {
    /** How many records are kept. */
    static final int MAX_NEWEST = 200;
    /** Longer raw values are truncated to this many characters, which bounds the memory of the records kept. */
    static final int MAX_VALUE_CHARS = 2048;

    private static final List<String> VALUES = List.of("value", "value_base64");

    /** The newest first. When a topic is read from its beginning, every record is the newest for a moment. */
    private record Entry(long timestampMillis, EventId id, JsonNode json) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int order = Long.compare(other.timestampMillis, timestampMillis);
            if (order == 0) {
                order = Long.compare(other.id.offset(), id.offset());
            }
            if (order == 0) {
                order = Integer.compare(other.id.partition(), id.partition());
            }
            return order == 0 ? Integer.compare(other.id.element(), id.element()) : order;
        }
    }

    private final TreeSet<Entry> newest = new TreeSet<>();

    /** Adds a record, which nobody changes afterwards, with its identity and its Kafka timestamp (ms). */
    void add(JsonNode json, EventId id, long timestampMillis) {
        if (newest.size() < MAX_NEWEST || timestampMillis >= newest.last().timestampMillis()) {
            newest.add(new Entry(timestampMillis, id, truncated(json)));
            if (newest.size() > MAX_NEWEST) {
                newest.pollLast();
            }
        }
    }

    private static JsonNode truncated(JsonNode json) {
        ObjectNode copy = null;
        for (String field : VALUES) {
            String text = json.path(field).asText("");
            if (text.length() > MAX_VALUE_CHARS) {
                copy = copy == null ? json.deepCopy() : copy;
                boolean splitsAPair = Character.isHighSurrogate(text.charAt(MAX_VALUE_CHARS - 1));
                copy.put(field, text.substring(0, splitsAPair ? MAX_VALUE_CHARS - 1 : MAX_VALUE_CHARS));
                copy.put("value_truncated", true);
            }
        }
        return copy == null ? json : copy;
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
