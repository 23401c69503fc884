package io.rollcall.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.metrics.source.CodegenMetrics;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The effect of the settings in Spark. */
class StreamingProfileIT {
    @TempDir
    static Path scratch;

    @Test
    void codeIsGenerated_onlyForQueriesThatArePlannedOnce() throws IOException {
        try (SparkSession spark = LocalSpark.start(0, 1, scratch)) {
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
    }

    /** Classes compiled for a query; its number makes it unlike any before, because Spark caches compiled classes. */
    private static long classesCompiled(SparkSession session, int number) {
        long before = CodegenMetrics.METRIC_COMPILATION_TIME().getCount();
        assertThat(session.range(5).selectExpr("id * " + (1000 + number)).collectAsList())
                .hasSize(5);
        return CodegenMetrics.METRIC_COMPILATION_TIME().getCount() - before;
    }
}
