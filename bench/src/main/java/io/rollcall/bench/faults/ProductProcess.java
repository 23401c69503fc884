package io.rollcall.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the product. Its output goes to a log. */
final class ProductProcess {
    private final String name;
    private final Process process;
    private final Path log;
    private final long logBegin;

    ProductProcess(String name, Process process, Path log, long logBegin) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logBegin = logBegin;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Sends SIGKILL and waits for the end. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** Sends SIGTERM, and SIGKILL if it has not ended in time. Returns the exit code. */
    int stop(Duration timeout) {
        process.destroy();
        if (!awaitEnd(timeout)) {
            kill();
        }
        return process.exitValue();
    }

    /** Sends SIGSTOP. */
    void pause() {
        signal("STOP");
    }

    /** Sends SIGCONT. */
    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("cannot send SIG" + signal, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process ends in this time. */
    boolean awaitEnd(Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    /** The lines that it has written so far. */
    List<String> output() {
        try {
            byte[] all = Files.readAllBytes(log);
            return new String(all, (int) logBegin, all.length - (int) logBegin, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last line that it has written, for a person. */
    String lastLine() {
        List<String> lines = output();
        return lines.isEmpty() ? "(nothing)" : lines.get(lines.size() - 1);
    }
}
