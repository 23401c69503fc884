package io.rollcall.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The built product as users have it: the launcher and its jars. */
final class Product {
    private final Path home;

    /** @param home the folder of the launcher; the jars are in {@code app/target} below it */
    Product(Path home) {
        this.home = home;
    }

    /** The launcher in the folder of a clone, or of an archive that is unpacked; empty if it is neither. */
    static Optional<Path> launcher(Path home) {
        return Stream.of("rollcall", "bin/rollcall")
                .map(home::resolve)
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts {@code rollcall} with these arguments. */
    ProductProcess rollcall(String name, Path logs, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>();
        // If the shell of the harness ignores SIGINT, the product would inherit that.
        command.addAll(List.of(
                "env", "--default-signal=INT", launcher(home).orElseThrow().toString()));
        command.addAll(arguments);
        return start(name, logs, environment, command);
    }

    /** Starts a main class, in a JVM with the class path of the harness. */
    ProductProcess java(
            String name, Path logs, Map<String, String> environment, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + home.resolve("launcher/options/common.options"),
                "-Xmx512m",
                "@" + System.getProperty("rollcall.bench.classpath"),
                main.getName()));
        command.addAll(arguments);
        return start(name, logs, environment, command);
    }

    private static ProductProcess start(String name, Path logs, Map<String, String> environment, List<String> command) {
        try {
            Path log = Files.createDirectories(logs).resolve(name + ".log");
            long begin = Files.exists(log) ? Files.size(log) : 0;
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ProductProcess(name, builder.start(), log, begin);
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + name, e);
        }
    }
}
