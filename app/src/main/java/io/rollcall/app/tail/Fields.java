package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.Json;
import java.util.List;

/**
 * The fields of JSON values to show.
 *
 * @param paths such as {@code window.start}; empty to show whole values
 */
public record Fields(List<String> paths) {
    /** Whole values. */
    public static final Fields ALL = new Fields(List.of());

    public Fields {
        paths = List.copyOf(paths);
    }

    /** A JSON object with only these fields, each named by its path. A value that is not a JSON object stays as it is. */
    byte[] of(byte[] value) {
        JsonNode tree = paths.isEmpty() ? null : tree(value);
        if (tree == null) {
            return value;
        }
        ObjectNode chosen = Json.object();
        for (String path : paths) {
            JsonNode found = find(tree, path);
            if (!found.isMissingNode()) {
                chosen.set(path, found);
            }
        }
        return Json.bytes(chosen);
    }

    /** The value as JSON, or null if it is not JSON. */
    static JsonNode tree(byte[] value) {
        try {
            return value == null ? null : Json.readTree(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The field with this path, or a missing node. Names of fields may contain dots. */
    static JsonNode find(JsonNode tree, String path) {
        JsonNode whole = tree.path(path);
        int dot = path.indexOf('.');
        if (!whole.isMissingNode() || dot < 0) {
            return whole;
        }
        return find(tree.path(path.substring(0, dot)), path.substring(dot + 1));
    }
}
