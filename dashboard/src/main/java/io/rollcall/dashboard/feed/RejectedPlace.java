package io.rollcall.dashboard.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Adds to a rejected login where it lies itself, so that a viewer can show it or send it again by a command. */
final class RejectedPlace {
    private RejectedPlace() {}

    /**
     * The record of the rejected topic as JSON, with a field {@code stored}.
     *
     * @throws IllegalArgumentException if it is not a JSON object
     */
    static JsonNode of(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode json = (ObjectNode) Json.readTree(record.value());
        // The other elements of the record would count twice.
        boolean isWhole = !json.has("element") && !json.path("value_truncated").asBoolean();
        boolean hasValue = json.has("value") || json.has("value_base64");
        json.putObject("stored")
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("timestamp", IsoTime.format(record.timestamp()))
                .put("replayable", hasValue && isWhole);
        return json;
    }
}
