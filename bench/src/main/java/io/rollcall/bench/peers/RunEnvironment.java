package io.rollcall.bench.peers;

import io.rollcall.bench.faults.BrokerMain;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders and commands of the runs. Starts brokers, engines and other processes of the benches.
 *
 * @param home the project's folder
 * @param folder the folder for the data of the runs; emptied after each one
 * @param java the {@code java} command
 * @param classPath the argument file with the class path of the benches
 */
record RunEnvironment(Path home, Path folder, String java, Path classPath) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    static RunEnvironment ofThisProcess() {
        return new RunEnvironment(
                Path.of(System.getProperty("rollcall.home")),
                Path.of(System.getProperty("rollcall.peers.folder")),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of(System.getProperty("rollcall.bench.classpath")));
    }

    /** The argument with which a JVM reads the options in {@code launcher/options/NAME.options}. */
    String jvmOptions(String name) {
        return "@" + home.resolve("launcher/options").resolve(name + ".options");
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a main class of the benches in a process of its own. */
    ChildProcess bench(Class<?> mainClass, String memory, String... args) {
        String name = mainClass.getSimpleName();
        List<String> command = new ArrayList<>(
                List.of(java, jvmOptions("common"), "-Xmx" + memory, "@" + classPath, mainClass.getName()));
        command.addAll(List.of(args));
        return ChildProcess.start(name, command, folder.resolve(name + ".out"));
    }

    /** Starts a broker with this data directory, and waits until it accepts clients. */
    ChildProcess broker(Path directory, String bootstrapServer) {
        String port = bootstrapServer.substring(bootstrapServer.indexOf(':') + 1);
        ChildProcess broker = bench(BrokerMain.class, "768m", directory.toString(), port, port);
        broker.await("broker ready", TIMEOUT);
        return broker;
    }

    /** Starts an engine. */
    ChildProcess engine(Engine engine, String bootstrapServer) {
        return ChildProcess.start(
                engine.label(),
                engine.command(this, bootstrapServer, folder.resolve("engine")),
                folder.resolve("engine.out"));
    }

    /** Creates those of Rollcall's topics that do not exist. */
    static void createTopics(KafkaSettings kafka) {
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            admin.createMissing(Settings.defaults().with(SettingKey.BOOTSTRAP_SERVER, kafka.bootstrapServer()));
        }
    }

    static KafkaSettings kafka(String bootstrapServer) {
        return new KafkaSettings(bootstrapServer, null);
    }

    /** Copies a folder. Nobody may write to it during the copy. */
    static void copy(Path from, Path to) {
        walk(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes a) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        walk(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, IOException e) throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void walk(Path folder, SimpleFileVisitor<Path> visitor) {
        try {
            Files.walkFileTree(folder, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
