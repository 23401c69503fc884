package io.rollcall.app.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.text.Json;
import java.util.List;

/**
 * The fields of JSON values that are wanted.
 *
 * @param paths such as {@code window.start}; none for whole values
 */
public record Fields(List<String> paths) {
    /** Whole values. */
    public static final Fields ALL = new Fields(List.of());

    public Fields {
        paths = List.copyOf(paths);
    }

    /** The value with these fields alone, each by its path; as it is if it is not a JSON object. */
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

    /** The JSON object that a value is, or null. */
    static JsonNode tree(byte[] value) {
        try {
            return value == null ? null : Json.readTree(value);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The field by that path, its name may hold dots itself; a missing node if there is none. */
    static JsonNode find(JsonNode tree, String path) {
        JsonNode whole = tree.path(path);
        int dot = path.indexOf('.');
        if (!whole.isMissingNode() || dot < 0) {
            return whole;
        }
        return find(tree.path(path.substring(0, dot)), path.substring(dot + 1));
    }
}
