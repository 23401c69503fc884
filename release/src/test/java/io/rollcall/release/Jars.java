package io.rollcall.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes jars. */
final class Jars {
    private Jars() {}

    /** @param entries the names of its entries, each of which has its own name as its content */
    static Path write(Path jar, String... entries) throws IOException {
        Map<String, String> contents = new LinkedHashMap<>();
        List.of(entries).forEach(entry -> contents.put(entry, entry));
        return write(jar, contents);
    }

    /** @param contents by the names of its entries */
    static Path write(Path jar, Map<String, String> contents) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> entry : contents.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
