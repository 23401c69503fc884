package io.rollcall.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.Json;
import io.rollcall.model.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A job's checkpoint on any Hadoop file system: the settings it was made with, and how far it is committed. */
final class Checkpoint {
    /** Raised when the layout of the state changes. */
    private static final String LAYOUT = "1";

    private final String job;
    private final Path root;
    private final FileSystem files;

    Checkpoint(String job, String location, Configuration hadoop) {
        this.job = job;
        this.root = new Path(location);
        try {
            this.files = root.getFileSystem(hadoop);
            files.mkdirs(root);
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("cannot use the checkpoint location " + location + ": check --checkpoint-location", e);
        }
    }

    /** Whether the job has ever committed anything here. */
    boolean isNew() {
        return latest("commits").isEmpty();
    }

    /**
     * Notes the settings that the state depends on, or compares them with those noted before.
     *
     * @throws UserError if they differ
     */
    void bind(Map<String, String> settings) {
        Path file = new Path(root, "rollcall.json");
        ObjectNode wanted = Json.object();
        wanted.put("layout", LAYOUT);
        new TreeMap<>(settings).forEach(wanted::put);
        try {
            JsonNode found = Json.readTree(read(file));
            wanted.properties().forEach(setting -> {
                String before = found.path(setting.getKey()).asText();
                String now = setting.getValue().asText();
                if (!before.equals(now)) {
                    throw new UserError("the checkpoint of " + job + " was made with " + setting.getKey() + " " + before
                            + ", not " + now + ": set it back, or run `rollcall reset --job " + shortName()
                            + "` to compute everything anew");
                }
            });
        } catch (FileNotFoundException notYet) {
            write(file, Json.bytes(wanted));
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("cannot read " + file + ": run `rollcall reset --job " + shortName() + "`", e);
        }
    }

    private String shortName() {
        return job.substring(job.lastIndexOf('_') + 1);
    }

    /** The next offsets to read after the last committed batch; empty where there is none. */
    Map<Integer, Long> committedOffsets(String topic) {
        OptionalLong batch = latest("commits");
        if (batch.isEmpty()) {
            return Map.of();
        }
        try {
            String[] lines = new String(
                            read(new Path(new Path(root, "offsets"), Long.toString(batch.getAsLong()))),
                            StandardCharsets.UTF_8)
                    .split("\n");
            return TopicOffsets.parse(lines[lines.length - 1], topic);
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    private OptionalLong latest(String log) {
        try {
            return Arrays.stream(files.listStatus(new Path(root, log)))
                    .map(FileStatus::getPath)
                    .map(Path::getName)
                    .filter(name -> name.matches("[0-9]+"))
                    .mapToLong(Long::parseLong)
                    .max();
        } catch (IOException notThere) {
            return OptionalLong.empty();
        }
    }

    private byte[] read(Path file) throws IOException {
        try (var in = files.open(file)) {
            return in.readAllBytes();
        }
    }

    private void write(Path file, byte[] bytes) {
        try (OutputStream out = files.create(file, true)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UserError("cannot write " + file + ": check --checkpoint-location", e);
        }
    }
}
