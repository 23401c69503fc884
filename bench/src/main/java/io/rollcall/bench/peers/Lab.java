package io.rollcall.bench.peers;

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
 * Where runs take place: starts the bench's own processes.
 *
 * @param home the project's folder
 * @param folder for all that runs leave; emptied after each
 * @param java the {@code java} command
 * @param classPath the argument file with the class path of the benches
 */
record Lab(Path home, Path folder, String java, Path classPath) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Lab ofThisProcess() {
        return new Lab(
                Path.of(System.getProperty("rollcall.home")),
                Path.of(System.getProperty("rollcall.peers.folder")),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of(System.getProperty("rollcall.bench.classpath")));
    }

    /** The argument by which a JVM takes the options of {@code launcher/options/NAME.options}. */
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

    /** A class of the bench in a process of its own. */
    Jvm bench(String mainClass, String memory, String... args) {
        List<String> command =
                new ArrayList<>(List.of(java, jvmOptions("common"), "-Xmx" + memory, "@" + classPath, mainClass));
        command.addAll(List.of(args));
        return Jvm.start(mainClass, command, folder.resolve(mainClass + ".out"));
    }

    /** A broker with what lies in the directory. It serves when this returns. */
    Jvm broker(Path directory, String bootstrapServer) {
        String port = bootstrapServer.substring(bootstrapServer.indexOf(':') + 1);
        Jvm broker = bench("io.rollcall.bench.faults.BrokerMain", "768m", directory.toString(), port, port);
        broker.await("broker ready", PATIENCE);
        return broker;
    }

    Jvm engine(Engine engine, String bootstrapServer) {
        return Jvm.start(
                engine.label(),
                engine.command(this, bootstrapServer, folder.resolve("engine")),
                folder.resolve("engine.out"));
    }

    /** Makes Rollcall's topics, those that are not there yet. */
    static void createTopics(KafkaSettings kafka) {
        try (TopicAdmin admin = new TopicAdmin(kafka)) {
            admin.createMissing(Settings.defaults().with(SettingKey.BOOTSTRAP_SERVER, kafka.bootstrapServer()));
        }
    }

    static KafkaSettings kafka(String bootstrapServer) {
        return new KafkaSettings(bootstrapServer, null);
    }

    /** Copies a folder that nobody writes to. */
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
