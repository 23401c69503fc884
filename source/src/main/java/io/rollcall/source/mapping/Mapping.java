package io.rollcall.source.mapping;

import io.rollcall.model.text.Json;
import io.rollcall.source.jq.Jq;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A valid mapping. Immutable, and serializable so that a job can send it to its executors.
 *
 * @param texts the text of each key that is there, but for {@link MappingKey#SUCCESS}
 * @param success the values of {@link MappingKey#OUTCOME} that mean success; empty if there is no outcome
 */
public record Mapping(Map<MappingKey, String> texts, List<String> success) implements Serializable {
    public Mapping {
        texts = Collections.unmodifiableMap(new EnumMap<>(texts));
        success = List.copyOf(success);
    }

    /** The source's name. */
    public String name() {
        return texts.get(MappingKey.NAME);
    }

    /** The text of a key; null if it is not there. */
    public String text(MappingKey key) {
        return texts.get(key);
    }

    /** The parsed expression of a key; null if it is not there. */
    public Jq expression(MappingKey key) {
        return texts.containsKey(key) ? Jq.parse(texts.get(key)) : null;
    }

    /** Whether a record consists of elements, which have ids of their own. The default of {@code each} gives none. */
    public boolean hasElements() {
        return texts.containsKey(MappingKey.EACH)
                && !expression(MappingKey.EACH).canonicalText().equals(".");
    }

    /**
     * What decides, as JSON in one line: the same for two files that differ in white space, comments, quotation marks, the
     * order of keys and of successes, the name, or an {@code each} that says what is the default.
     */
    public String canonicalText() {
        var json = Json.object();
        for (MappingKey key : MappingKey.values()) {
            if (key == MappingKey.SUCCESS && !success.isEmpty()) {
                var values = json.putArray(key.yamlName());
                new TreeSet<>(success).forEach(values::add);
            } else if (key != MappingKey.NAME && texts.containsKey(key)) {
                String text = key.kind() == MappingKey.Kind.EXPRESSION
                        ? expression(key).canonicalText()
                        : texts.get(key);
                if (key != MappingKey.EACH || hasElements()) {
                    json.put(key.yamlName(), text);
                }
            }
        }
        return Json.text(json);
    }

    /** The first 64 bits of {@link #sha256}: enough to tell the mappings apart that one checkpoint meets. */
    public String digest() {
        return sha256().substring(0, 16);
    }

    /** The SHA-256 of the canonical text, in lower-case hexadecimal: the identity of what the mapping decides. */
    public String sha256() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(canonicalText().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
