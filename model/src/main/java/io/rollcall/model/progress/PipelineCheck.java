package io.rollcall.model.progress;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Compares the pipeline of a reader with the pipelines that the reports name. Whoever draws conclusions from reports asks
 * it first: reports of another pipeline say nothing about this one, and while the settings differ no conclusion holds.
 * Not thread-safe.
 */
public final class PipelineCheck {
    /** A pipeline without reports for this long has stopped. Its jobs report at least every 10 s. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(30);

    /** So many locales are named, and of more the number. */
    private static final int NAMED_LOCALES = 5;

    private final String progressTopic;
    /** The locales of the reader, sorted. */
    private final List<String> locales;

    private Pipeline own;
    /** The pipeline that the last report of each job names, for jobs of this pipeline. */
    private final Map<String, Pipeline> jobs = new TreeMap<>();

    private long newestMillis = Long.MIN_VALUE;
    /** The pipeline of the newest report that does not concern the reader; null before any. */
    private Pipeline foreign;

    private long foreignMillis;

    /**
     * Creates an instance that knows no report yet.
     *
     * @param settings those of the reader
     * @param cluster id of the Kafka cluster, empty if unknown
     */
    public PipelineCheck(Settings settings, String cluster) {
        own = Pipeline.of(settings, cluster);
        progressTopic = settings.topics().progress();
        locales = settings.locales().stream().sorted().toList();
    }

    /** Sets the pipeline of the reader again, for example when the id of its cluster becomes known. */
    public void setOwn(Pipeline pipeline) {
        own = pipeline;
    }

    /**
     * Applies a report.
     *
     * @param timestampMillis Kafka timestamp (ms) of the report
     * @return whether it concerns the pipeline of the reader; other reports must be ignored
     */
    public boolean apply(Progress progress, long timestampMillis) {
        newestMillis = Math.max(newestMillis, timestampMillis);
        if (!own.hasTopicsOf(progress.pipeline())) {
            foreign = progress.pipeline();
            foreignMillis = timestampMillis;
            return false;
        }
        jobs.put(progress.job(), progress.pipeline());
        return true;
    }

    /** Whether the last report of each job has the settings and the cluster of the reader. Only then is anything final. */
    public boolean agrees() {
        return jobs.values().stream().allMatch(own::agreesWith);
    }

    /** What differs, in one sentence per job; empty while {@link #agrees()}. */
    public List<String> differences() {
        List<String> sentences = new ArrayList<>();
        jobs.forEach((job, reported) -> {
            List<String> parts = new ArrayList<>();
            if (own.hasOtherCluster(reported)) {
                parts.add("cluster " + reported.cluster() + " (here " + own.cluster() + ")");
            }
            for (String key : own.differences(reported)) {
                String value = text(key, reported);
                String here = text(key, own);
                parts.add(key
                        + (value.isEmpty()
                                ? " (another list than " + localesHere() + " here)"
                                : " " + value + " (here " + here + ")"));
            }
            if (!parts.isEmpty()) {
                sentences.add(job + " runs with other settings: " + String.join(", ", parts)
                        + "; nothing is final until every part is started with the same");
            }
        });
        return sentences;
    }

    /** The reader's list; reports hold only a digest of theirs. */
    private String localesHere() {
        String named = String.join(",", locales.subList(0, Math.min(NAMED_LOCALES, locales.size())));
        return locales.size() <= NAMED_LOCALES ? named : named + ",… (" + locales.size() + ")";
    }

    /** A sentence about another pipeline that reports to the same topic, or null if none does now. */
    public String otherPipeline() {
        if (foreign == null || newestMillis - foreignMillis > MAX_SILENCE.toMillis()) {
            return null;
        }
        Map<String, String> topics = new LinkedHashMap<>();
        own.differences(foreign).stream()
                .filter(key -> key.startsWith("topics."))
                .forEach(key -> topics.put(key, foreign.settings().get(key)));
        String example = topics.entrySet().stream()
                .findFirst()
                .map(topic -> " (" + topic.getKey() + " " + topic.getValue() + ")")
                .orElse("");
        return "another pipeline" + example + " reports to " + progressTopic + ": give each its own with "
                + SettingKey.TOPIC_PROGRESS.key();
    }

    /** A sentence about what is wrong and leaves the numbers as they are, or null if nothing is. */
    public String warning() {
        return Stream.of(
                        otherPipeline(), other(SettingKey.SOURCE, "source"), other(SettingKey.GEO_DATABASE, "database"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Rows say of which source and database they are, so both jobs must know the same. */
    private String other(SettingKey key, String what) {
        String clean = reported(JobName.CLEAN, key);
        String stats = reported(JobName.STATS, key);
        return clean == null || stats == null || clean.equals(stats)
                ? null
                : JobName.CLEAN + " runs with " + key.key() + " " + clean + ", " + JobName.STATS + " with " + stats
                        + ": start both with the same, or a rebuild takes the rows for those of another " + what;
    }

    /** Null if it is not known. */
    private String reported(String job, SettingKey key) {
        return jobs.containsKey(job) ? jobs.get(job).settings().get(key.key()) : null;
    }

    /** Every problem, each in a sentence. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(differences());
        String warning = warning();
        if (warning != null) {
            problems.add(warning);
        }
        return problems;
    }

    /** Forgets all reports. */
    public void clear() {
        jobs.clear();
        foreign = null;
        newestMillis = Long.MIN_VALUE;
    }

    /** The value as in a settings file; empty where only a digest of it is reported. */
    private static String text(String key, Pipeline pipeline) {
        if (key.equals(SettingKey.LOCALES.key())) {
            return "";
        }
        String value = pipeline.settings().get(key);
        try {
            return text(Duration.parse(value));
        } catch (DateTimeParseException notADuration) {
            return value;
        }
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        long minute = Duration.ofMinutes(1).toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        return millis % minute == 0 ? millis / minute + "m" : millis / 1000 + "s";
    }
}
