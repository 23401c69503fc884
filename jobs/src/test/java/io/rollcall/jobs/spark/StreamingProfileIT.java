package io.rollcall.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkEnv;
import org.apache.spark.internal.config.package$;
import org.apache.spark.metrics.source.CodegenMetrics;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager$;
import org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager;
import org.apache.spark.sql.execution.streaming.state.RocksDBConf;
import org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider;
import org.apache.spark.sql.execution.streaming.state.StateStoreConf;
import org.apache.spark.sql.internal.SQLConf;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The effect of the settings in Spark. */
class StreamingProfileIT {
    @TempDir
    static Path scratch;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = LocalSpark.start(0, 1, scratch);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void codeIsGenerated_onlyForQueriesThatArePlannedOnce() {
        SparkSession session = spark.newSession();
        StreamingProfile.planFor(session, false);
        assertThat(classesCompiled(session, 1)).isZero();
        StreamingProfile.planFor(session, true);
        assertThat(classesCompiled(session, 2)).isPositive();
        StreamingProfile.planFor(session, false);
        assertThat(classesCompiled(session, 3)).isZero();
        assertThat(session.sessionState().newHadoopConf().size())
                .as("properties that Spark sends in each batch")
                .isLessThan(150);
    }

    /** Read as Spark reads them, so that a name which Spark does not know any more is noticed, too. */
    @Test
    void settingsThatKeepBatchesShort_areInForce() throws IOException {
        SQLConf conf = spark.newSession().sessionState().conf();
        assertThat(conf.adaptiveExecutionEnabled()).isFalse();
        assertThat(conf.wholeStageEnabled()).isFalse();
        assertThat(conf.streamingNoDataMicroBatchesEnabled()).isFalse();
        assertThat(conf.streamingMetricsEnabled()).isFalse();
        assertThat(conf.minBatchesToRetain()).isEqualTo(10);
        assertThat(conf.uiExplainMode()).isEqualToIgnoringCase("simple");
        assertThat(conf.stateStoreProviderClass()).isEqualTo(RocksDBStateStoreProvider.class.getName());
        assertThat(RocksDBConf.apply(new StateStoreConf(conf, scala.collection.immutable.Map$.MODULE$.empty()))
                        .enableChangelogCheckpointing())
                .isTrue();
        assertThat(SparkEnv.get().conf().get(package$.MODULE$.TASK_MAX_DIRECT_RESULT_SIZE()))
                .as("bytes of a result that goes straight to the driver")
                .isEqualTo(16L << 20);
        assertThat(spark.sparkContext().defaultParallelism()).as("slots").isEqualTo(10);
    }

    /** Hadoop's own local file system starts a process for each file of a checkpoint. */
    @Test
    void checkpointsAreWritten_withoutAProcessPerFile() throws IOException {
        Configuration hadoop = spark.newSession().sessionState().newHadoopConf();
        assertThat(FileSystem.getFileSystemClass("file", hadoop)).isEqualTo(LocalCheckpointFileSystem.class);
        org.apache.hadoop.fs.Path checkpoint = new org.apache.hadoop.fs.Path(scratch.toUri());
        assertThat(CheckpointFileManager$.MODULE$.create(checkpoint, hadoop))
                .isInstanceOf(FileSystemBasedCheckpointFileManager.class);
    }

    /** Classes compiled for a query; its number makes it unlike any before, because Spark caches compiled classes. */
    private static long classesCompiled(SparkSession session, int number) {
        long before = CodegenMetrics.METRIC_COMPILATION_TIME().getCount();
        assertThat(session.range(5).selectExpr("id * " + (1000 + number)).collectAsList())
                .hasSize(5);
        return CodegenMetrics.METRIC_COMPILATION_TIME().getCount() - before;
    }
}
