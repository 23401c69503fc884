package io.rollcall.source.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The mapping files that Rollcall comes with. */
public final class Presets {
    private static final String FOLDER = "/presets/";
    private static final String INDEX = "/presets.txt";

    private Presets() {}

    /** The names, in alphabetical order. */
    public static List<String> names() {
        return new String(resource(INDEX), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .sorted()
                .toList();
    }

    /**
     * The text of a preset's file, with its comments.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static String text(String name) {
        if (!names().contains(name)) {
            throw new IllegalArgumentException("there is no preset " + name);
        }
        return new String(resource(FOLDER + name + ".yaml"), StandardCharsets.UTF_8);
    }

    /**
     * What a preset is for, in one line: the first paragraph of its header.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static String title(String name) {
        return text(name)
                .lines()
                .takeWhile(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .collect(Collectors.joining(" "));
    }

    /**
     * A preset.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Mapping load(String name) {
        try {
            return MappingReader.read(text(name));
        } catch (MappingException e) {
            throw new IllegalStateException("the preset " + name + " has problems:\n" + e.getMessage(), e);
        }
    }

    private static byte[] resource(String path) {
        try (InputStream stream = Presets.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + path + " is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
