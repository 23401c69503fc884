package io.rollcall.jobs.spark;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Spark's settings for the jobs, by where they run. docs/decisions/0012-spark-settings-for-short-batches.md gives the
 * reasons.
 */
public final class StreamingProfile {
    private static final String CHECKPOINTING = "org.apache.spark.sql.execution.streaming.checkpointing.";
    private static final String CODE_GENERATION = "spark.sql.codegen.factoryMode";
    /** Generated code if possible, else interpreted: Spark's default. */
    private static final String GENERATED_IF_POSSIBLE = "FALLBACK";

    private static final String STATE = "org.apache.spark.sql.execution.streaming.state.";

    /** For any Spark. */
    static final Map<String, String> ANYWHERE = Map.of(
            "spark.sql.streaming.stateStore.providerClass", STATE + "RocksDBStateStoreProvider",
            "spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true",
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.streaming.noDataMicroBatches.enabled", "false",
            "spark.sql.streaming.metricsEnabled", "false",
            "spark.sql.streaming.stopTimeout", "3s",
            "spark.sql.streaming.realTimeMode.minBatchDuration", "1s",
            "spark.sql.streaming.minBatchesToRetain", "10");

    /** For {@link LocalSpark}: keeps small micro-batches short on few cores, and checkpoints cheap on a local disk. */
    public static final Map<String, String> LAPTOP = with(
            ANYWHERE,
            Map.of(
                    "spark.sql.streaming.checkpointFileManagerClass",
                    CHECKPOINTING + "FileSystemBasedCheckpointFileManager",
                    "spark.hadoop.fs.file.impl",
                    LocalCheckpointFileSystem.class.getName(),
                    "spark.sql.codegen.wholeStage",
                    "false",
                    CODE_GENERATION,
                    "NO_CODEGEN",
                    "spark.task.maxDirectResultSize",
                    "16m",
                    // Out of memory, Spark would end this process without a word.
                    "spark.executor.killOnFatalError.depth",
                    "0",
                    "spark.sql.ui.explainMode",
                    "simple"));

    private StreamingProfile() {}

    /**
     * Prepares a session for a query that is about to start. Inside one process, a query in Real-Time Mode gets
     * generated code, because it is planned once and then processes every record; any other query keeps the setting
     * with which Spark was started.
     */
    public static void planFor(SparkSession session, boolean realTime) {
        SparkContext context = session.sparkContext();
        String configured = context.getConf().get(CODE_GENERATION, GENERATED_IF_POSSIBLE);
        session.conf().set(CODE_GENERATION, realTime && context.isLocal() ? GENERATED_IF_POSSIBLE : configured);
    }

    private static Map<String, String> with(Map<String, String> profile, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(profile);
        all.putAll(more);
        return all;
    }
}
