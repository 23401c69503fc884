package io.rollcall.bench.source;

import java.util.List;
import java.util.Map;

/** A text with places for values, each written as {@code <name>}. */
final class RecordTemplate {
    /** Text and names of places in turns, beginning with a text. */
    private final List<String> parts;

    RecordTemplate(String text) {
        parts = List.of(
                text.lines().map(String::strip).reduce("", String::concat).split("[<>]"));
    }

    /** The text with these values, which are written as they are. */
    String with(Map<String, String> values) {
        StringBuilder out = new StringBuilder(2_000);
        for (int i = 0; i < parts.size(); i++) {
            out.append(i % 2 == 0 ? parts.get(i) : values.get(parts.get(i)));
        }
        return out.toString();
    }
}
