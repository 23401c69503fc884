package io.rollcall.jobs.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;

/** A job's checkpoint on any Hadoop file system: the settings it was made with, and how far it is committed. */
public final class Checkpoint {
    /** Raised when the layout of the state changes. */
    private static final String LAYOUT = "1";

    private static final String LAYOUT_KEY = "layout";

    private static final String SETTINGS_FILE = "rollcall.json";

    private final String job;
    private final Path root;
    private final Configuration hadoop;
    private final FileSystem files;

    /** @throws UserError if there is no such file system */
    public Checkpoint(String job, String location, Configuration hadoop) {
        this.job = job;
        this.root = new Path(location);
        this.hadoop = hadoop;
        try {
            this.files = root.getFileSystem(hadoop);
        } catch (IOException | IllegalArgumentException e) {
            throw unusable(e);
        }
    }

    /**
     * Compares the settings that the state depends on with those noted before, if any were.
     *
     * @return whether any were
     * @throws UserError if they differ
     */
    public boolean verify(Map<String, String> settings) {
        Optional<ObjectNode> found = note(SETTINGS_FILE);
        found.ifPresent(before -> wanted(settings).properties().forEach(setting -> {
            String then = before.path(setting.getKey()).asText();
            String now = setting.getValue().asText();
            if (!then.equals(now)) {
                throw new UserError(
                        setting.getKey().equals(LAYOUT_KEY)
                                ? "the checkpoint of " + job + " was made by a version of Rollcall that keeps its state"
                                        + " differently: run " + reset() + " to compute everything anew"
                                : "the checkpoint of " + job + " was made with " + setting.getKey() + " " + then
                                        + ", not " + now + ": set it back, or run " + reset()
                                        + " to compute everything anew");
            }
        }));
        return found.isPresent();
    }

    /**
     * Makes the checkpoint if need be and notes the settings, or compares them as {@link #verify} does.
     *
     * @param choices what a new checkpoint takes for settings that leave the choice; one that is there keeps its own
     * @return what the checkpoint was made with, by setting
     * @throws UserError if they differ, or the location cannot be written
     */
    public Map<String, String> bind(Map<String, String> settings, Map<String, String> choices) {
        try {
            files.mkdirs(root);
        } catch (IOException e) {
            throw unusable(e);
        }
        if (!verify(settings)) {
            Map<String, String> all = new TreeMap<>(choices);
            all.putAll(settings);
            note(SETTINGS_FILE, wanted(all));
        }
        Map<String, String> made = new TreeMap<>();
        note(SETTINGS_FILE)
                .orElseThrow()
                .properties()
                .forEach(
                        setting -> made.put(setting.getKey(), setting.getValue().asText()));
        return made;
    }

    private static ObjectNode wanted(Map<String, String> settings) {
        ObjectNode wanted = Json.object().put(LAYOUT_KEY, LAYOUT);
        new TreeMap<>(settings).forEach(wanted::put);
        return wanted;
    }

    /** The command that makes the checkpoint anew. */
    String reset() {
        return "`rollcall reset --job " + (job.equals(JobName.CLEAN) ? "clean" : "stats") + "`";
    }

    /** Number of the last committed batch, -1 before the first. */
    public long lastBatch() {
        return latest("commits").orElse(-1);
    }

    /** The next offsets to read after the last committed batch; empty where there is none. */
    public Map<Integer, Long> committedOffsets(String topic) {
        OptionalLong batch = latest("commits");
        if (batch.isEmpty()) {
            return Map.of();
        }
        try {
            String[] lines = new String(read(logged("offsets", batch.getAsLong())), StandardCharsets.UTF_8).split("\n");
            return parseOffsets(lines[lines.length - 1], topic);
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    /** Positions as Spark writes them: {@code {"topic":{"0":12,"1":7}}}. */
    public static Map<Integer, Long> parseOffsets(String json, String topic) {
        return Json.offsets(Json.readTree(json.getBytes(StandardCharsets.UTF_8)).path(topic));
    }

    private OptionalLong latest(String log) {
        return batchesIn(new Path(root, log)).max();
    }

    private LongStream batchesIn(Path folder) {
        try {
            return Arrays.stream(files.listStatus(folder))
                    .map(FileStatus::getPath)
                    .map(Path::getName)
                    .filter(name -> name.matches("[0-9]+"))
                    .mapToLong(Long::parseLong);
        } catch (IOException notThere) {
            return LongStream.empty();
        }
    }

    /**
     * A note of ours beside Spark's files, if it is there.
     *
     * @throws UserError if it is damaged
     */
    Optional<ObjectNode> note(String name) {
        Path file = new Path(root, name);
        try {
            JsonNode note = Json.readTree(read(file));
            return Optional.of((ObjectNode) note);
        } catch (FileNotFoundException notThere) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new UserError("cannot read " + file + ": run " + reset(), e);
        }
    }

    /** Writes a note, whole or not at all. */
    void note(String name, ObjectNode content) {
        Path file = new Path(root, name);
        try {
            CancellableFSDataOutputStream out =
                    CheckpointFileManager.create(root, hadoop).createAtomic(file, true);
            try {
                out.write(Json.bytes(content));
            } catch (IOException e) {
                out.cancel();
                throw e;
            }
            out.close();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Looks whether Spark's logs here are whole. Some damage Spark does not notice, and would count wrong.
     *
     * @throws UserError if one is missing or cannot be read
     */
    public void check() {
        OptionalLong committed = latest("commits");
        OptionalLong planned = latest("offsets");
        List<Path> needed = new ArrayList<>();
        if (committed.isPresent() || planned.isPresent()) {
            needed.add(new Path(root, "metadata"));
        }
        committed.ifPresent(batch -> {
            needed.add(logged("commits", batch));
            needed.add(logged("offsets", batch));
        });
        planned.ifPresent(batch -> needed.add(logged("offsets", batch)));
        if (committed.isPresent() && job.equals(JobName.STATS)) {
            // One a start, named by its batch; Spark deletes old ones.
            Path operator = new Path(root, "state/0/_metadata/v2");
            List<Path> described = batchesIn(operator)
                    .mapToObj(batch -> new Path(operator, Long.toString(batch)))
                    .toList();
            needed.addAll(described.isEmpty() ? List.of(operator) : described);
        }
        Stream.concat(
                        needed.stream().filter(file -> !isSound(file, false)),
                        Stream.of(new Path(root, "sources/0/0")).filter(file -> !isSound(file, true)))
                .findFirst()
                .ifPresent(file -> {
                    throw damaged(file.toString(), null);
                });
    }

    private Path logged(String log, long batch) {
        return new Path(new Path(root, log), Long.toString(batch));
    }

    /** Such a log is a version line, where it has one, and lines of JSON. */
    private boolean isSound(Path file, boolean mayBeMissing) {
        try {
            String text = new String(read(file), StandardCharsets.UTF_8).replaceFirst("^\\x00", "");
            List<String> lines =
                    text.lines().filter(line -> !line.matches("v[0-9]+|-|")).toList();
            if (lines.isEmpty()) {
                return false;
            }
            lines.forEach(line -> Json.readTree(line.getBytes(StandardCharsets.UTF_8)));
            return true;
        } catch (FileNotFoundException notThere) {
            return mayBeMissing;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** A file of this checkpoint that one of these messages names, else the folder of the state. */
    public String fileNamedIn(Stream<String> messages) {
        Pattern file = Pattern.compile(Pattern.quote(root.toUri().getPath()) + "/[^\\s,;:'\"\\])}]+");
        return messages.filter(Objects::nonNull)
                .map(file::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse(new Path(root, "state").toString());
    }

    /** @param file what cannot be read */
    public UserError damaged(String file, Throwable cause) {
        return new UserError(
                "the checkpoint of " + job + " is damaged, " + file + " cannot be read: run " + reset()
                        + " to compute everything anew",
                cause);
    }

    private byte[] read(Path file) throws IOException {
        try (var in = files.open(file)) {
            return in.readAllBytes();
        }
    }

    private UserError unusable(Exception e) {
        return new UserError(
                Message.of("cannot use the checkpoint location {}: check {}", root, SettingKey.CHECKPOINT_LOCATION), e);
    }
}
