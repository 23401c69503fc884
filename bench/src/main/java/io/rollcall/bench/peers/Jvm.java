package io.rollcall.bench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that this one started and will end. What it says goes to a file. */
final class Jvm implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final int LOOK_MILLIS = 20;

    private final String name;
    private final Process process;
    private final Path said;
    private final long startedAt;

    private Jvm(String name, Process process, Path said, long startedAt) {
        this.name = name;
        this.process = process;
        this.said = said;
        this.startedAt = startedAt;
    }

    /** Starts it; it is killed should this process end before it. */
    static Jvm start(String name, List<String> command, Path said) {
        try {
            long now = System.currentTimeMillis();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Jvm(name, process, said, now);
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + name, e);
        }
    }

    /** When it was started, ms since the epoch. */
    long startedAt() {
        return startedAt;
    }

    /** CPU time so far. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most memory it ever had resident, MB. */
    int peakMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is gone: " + lastWords(), e);
        }
    }

    /** Waits for a line that begins so, and returns the rest of it. @throws IllegalStateException if none comes */
    String await(String beginning, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            boolean ended = !process.isAlive();
            Optional<String> line =
                    lines().stream().filter(l -> l.startsWith(beginning)).findFirst();
            if (line.isPresent()) {
                return line.get().substring(beginning.length()).trim();
            }
            if (ended || System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " never said '" + beginning + "': " + lastWords());
            }
            pause();
        }
    }

    /** @throws IllegalStateException if it has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended: " + lastWords());
        }
    }

    /** What it has said so far; a line that is not whole yet may be among it. */
    List<String> lines() {
        try {
            return new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first exception it named, else the last it said. */
    private String lastWords() {
        List<String> lines = lines();
        return lines.stream()
                .filter(line -> line.contains("Exception"))
                .findFirst()
                .orElse(lines.isEmpty() ? "(nothing)" : lines.get(lines.size() - 1));
    }

    static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** SIGTERM, and SIGKILL to one that does not go. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
