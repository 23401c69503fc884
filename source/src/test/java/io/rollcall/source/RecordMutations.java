package io.rollcall.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records that differ from others in a few places, as a source that changes would send them. */
final class RecordMutations {
    private static final ObjectMapper JSON = JsonMapper.builder()
            // A number keeps its form, which Rollcall keeps and jq does not.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_CHANGES = 4;

    private final Random random;

    /** The same seed gives the same records. */
    RecordMutations(long seed) {
        random = new Random(seed);
    }

    /** A place in a tree: the field or the index of a parent. */
    private record Place(JsonNode parent, String field, int index) {
        JsonNode value() {
            return field == null ? parent.get(index) : parent.get(field);
        }

        void set(JsonNode value) {
            if (field == null) {
                ((ArrayNode) parent).set(index, value);
            } else {
                ((ObjectNode) parent).set(field, value);
            }
        }

        void remove() {
            if (field == null) {
                ((ArrayNode) parent).remove(index);
            } else {
                ((ObjectNode) parent).remove(field);
            }
        }
    }

    String of(String record) throws JsonProcessingException {
        JsonNode tree = JSON.readTree(record);
        int changes = 1 + random.nextInt(MAX_CHANGES);
        for (int i = 0; i < changes; i++) {
            List<Place> places = new ArrayList<>();
            collect(tree, places);
            if (!places.isEmpty()) {
                change(places.get(random.nextInt(places.size())), places);
            }
        }
        return JSON.writeValueAsString(tree);
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                places.add(new Place(node, entry.getKey(), 0));
                collect(entry.getValue(), places);
            });
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(new Place(node, null, i));
            collect(node.get(i), places);
        }
    }

    private void change(Place place, List<Place> all) {
        switch (random.nextInt(8)) {
            case 0, 1 -> place.remove();
            case 2 -> place.set(NullNode.instance);
            case 3 -> place.set(inside(place.value()));
            case 4 -> place.set(all.get(random.nextInt(all.size())).value().deepCopy());
            default -> place.set(otherForm(place.value()));
        }
    }

    /** One level deeper. */
    private JsonNode inside(JsonNode value) {
        return random.nextBoolean()
                ? NODES.arrayNode().add(value)
                : NODES.objectNode().set("value", value);
    }

    private JsonNode otherForm(JsonNode value) {
        if (value.isNumber() && random.nextBoolean()) {
            return TextNode.valueOf(value.asText());
        }
        if (value.isTextual() && value.textValue().matches("[1-9][0-9]{0,14}") && random.nextInt(3) > 0) {
            return LongNode.valueOf(Long.parseLong(value.textValue()));
        }
        return switch (random.nextInt(9)) {
            case 0 -> TextNode.valueOf("");
            case 1 -> TextNode.valueOf(" \u2003\t");
            case 2 -> TextNode.valueOf("\u65e5\u672c \ud83d\ude00 \u00e9\u0301\u0000\u200b");
            case 3 -> TextNode.valueOf(" " + value.asText() + "\u00a0");
            case 4 -> BooleanNode.valueOf(random.nextBoolean());
            case 5 -> LongNode.valueOf(random.nextInt(2_000) - 1_000);
            case 6 -> DoubleNode.valueOf(random.nextInt(100) + 0.5);
            case 7 -> NODES.arrayNode();
            default -> NODES.objectNode();
        };
    }
}
