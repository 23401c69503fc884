package io.rollcall.source.suggest;

import io.rollcall.source.mapping.MappingKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A mapping file in the making. */
final class Draft {
    /** Lines of comments are not longer, so that they are read. */
    private static final int WIDTH = 118;

    private record Entry(String value, String comment, boolean isBlock) {}

    private final Map<MappingKey, Entry> entries = new EnumMap<>(MappingKey.class);

    /** Sets a key. @param comment why, in sentences */
    void put(MappingKey key, String expression, String comment) {
        entries.put(key, new Entry(Quoting.yaml(expression), comment, false));
    }

    /** Sets a key to an expression of several lines. */
    void putBlock(MappingKey key, String expression, String comment) {
        entries.put(key, new Entry(expression, comment, true));
    }

    void putSuccess(List<String> values, String comment) {
        String list = new TreeSet<>(values).stream().map(Quoting::item).collect(Collectors.joining(", ", "[", "]"));
        entries.put(MappingKey.SUCCESS, new Entry(list, comment, false));
    }

    boolean has(MappingKey key) {
        return entries.containsKey(key);
    }

    void remove(MappingKey key) {
        entries.remove(key);
    }

    /** The keys that it lacks, as YAML names them. */
    List<String> missing(MappingKey... keys) {
        return java.util.stream.Stream.of(keys)
                .filter(key -> !has(key))
                .map(MappingKey::yamlName)
                .toList();
    }

    /** The file. @param header comments at its top, a sentence or paragraph each */
    String text(List<String> header, List<String> footer) {
        StringBuilder text = new StringBuilder();
        header.forEach(paragraph -> comment(paragraph, text));
        entries.forEach((key, entry) -> {
            comment(entry.comment(), text);
            text.append(key.yamlName()).append(':');
            if (entry.isBlock()) {
                text.append(" >-\n");
                entry.value()
                        .lines()
                        .forEach(line -> text.append("  ").append(line).append('\n'));
            } else {
                text.append(' ').append(entry.value()).append('\n');
            }
        });
        footer.forEach(paragraph -> comment(paragraph, text));
        return text.toString();
    }

    private static void comment(String paragraph, StringBuilder text) {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                text.append("# ").append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            text.append("# ").append(line).append('\n');
        }
    }
}
