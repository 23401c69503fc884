package io.rollcall.app.pipeline;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A standalone Spark cluster with one worker on loopback. Its Spark home holds the jars of a Spark distribution. */
public final class StandaloneSpark implements AutoCloseable {
    /** A bin/spark-class that works as Spark's own: Spark's launcher prints the command to run. */
    private static final String SPARK_CLASS = """
            #!/bin/bash
            command=()
            while IFS= read -r -d '' word; do command+=("$word"); done < <(
              "$JAVA_HOME/bin/java" -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@" | tail -c +3)
            exec "${command[@]}"
            """;

    private static final String SPARK_SUBMIT = """
            #!/bin/bash
            exec "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.SparkSubmit "$@"
            """;

    private final Path home;
    private final Path log;
    private final int port = freePort();
    private final List<Process> processes = new ArrayList<>();

    private StandaloneSpark(Path folder, Path log) {
        this.home = folder.resolve("spark");
        this.log = log;
    }

    /**
     * Starts the cluster.
     *
     * @param jars the jars of a Spark distribution, as a class path
     * @param log file for the output of its processes
     */
    public static StandaloneSpark start(Path folder, String jars, Path log) throws IOException {
        StandaloneSpark spark = new StandaloneSpark(folder, log);
        spark.layOut(jars);
        spark.run("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "" + spark.port);
        spark.run("org.apache.spark.deploy.worker.Worker", "--cores", "4", "--memory", "2g", spark.master());
        return spark;
    }

    private void layOut(String jars) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.createDirectories(home.resolve("jars"));
        for (String jar : jars.split(File.pathSeparator)) {
            Path path = Path.of(jar.strip());
            Files.createSymbolicLink(home.resolve("jars").resolve(path.getFileName()), path);
        }
        script("spark-class", SPARK_CLASS);
        script("spark-submit", SPARK_SUBMIT);
    }

    private void script(String name, String text) throws IOException {
        Path script = Files.writeString(home.resolve("bin").resolve(name), text);
        if (!script.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + script + " executable");
        }
    }

    private void run(String... command) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(home.resolve("bin/spark-class").toString());
        words.addAll(List.of(command));
        words.addAll(List.of("--webui-port", "" + freePort()));
        if (command[0].endsWith("Worker")) {
            words.addAll(List.of(
                    "--host", "127.0.0.1", "--work-dir", home.resolve("work").toString()));
        }
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment());
        processes.add(builder.start());
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** The environment variables for spark-submit. */
    public Map<String, String> environment() {
        return Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                "127.0.0.1",
                "SPARK_MASTER",
                master(),
                "SPARK_DAEMON_MEMORY",
                "256m",
                // Ten short-lived JVMs on few cores: optimizing compilation does not pay here.
                "JDK_JAVA_OPTIONS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "JAVA_HOME",
                System.getProperty("java.home"));
    }

    /** The standard error of the executors of each application. */
    public static List<Path> executorLogs(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("spark/work"))) {
            return files.filter(file -> file.endsWith("stderr")).toList();
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    @Override
    public void close() {
        processes.forEach(StandaloneSpark::end);
    }

    /** Ends a process and its descendants. */
    public static void end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle one : all) {
            try {
                one.onExit().get(10, TimeUnit.SECONDS);
            } catch (Exception late) {
                one.destroyForcibly();
            }
        }
    }
}
