package io.rollcall.jobs.checkpoint;

import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.UserError;
import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * The logs that Spark keeps in a checkpoint. Each is a folder with one file per batch, named by the batch's number:
 * {@code offsets} has the offsets that a batch is to read, written before it starts; {@code commits} has a file for each
 * batch that has finished.
 */
final class SparkLogs {
    private static final String OFFSETS = "offsets";
    private static final String COMMITS = "commits";
    private static final String INITIAL_OFFSETS = "sources/0/0";

    private final CheckpointFiles files;

    SparkLogs(CheckpointFiles files) {
        this.files = files;
    }

    /** See {@link Checkpoint#lastCommitted}. Without offsets if their file is missing or damaged. */
    CommittedBatch lastCommitted(String inputTopic) {
        OptionalLong batch = latest(COMMITS);
        if (batch.isEmpty()) {
            return CommittedBatch.NONE;
        }
        return new CommittedBatch(batch.getAsLong(), offsetsOf(batch.getAsLong(), inputTopic));
    }

    /** See {@link Checkpoint#plannedOffsets}. Empty if no batch was planned yet. */
    Map<Integer, Long> plannedOffsets(String inputTopic) {
        OptionalLong batch = latest(OFFSETS);
        return batch.isEmpty() ? Map.of() : offsetsOf(batch.getAsLong(), inputTopic);
    }

    /** See {@link Checkpoint#plannedOffsets(String, long)}. */
    Map<Integer, Long> plannedOffsets(String inputTopic, long millis) {
        return files.timesIn(files.path(OFFSETS)).entrySet().stream()
                .filter(batch -> batch.getValue() <= millis)
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder())
                .map(batch -> offsetsOf(batch, inputTopic))
                .orElse(Map.of());
    }

    /** See {@link Checkpoint#dropBackwardPlan}. */
    void dropBackwardPlan(String inputTopic) {
        CommittedBatch committed = lastCommitted(inputTopic);
        OptionalLong planned = latest(OFFSETS);
        if (planned.isPresent() && planned.getAsLong() > committed.number()) {
            Map<Integer, Long> next = offsetsOf(planned.getAsLong(), inputTopic);
            boolean backward = committed.nextOffsets().entrySet().stream()
                    .anyMatch(p -> next.getOrDefault(p.getKey(), p.getValue()) < p.getValue());
            if (backward) {
                files.delete(entry(OFFSETS, planned.getAsLong()));
            }
        }
    }

    /** See {@link Checkpoint#initialOffsets}. */
    Map<Integer, Long> initialOffsets(String inputTopic) {
        return offsetsIn(files.path(INITIAL_OFFSETS), inputTopic);
    }

    private Map<Integer, Long> offsetsOf(long batch, String inputTopic) {
        return offsetsIn(entry(OFFSETS, batch), inputTopic);
    }

    /** The offsets in the last line of a file; empty if there is no such file or it is damaged. */
    private Map<Integer, Long> offsetsIn(Path file, String inputTopic) {
        return files.read(file).map(bytes -> offsets(bytes, inputTopic)).orElse(Map.of());
    }

    private static Map<Integer, Long> offsets(byte[] entry, String inputTopic) {
        String[] lines = new String(entry, StandardCharsets.UTF_8).split("\n");
        try {
            return SparkOffsets.parse(lines[lines.length - 1], inputTopic);
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
    }

    /**
     * See {@link Checkpoint#checkIntegrity}.
     *
     * @throws UserError if a file is missing or damaged
     * @throws java.io.UncheckedIOException if one could not be read now
     */
    void check() {
        Stream.concat(
                        neededFiles().stream().filter(file -> !isSound(file, false)),
                        Stream.of(files.path(INITIAL_OFFSETS)).filter(file -> !isSound(file, true)))
                .findFirst()
                .ifPresent(file -> {
                    throw files.damaged(file.toString(), null);
                });
    }

    private List<Path> neededFiles() {
        OptionalLong committed = latest(COMMITS);
        OptionalLong planned = latest(OFFSETS);
        List<Path> needed = new ArrayList<>();
        if (committed.isPresent() || planned.isPresent()) {
            needed.add(files.path("metadata"));
        }
        committed.ifPresent(batch -> {
            needed.add(entry(COMMITS, batch));
            needed.add(entry(OFFSETS, batch));
        });
        planned.ifPresent(batch -> needed.add(entry(OFFSETS, batch)));
        if (committed.isPresent() && files.job().equals(JobName.STATS)) {
            needed.addAll(stateDescriptions());
        }
        return needed;
    }

    /**
     * At each start, Spark writes a description of the state, named after its first batch, and deletes old ones. If there is
     * none, one is missing.
     */
    private List<Path> stateDescriptions() {
        Path folder = files.path("state/0/_metadata/v2");
        List<Path> descriptions = files.batchesIn(folder)
                .mapToObj(batch -> new Path(folder, Long.toString(batch)))
                .toList();
        return descriptions.isEmpty() ? List.of(new Path(folder, "0")) : descriptions;
    }

    private OptionalLong latest(String log) {
        return files.batchesIn(files.path(log)).max();
    }

    private Path entry(String log, long batch) {
        return files.path(log + "/" + batch);
    }

    /** A sound file has an optional version line, followed by lines of JSON. */
    private boolean isSound(Path file, boolean mayBeMissing) {
        return files.read(file).map(SparkLogs::isSound).orElse(mayBeMissing);
    }

    private static boolean isSound(byte[] content) {
        try {
            // Spark puts a zero byte before the version of the Kafka source's first offsets.
            String text = new String(content, StandardCharsets.UTF_8).replaceFirst("^\\x00", "");
            List<String> lines =
                    text.lines().filter(line -> !line.matches("v[0-9]+|-|")).toList();
            if (lines.isEmpty()) {
                return false;
            }
            lines.forEach(line -> Json.readTree(line.getBytes(StandardCharsets.UTF_8)));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
