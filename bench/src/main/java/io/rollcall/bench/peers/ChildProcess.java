package io.rollcall.bench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that this one has started and will end. Its output goes to a file. */
final class ChildProcess implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int POLL_MILLIS = 20;

    private final String name;
    private final Process process;
    private final Path output;
    private final long startedAt;

    private ChildProcess(String name, Process process, Path output, long startedAt) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.startedAt = startedAt;
    }

    /** Starts a process. It is killed if this process ends first. */
    static ChildProcess start(String name, List<String> command, Path output) {
        try {
            long now = System.currentTimeMillis();
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ChildProcess(name, process, output, now);
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + name, e);
        }
    }

    /** The time of its start, ms since the epoch. */
    long startedAt() {
        return startedAt;
    }

    /** The CPU time that it has used so far. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Its peak resident memory, MB. */
    int peakMegabytes() {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new IllegalStateException(name + " has ended: " + errorLine(), e);
        }
    }

    /**
     * Waits for a line with this beginning; returns the rest of the line.
     *
     * @throws IllegalStateException if the process ends without it, or does not write it in time
     */
    String await(String beginning, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            boolean ended = !process.isAlive();
            Optional<String> line =
                    lines().stream().filter(l -> l.startsWith(beginning)).findFirst();
            if (line.isPresent()) {
                return line.get().substring(beginning.length()).trim();
            }
            if (ended || System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " did not print '" + beginning + "': " + errorLine());
            }
            pause();
        }
    }

    /** @throws IllegalStateException if it has ended */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended: " + errorLine());
        }
    }

    /** The lines that it has written so far. The last one may be incomplete. */
    List<String> lines() {
        try {
            return new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first line with an exception, or the last line if there is none. */
    private String errorLine() {
        List<String> lines = lines();
        return lines.stream()
                .filter(line -> line.contains("Exception"))
                .findFirst()
                .orElse(lines.isEmpty() ? "(nothing)" : lines.get(lines.size() - 1));
    }

    static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Sends SIGTERM, and SIGKILL if the process does not end in time. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
