package io.rollcall.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One process of the product, with all that it says in a log. */
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

    /** SIGKILL, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(Duration.ofSeconds(10));
    }

    /** SIGTERM, and waits until it has ended; SIGKILL after that time. Returns its exit code. */
    int stop(Duration patience) {
        process.destroy();
        if (!awaitEnd(patience)) {
            kill();
        }
        return process.exitValue();
    }

    /** SIGSTOP. */
    void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
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

    /** Whether it ended in this time. */
    boolean awaitEnd(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    /** What it has said so far. */
    List<String> said() {
        try {
            byte[] all = Files.readAllBytes(log);
            return new String(all, (int) logBegin, all.length - (int) logBegin, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last line it said, for a person. */
    String lastWords() {
        List<String> lines = said();
        return lines.isEmpty() ? "(nothing)" : lines.get(lines.size() - 1);
    }
}
