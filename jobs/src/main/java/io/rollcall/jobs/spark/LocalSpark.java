package io.rollcall.jobs.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.JobConf;
import org.apache.spark.sql.SparkSession;
import org.rocksdb.NativeLibraryLoader;

/** A session inside this process, as {@code rollcall up} uses it, tuned for latency on few cores. */
public final class LocalSpark {
    /**
     * More slots than needed at first: topics may get more partitions while the jobs run. An idle slot costs nothing.
     */
    private static final int MIN_SLOTS = 10;

    private static final String HADOOP_PREFIX = "spark.hadoop.";

    /** Of Hadoop's defaults, what local files need. The others are of systems that this process does not use. */
    private static final List<String> LOCAL_FILES =
            List.of("file.", "fs.AbstractFileSystem.file.", "fs.defaultFS", "fs.file.", "fs.permissions.", "io.");

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
        SparkSession session = builder.appName("rollcall")
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
        dropOtherSystems(session.sparkContext().hadoopConfiguration());
        return session;
    }

    /** Spark copies, writes and sends this configuration in each batch of the statistics. What others have set stays. */
    static void dropOtherSystems(Configuration hadoop) {
        bringAllDefaults(hadoop);
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, String> property : hadoop) {
            String name = property.getKey();
            String[] sources = hadoop.getPropertySources(name);
            boolean isDefault =
                    sources != null && Stream.of(sources).allMatch(source -> source.endsWith("-default.xml"));
            if (isDefault && LOCAL_FILES.stream().noneMatch(name::startsWith)) {
                names.add(name);
            }
        }
        names.forEach(hadoop::unset);
    }

    /** Classes of Hadoop add files of defaults when they are loaded; then each configuration reads all its files again. */
    private static void bringAllDefaults(Configuration hadoop) {
        new JobConf(false);
        try {
            FileSystem.getFileSystemClass("file", hadoop);
        } catch (IOException e) {
            throw new UncheckedIOException("Hadoop has no file system for local files", e);
        }
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
