package io.rollcall.jobs.spark;

import io.rollcall.model.settings.UserError;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark that {@code spark-submit} was told of: standalone, YARN or Kubernetes. */
public final class ClusterSpark {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long LOOK_NANOS = 50_000_000L;

    private ClusterSpark() {}

    /**
     * A session for one job. What {@code spark-submit} was given goes before the job's own settings.
     *
     * @param job name of the job and of the application
     * @throws UserError if no {@code spark-submit} started this JVM
     */
    public static SparkSession start(String job) {
        SparkConf conf = new SparkConf().setAppName(job);
        if (!conf.contains("spark.master")) {
            throw UserError.usage(
                    "no Spark to run on: start it by spark-submit (docs/deploy.md), or run `rollcall up`");
        }
        StreamingProfile.ANYWHERE.forEach(conf::setIfMissing);
        SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
        awaitExecutors(spark, slotsAskedFor(conf));
        return spark;
    }

    /** On a standalone cluster, else on YARN and Kubernetes; 0 where it is not said. */
    private static int slotsAskedFor(SparkConf conf) {
        int executors = conf.getInt("spark.executor.instances", 0);
        return conf.getInt("spark.cores.max", executors * conf.getInt("spark.executor.cores", 1));
    }

    /** How many slots there are is known once executors have come; the mode of the clean job depends on it. */
    private static void awaitExecutors(SparkSession spark, int slots) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (spark.sparkContext().defaultParallelism() < slots && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
