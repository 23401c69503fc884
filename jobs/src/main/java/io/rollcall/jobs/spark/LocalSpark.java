package io.rollcall.jobs.spark;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** The Spark that {@code rollcall up} runs in its own process, tuned for latency on few cores. */
public final class LocalSpark {
    /** Slots are threads and cost nothing while idle; a topic may get more partitions while all runs. */
    private static final int LEAST_SLOTS = 10;

    private static final String FOR_HADOOP = "spark.hadoop.";

    private LocalSpark() {}

    /** What the session's jobs have for their file systems. */
    public static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        StreamingProfile.LAPTOP.forEach((name, value) -> {
            if (name.startsWith(FOR_HADOOP)) {
                hadoop.set(name.substring(FOR_HADOOP.length()), value);
            }
        });
        return hadoop;
    }

    /**
     * A session.
     *
     * @param uiPort port of the Spark UI
     * @param partitions partitions of the raw topic: Real-Time Mode holds a slot for each
     * @param scratch folder for Spark's temporary files
     */
    public static SparkSession start(int uiPort, int partitions, Path scratch) {
        int slots = Math.max(partitions + 2, LEAST_SLOTS);
        SparkSession.Builder builder = SparkSession.builder();
        StreamingProfile.LAPTOP.forEach(builder::config);
        return builder.appName("rollcall")
                .master("local[" + slots + "]")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.port", uiPort)
                .config("spark.ui.retainedJobs", 50)
                .config("spark.ui.retainedStages", 50)
                .config("spark.ui.retainedTasks", 500)
                .config("spark.sql.ui.retainedExecutions", 20)
                .config("spark.local.dir", scratch.toString())
                .getOrCreate();
    }
}
