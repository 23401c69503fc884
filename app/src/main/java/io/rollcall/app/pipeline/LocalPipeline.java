package io.rollcall.app.pipeline;

import io.rollcall.model.settings.Message;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Starts parts one after the other, says so, and stops them in reverse. */
public final class LocalPipeline implements AutoCloseable {
    private final PrintWriter out;
    private final Deque<Part> running = new ArrayDeque<>();
    private final CompletableFuture<Message> failure = new CompletableFuture<>();

    public LocalPipeline(PrintWriter out) {
        this.out = out;
    }

    /** Starts a part and says that it is ready; what it throws goes to the caller, who closes this. */
    public <T extends Part> T start(String name, Supplier<T> launch) {
        long begin = System.nanoTime();
        T part = launch.get();
        running.push(part);
        part.failure().thenAccept(reason -> failure.complete(Message.of("{} stopped: {}", name, reason)));
        String at = part.address().isEmpty() ? "" : " at " + part.address();
        String detail = part.detail().isEmpty() ? "" : ", " + part.detail();
        out.printf(Locale.ROOT, "✓ %s ready%s%s (%.1f s)%n", name, at, detail, (System.nanoTime() - begin) / 1e9);
        out.flush();
        return part;
    }

    /** Takes over a part that starts in the background, so that it is closed in turn. */
    public <T extends Part> T hold(T part) {
        running.push(part);
        return part;
    }

    /** Completes, with the reason, when a part gave up for good. */
    public CompletableFuture<Message> failure() {
        return failure;
    }

    /** Stops all parts, the last started first. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            Part part = running.pop();
            try {
                part.close();
            } catch (RuntimeException e) {
                out.println("  while stopping: " + e.getMessage());
            }
        }
    }
}
