package io.rollcall.jobs;

import java.util.Map;
import java.util.TreeMap;

/** Spark's settings for the jobs, by what they run on; each with its reason in DESIGN.md. */
final class StreamingProfile {
    private static final String CHECKPOINTING = "org.apache.spark.sql.execution.streaming.checkpointing.";
    private static final String STATE = "org.apache.spark.sql.execution.streaming.state.";

    /** What the jobs want of any Spark. */
    static final Map<String, String> ANYWHERE = Map.of(
            "spark.sql.streaming.stateStore.providerClass", STATE + "RocksDBStateStoreProvider",
            "spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true",
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.adaptive.enabled", "false",
            "spark.sql.streaming.noDataMicroBatches.enabled", "false",
            "spark.sql.streaming.metricsEnabled", "false",
            "spark.sql.streaming.stopTimeout", "3s",
            "spark.sql.streaming.minBatchesToRetain", "10");

    /** What keeps small micro-batches short on few cores, and checkpoints cheap on a local disk. */
    static final Map<String, String> LAPTOP = with(
            ANYWHERE,
            Map.of(
                    "spark.sql.streaming.checkpointFileManagerClass",
                    CHECKPOINTING + "FileSystemBasedCheckpointFileManager",
                    "spark.hadoop.fs.file.impl",
                    LocalCheckpointFileSystem.class.getName(),
                    "spark.sql.codegen.wholeStage",
                    "false",
                    "spark.sql.codegen.factoryMode",
                    "NO_CODEGEN",
                    "spark.sql.ui.explainMode",
                    "simple"));

    /** What a query in Real-Time Mode has instead: it is planned once and then passes each record. */
    static final Map<String, String> PLANNED_ONCE = Map.of("spark.sql.codegen.factoryMode", "FALLBACK");

    private StreamingProfile() {}

    private static Map<String, String> with(Map<String, String> profile, Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(profile);
        all.putAll(more);
        return all;
    }
}
