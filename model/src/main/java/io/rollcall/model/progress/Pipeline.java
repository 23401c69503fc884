package io.rollcall.model.progress;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The identity of a pipeline: its cluster, and the settings that its parts must have in common. Each report carries it, so
 * that a reader can tell whether the report concerns it, and whether its own settings agree.
 *
 * @param cluster id of the Kafka cluster, empty if unknown
 * @param settings values by key, in a normal form: durations in ISO-8601, a long list as a digest
 */
public record Pipeline(String cluster, Map<String, String> settings) {
    /** Nothing is known; older versions report this. */
    public static final Pipeline UNKNOWN = new Pipeline("", Map.of());

    /** The topics by which two pipelines are told apart. */
    private static final List<SettingKey> TOPICS = List.of(
            SettingKey.TOPIC_RAW,
            SettingKey.TOPIC_CLEAN,
            SettingKey.TOPIC_LATE,
            SettingKey.TOPIC_REJECTED,
            SettingKey.TOPIC_STATS);

    private static final List<SettingKey> DURATIONS = List.of(
            SettingKey.WINDOW_LENGTH, SettingKey.WINDOW_SLIDE, SettingKey.LATENESS, SettingKey.FUTURE_TOLERANCE);

    private static final int DIGEST_BYTES = 6;

    /** Keeps a copy of the settings. */
    public Pipeline {
        settings = Map.copyOf(settings);
    }

    /** The pipeline of these settings. @param cluster id of the Kafka cluster, empty if unknown */
    public static Pipeline of(Settings settings, String cluster) {
        Map<String, String> values = new TreeMap<>();
        TOPICS.forEach(key -> values.put(key.key(), settings.text(key)));
        DURATIONS.forEach(key -> values.put(key.key(), settings.duration(key).toString()));
        values.put(SettingKey.LOCALES.key(), digest(String.join(",", new TreeSet<>(settings.locales()))));
        return new Pipeline(cluster, values);
    }

    /** The same with the source of a job, which only jobs know: its name, and a digest of what it decides. */
    public Pipeline withSource(String source) {
        Map<String, String> values = new TreeMap<>(settings);
        values.put(SettingKey.SOURCE.key(), source);
        return new Pipeline(cluster, values);
    }

    /** The same with the database of addresses of a job, which only jobs know: its type and build time, or {@code none}. */
    public Pipeline withGeoDatabase(String identity) {
        Map<String, String> values = new TreeMap<>(settings);
        values.put(SettingKey.GEO_DATABASE.key(), identity);
        return new Pipeline(cluster, values);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /**
     * Whether a report may concern this pipeline: it names the same topics, or none. Two pipelines that share a progress
     * topic differ in a topic.
     */
    public boolean hasTopicsOf(Pipeline reported) {
        return TOPICS.stream().map(SettingKey::key).noneMatch(key -> differs(key, reported));
    }

    /** Keys of the settings that both name, with different values; sorted. */
    public List<String> differences(Pipeline reported) {
        return settings.keySet().stream()
                .filter(key -> differs(key, reported))
                .sorted()
                .toList();
    }

    /** Whether both clusters are known, and differ. */
    boolean hasOtherCluster(Pipeline reported) {
        return !cluster.isEmpty() && !reported.cluster.isEmpty() && !cluster.equals(reported.cluster);
    }

    /** Whether nothing that both name differs: neither a setting nor the cluster. */
    public boolean agreesWith(Pipeline reported) {
        return !hasOtherCluster(reported) && differences(reported).isEmpty();
    }

    private boolean differs(String key, Pipeline other) {
        String own = settings.get(key);
        String others = other.settings.get(key);
        return own != null && others != null && !own.equals(others);
    }
}
