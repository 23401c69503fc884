package io.rollcall.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.rocksdb.NativeLibraryLoader;

/** A session inside this process, as {@code rollcall up} uses it, tuned for latency on few cores. */
public final class LocalSpark {
    /**
     * More slots than needed at first: topics may get more partitions while the jobs run. An idle slot costs nothing.
     */
    private static final int MIN_SLOTS = 10;

    private static final String HADOOP_PREFIX = "spark.hadoop.";

    private LocalSpark() {}

    /** The Hadoop configuration that the session will have. */
    public static Configuration hadoop() {
        Configuration hadoop = new Configuration();
        StreamingProfile.LAPTOP.forEach((name, value) -> {
            if (name.startsWith(HADOOP_PREFIX)) {
                hadoop.set(name.substring(HADOOP_PREFIX.length()), value);
            }
        });
        return hadoop;
    }

    /**
     * Starts the session.
     *
     * @param uiPort port of the Spark UI
     * @param partitions partitions of the raw topic; Real-Time Mode occupies one slot per partition
     * @param scratch folder for Spark's temporary files
     */
    public static SparkSession start(int uiPort, int partitions, Path scratch) {
        loadStateStore();
        int slots = Math.max(partitions + 2, MIN_SLOTS);
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

    /**
     * RocksDB has no setting for the folder to which it unpacks its library, and Java 18 and newer fix the default. Where a
     * folder is given, the file always has the same name, so each process needs a folder of its own: a process whose
     * library another one overwrites dies of SIGBUS.
     */
    private static void loadStateStore() {
        try {
            Path folder = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "rollcall-native-");
            // Before the library, which RocksDB deletes in the same way: last in, first out.
            folder.toFile().deleteOnExit();
            NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the library of the state store", e);
        }
    }
}
