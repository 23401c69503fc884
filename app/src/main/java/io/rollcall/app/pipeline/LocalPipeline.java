package io.rollcall.app.pipeline;

import io.rollcall.model.settings.Message;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Starts parts one after the other, prints that each is ready, and stops them in reverse order. One thread. */
public final class LocalPipeline implements AutoCloseable {
    private final PrintWriter out;
    private final Deque<Part> running = new ArrayDeque<>();
    private final CompletableFuture<Message> failure = new CompletableFuture<>();

    /** A pipeline without parts. It fails when memory runs out. @param out where to print, for the user */
    public LocalPipeline(PrintWriter out) {
        this.out = out;
        OutOfMemory.watch(failure);
    }

    /** Starts a part and prints that it is ready. If the start fails, the caller closes the pipeline. */
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

    /** Adds a part that starts in the background. It is closed together with the others, in reverse order. */
    public <T extends Part> T hold(T part) {
        running.push(part);
        return part;
    }

    /** Completes with the reason when a part has failed for good. */
    public CompletableFuture<Message> failure() {
        return failure;
    }

    /** Stops all parts, the last one first. */
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
