package io.rollcall.app.pipeline;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which files and folders of a data directory Rollcall made, one name per line of {@value #FILE}: a reset deletes these
 * and nothing else. The first line has the format of the directory.
 */
final class DataManifest {
    static final String FILE = "rollcall.manifest";

    /** The data directory itself. */
    static final String ROOT = ".";

    /** Raise it when an older version must not touch the directory: what lies where, and what the embedded Kafka needs. */
    private static final int FORMAT = 1;

    /** Before the number of the format. With its blank it is no name, so versions before formats pass over the line. */
    private static final String FORMAT_WORD = "format ";

    private static final String NAME = "[A-Za-z0-9_-][A-Za-z0-9._-]*|\\.";

    private final Path root;

    DataManifest(Path root) {
        this.root = root;
    }

    /**
     * The names that Rollcall made.
     *
     * @throws UserError if the directory is of a newer version, which may mean something else by them
     */
    Set<String> names() throws IOException {
        List<String> lines = lines();
        if (lines.isEmpty()) {
            return madeByOlderVersions();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String line : lines) {
            if (line.matches(FORMAT_WORD + "[0-9]{1,9}")) {
                requireFormat(Integer.parseInt(line.substring(FORMAT_WORD.length())));
            } else if (line.matches(NAME)) {
                names.add(line);
            }
        }
        return names;
    }

    /** None while there is no manifest, and for a moment while another process makes it; also if a reset is deleting it. */
    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(root.resolve(FILE), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void requireFormat(int format) {
        if (format > FORMAT) {
            throw new UserError(Message.of(
                    "the data directory {} is of a newer version of Rollcall (format {}, this version knows {}): start"
                            + " that version, or choose another with {}",
                    root,
                    format,
                    FORMAT,
                    SettingKey.DATA_DIR));
        }
    }

    /** Adds a name. Call it before the file or folder is made. */
    void add(String name) throws IOException {
        Set<String> names = names();
        Path file = root.resolve(FILE);
        boolean first = lines().isEmpty();
        if (first || !names.contains(name)) {
            names.add(name);
            names.add(FILE);
            List<String> lines = new ArrayList<>(first ? names : List.of(name));
            if (first) {
                lines.add(0, FORMAT_WORD + FORMAT);
            }
            Files.write(file, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Versions before the manifest made these, as far as their content shows it. */
    private Set<String> madeByOlderVersions() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        boolean up = Files.exists(root.resolve(DataDirectory.LOCK));
        if (up) {
            names.add(DataDirectory.LOCK);
        }
        if (up && Files.exists(root.resolve("kafka/meta.properties"))) {
            names.add("kafka");
        }
        boolean jobs = holdsOnly("checkpoints", "(" + JobName.CLEAN + "|" + JobName.STATS + ")(\\.lock)?");
        if (jobs) {
            names.add("checkpoints");
        }
        if (up && holdsOnly("logs", "console\\.log|rollcall(\\.[0-9]+)?\\.log")) {
            names.add("logs");
        }
        if ((up || jobs) && holdsOnly("scratch", TemporaryFolder.NAMES)) {
            names.add("scratch");
        }
        return names;
    }

    private boolean holdsOnly(String folder, String names) throws IOException {
        Path path = root.resolve(folder);
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> found = entries.toList();
            return !found.isEmpty()
                    && found.stream()
                            .allMatch(entry -> entry.getFileName().toString().matches(names));
        }
    }
}
