package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The mapping with which a checkpoint was made. What it decides is told by its digest alone; the rest is for people.
 *
 * @param digest of what it decides; empty if there is no mapping
 * @param name of the preset or the file, as it was set; empty if unknown
 * @param decides the mapping as one JSON object; empty if unknown
 */
public record SourceIdentity(String digest, String name, String decides) {
    /** Of a note. One from before the name was noted is a digest alone. */
    static SourceIdentity parse(String text) {
        String[] parts = text.split("\n", 3);
        return parts.length < 3
                ? new SourceIdentity(parts[0], "", "")
                : new SourceIdentity(parts[0], parts[1], parts[2]);
    }

    /** The form of a note. */
    public String text() {
        return digest + "\n" + name + "\n" + decides;
    }

    boolean isSame(SourceIdentity other) {
        return digest.equals(other.digest);
    }

    boolean isNone() {
        return digest.isEmpty();
    }

    /** For a sentence: the name, or what else tells it from others. */
    String shown() {
        return name.isEmpty() ? digest : name;
    }

    /** The keys in which two mappings differ, for a sentence; empty if that is not known. */
    String differences(SourceIdentity other) {
        if (decides.isEmpty() || other.decides.isEmpty()) {
            return "";
        }
        JsonNode one = Json.readTree(decides.getBytes(StandardCharsets.UTF_8));
        JsonNode two = Json.readTree(other.decides.getBytes(StandardCharsets.UTF_8));
        TreeSet<String> keys = new TreeSet<>();
        one.fieldNames().forEachRemaining(keys::add);
        two.fieldNames().forEachRemaining(keys::add);
        List<String> differing = new ArrayList<>(keys.stream()
                .filter(key -> !one.path(key).equals(two.path(key)))
                .toList());
        if (differing.isEmpty()) {
            return "";
        }
        String last = differing.remove(differing.size() - 1);
        return differing.isEmpty() ? last : String.join(", ", differing) + " and " + last;
    }
}
