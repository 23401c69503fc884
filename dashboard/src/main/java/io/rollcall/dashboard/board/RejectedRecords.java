package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.login.EventId;
import io.rollcall.model.text.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rejected records: how many for which reason, and the newest in full. Not safe for several threads. */
public final class RejectedRecords {
    /** How many are kept in full. */
    public static final int KEPT = 200;
    /** Characters of a raw value that are kept. */
    static final int KEPT_VALUE = 2048;

    private record Entry(long timestampMillis, EventId id, JsonNode json) {}

    private static final Comparator<Entry> NEWEST_FIRST = Comparator.comparingLong(Entry::timestampMillis)
            .thenComparingLong(entry -> entry.id().offset())
            .thenComparingInt(entry -> entry.id().partition())
            .reversed();

    private final DistinctRecords distinct = new DistinctRecords();
    private final Map<String, Long> byReason = new TreeMap<>();
    private final TreeSet<Entry> newest = new TreeSet<>(NEWEST_FIRST);

    /**
     * Takes a record of the rejected topic and its Kafka timestamp (ms).
     *
     * @return whether it is new
     * @throws IllegalArgumentException if it is not of the form
     */
    boolean add(JsonNode json, long timestampMillis) {
        JsonNode reason = json.path("reason");
        if (!reason.isTextual()
                || !json.path("partition").canConvertToInt()
                || !json.path("offset").canConvertToLong()) {
            throw new IllegalArgumentException("a rejected login needs reason, partition and offset");
        }
        EventId id = new EventId(
                json.path("partition").intValue(), json.path("offset").longValue());
        if (!distinct.add(id)) {
            return false;
        }
        byReason.merge(reason.textValue(), 1L, Long::sum);
        if (newest.size() < KEPT || timestampMillis >= newest.last().timestampMillis()) {
            newest.add(new Entry(timestampMillis, id, shorten(json)));
            if (newest.size() > KEPT) {
                newest.pollLast();
            }
        }
        return true;
    }

    private static JsonNode shorten(JsonNode json) {
        ObjectNode copy = json.deepCopy();
        for (String field : List.of("value", "value_base64")) {
            String text = copy.path(field).asText("");
            if (text.length() > KEPT_VALUE) {
                int end = Character.isHighSurrogate(text.charAt(KEPT_VALUE - 1)) ? KEPT_VALUE - 1 : KEPT_VALUE;
                copy.put(field, text.substring(0, end));
                copy.put("value_truncated", true);
            }
        }
        return copy;
    }

    Map<String, Long> byReason() {
        return Map.copyOf(byReason);
    }

    /** Records as {@code {"rejected": [...]}}. */
    public static ObjectNode feed(List<JsonNode> records) {
        ObjectNode body = Json.object();
        body.putArray("rejected").addAll(records);
        return body;
    }

    /** The newest records, newest first. */
    List<JsonNode> newest(int limit) {
        List<JsonNode> records = new ArrayList<>();
        newest.stream().limit(limit).forEach(entry -> records.add(entry.json()));
        return records;
    }

    void clear() {
        distinct.clear();
        byReason.clear();
        newest.clear();
    }
}
