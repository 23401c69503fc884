package io.rollcall.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The golden records of presets. */
public final class PresetRecords {
    private PresetRecords() {}

    /** The records, each in one line. */
    public static List<String> of(String preset) throws IOException {
        return lines(preset, "records");
    }

    static List<String> lines(String preset, String file) throws IOException {
        String path = "/sources/" + preset + "/" + file + ".ndjson";
        try (InputStream stream = PresetRecords.class.getResourceAsStream(path)) {
            return new String(stream.readAllBytes(), UTF_8).lines().toList();
        }
    }
}
