package io.rollcall.jobs.spark;

import io.rollcall.model.settings.UserError;
import java.util.concurrent.locks.LockSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** A session on the cluster that {@code spark-submit} names: standalone, YARN or Kubernetes. */
public final class ClusterSpark {
    private static final long EXECUTOR_TIMEOUT_NANOS = 30_000_000_000L;
    private static final long POLL_NANOS = 50_000_000L;

    private ClusterSpark() {}

    /**
     * Starts a session for one job, and waits up to 30 s for its executors. Settings given to {@code spark-submit} take
     * precedence over the job's own.
     *
     * @param job name of the job and of the application
     * @throws UserError if this JVM was not started by {@code spark-submit}
     */
    public static SparkSession start(String job) {
        SparkConf conf = new SparkConf().setAppName(job);
        if (!conf.contains("spark.master")) {
            throw UserError.usage(
                    "no Spark to run on: start it by spark-submit (docs/deploy.md), or run `rollcall up`");
        }
        StreamingProfile.ANYWHERE.forEach(conf::setIfMissing);
        SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
        awaitExecutors(spark, requestedSlots(conf));
        return spark;
    }

    /**
     * The Hadoop configuration that a session would have, without starting one: that of the cluster and of {@code
     * spark-submit}. It names Spark's checkpoint manager too.
     */
    public static Configuration hadoop() {
        SparkConf conf = new SparkConf();
        StreamingProfile.ANYWHERE.forEach(conf::setIfMissing);
        Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
        for (Tuple2<String, String> setting : conf.getAll()) {
            hadoop.set(setting._1(), setting._2());
        }
        return hadoop;
    }

    /** Standalone clusters set {@code cores.max}, YARN and Kubernetes the number of executors; 0 if neither is set. */
    private static int requestedSlots(SparkConf conf) {
        int executors = conf.getInt("spark.executor.instances", 0);
        return conf.getInt("spark.cores.max", executors * conf.getInt("spark.executor.cores", 1));
    }

    /** The clean job chooses its mode by the number of slots, which is known only once executors have registered. */
    private static void awaitExecutors(SparkSession spark, int slots) {
        long deadline = System.nanoTime() + EXECUTOR_TIMEOUT_NANOS;
        while (spark.sparkContext().defaultParallelism() < slots && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
