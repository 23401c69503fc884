package io.rollcall.model.settings;

import io.rollcall.model.login.Region;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every setting: its key in YAML and on the command line, its kind, its default and its meaning. */
public enum SettingKey {
    BOOTSTRAP_SERVER("kafka.bootstrap-server", Kind.TEXT, "localhost:29092", "Kafka to talk to, HOST:PORT[,HOST:PORT]"),
    KAFKA_CONFIG("kafka.config", Kind.TEXT, "", "file of Kafka client properties (SASL, TLS), passed to every client"),
    TOPIC_RAW("topics.raw", Kind.TOPIC, Topics.DEFAULT.raw(), "raw logins"),
    TOPIC_CLEAN("topics.clean", Kind.TOPIC, Topics.DEFAULT.clean(), "clean logins"),
    TOPIC_LATE("topics.late", Kind.TOPIC, Topics.DEFAULT.late(), "logins too late to be counted"),
    TOPIC_REJECTED("topics.rejected", Kind.TOPIC, Topics.DEFAULT.rejected(), "rejected logins"),
    TOPIC_STATS("topics.stats", Kind.TOPIC, Topics.DEFAULT.stats(), "window statistics"),
    TOPIC_PROGRESS("topics.progress", Kind.TOPIC, Topics.DEFAULT.progress(), "how far the jobs are"),
    PARTITIONS("topics.partitions", Kind.COUNT, "2", "partitions of topics that Rollcall creates"),
    REPLICATION("topics.replication", Kind.COUNT, "1", "replicas of topics that Rollcall creates"),
    RETENTION("topics.retention", Kind.DURATION, "24h", "how long the other topics that Rollcall creates keep records"),
    LOGIN_RETENTION("topics.login-retention", Kind.DURATION, "4h", "how long the raw and the clean topic keep records"),
    RETENTION_BYTES(
            "topics.retention-bytes",
            Kind.COUNT,
            "4294967296",
            "bytes that a partition of the raw, clean, late or rejected topic keeps at most"),
    SEGMENT_BYTES("topics.segment-bytes", Kind.COUNT, "16777216", "bytes of a log segment"),
    WINDOW_LENGTH("window.length", Kind.DURATION, "30s", "length of a window; a multiple of the slide"),
    WINDOW_SLIDE("window.slide", Kind.DURATION, "10s", "distance between window starts"),
    LATENESS("lateness", Kind.DURATION, "1m", "a login older than this when it reaches Kafka is late"),
    FUTURE_TOLERANCE("future-tolerance", Kind.DURATION, "30s", "one further ahead is rejected; below the lateness"),
    LOCALES("locales", Kind.LIST, String.join(",", Region.defaultLocales()), "locales counted by their own name"),
    CLEAN_MODE("clean.mode", Kind.CLEAN_MODE, "real-time", "real-time, or micro-batch"),
    CLEAN_BATCH("clean.batch", Kind.DURATION, "5s", "length of a real-time batch: 5s to 10s"),
    CLEAN_TRIGGER("clean.trigger", Kind.DURATION, "100ms", "pause between micro-batches"),
    CLEAN_MAX_OFFSETS("clean.max-offsets", Kind.COUNT, "500000", "records a micro-batch reads at most"),
    CLEAN_MIN_PARTITIONS(
            "clean.min-partitions",
            Kind.COUNT,
            "1",
            "tasks a micro-batch reads in at least: above the partitions it splits them"),
    STATS_TRIGGER("stats.trigger", Kind.DURATION, "100ms", "least time from one micro-batch to the next"),
    STATS_MAX_OFFSETS("stats.max-offsets", Kind.COUNT, "250000", "records a micro-batch reads at most"),
    STATS_MIN_PARTITIONS(
            "stats.min-partitions",
            Kind.COUNT,
            "1",
            "tasks a micro-batch reads in at least: above the partitions it splits them"),
    STATS_DELAY(
            "stats.delay",
            Kind.DURATION,
            "5m",
            "how long state is kept behind the newest event; at least the lateness"),
    STATS_PATIENCE(
            "stats.patience", Kind.DURATION, "500ms", "how long a micro-batch waits at most for enough logins to come"),
    STATS_STATE_PARTITIONS(
            "stats.state-partitions",
            Kind.COUNT_OR_AUTO,
            "auto",
            "partitions of the state, fixed by a checkpoint; auto: 1 inside one process, 2 on a cluster"),
    CHECKPOINT_LOCATION(
            "checkpoint-location", Kind.TEXT, "", "where the jobs keep their checkpoints; any Hadoop file system"),
    FAIL_ON_DATA_LOSS("fail-on-data-loss", Kind.FLAG, "true", "stop when records were deleted before they were read"),
    DASHBOARD_HOST("dashboard.host", Kind.TEXT, "127.0.0.1", "address the dashboard listens on"),
    DASHBOARD_PORT("dashboard.port", Kind.PORT, "10501", "port of the dashboard"),
    DASHBOARD_HISTORY("dashboard.history", Kind.DURATION, "24h", "how far back the dashboard remembers"),
    KAFKA_PORT("up.kafka-port", Kind.PORT, "29092", "port of the embedded Kafka"),
    SPARK_UI_PORT("up.spark-ui-port", Kind.PORT, "9090", "port of the Spark UI"),
    DATA_DIR("up.data-dir", Kind.TEXT, "data", "topics and checkpoints of `rollcall up`"),
    RATE("produce.rate", Kind.RATE, "50", "synthetic logins a second");

    /** What values a setting takes. */
    enum Kind {
        TEXT,
        TOPIC,
        COUNT,
        COUNT_OR_AUTO,
        PORT,
        DURATION,
        LIST,
        FLAG,
        CLEAN_MODE,
        RATE
    }

    /** The value that leaves it to Rollcall. */
    public static final String AUTO = "auto";

    private final String key;
    private final Kind kind;
    private final String defaultValue;
    private final String meaning;

    SettingKey(String key, Kind kind, String defaultValue, String meaning) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** The dotted key, for example {@code window.length}. */
    public String key() {
        return key;
    }

    /** The environment variable, for example {@code ROLLCALL_WINDOW_LENGTH}. */
    public String environmentVariable() {
        return "ROLLCALL_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** How a message names the setting where no option sets it. */
    public String variableAndKey() {
        return "the variable " + environmentVariable() + " (or " + key + " in the settings file)";
    }

    /** The default, as text. */
    public String defaultValue() {
        return defaultValue;
    }

    /** One phrase for a person. */
    public String meaning() {
        return meaning;
    }

    Kind kind() {
        return kind;
    }

    static Optional<SettingKey> ofKey(String key) {
        return Arrays.stream(values()).filter(k -> k.key.equals(key)).findFirst();
    }

    static Optional<SettingKey> ofEnvironmentVariable(String name) {
        return Arrays.stream(values())
                .filter(k -> k.environmentVariable().equals(name))
                .findFirst();
    }
}
