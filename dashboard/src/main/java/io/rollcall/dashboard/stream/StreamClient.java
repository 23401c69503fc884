package io.rollcall.dashboard.stream;

import io.rollcall.model.settings.Role;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The connection of one viewer. Updates wait in a bounded queue until the connection accepts them. Writing never
 * blocks, so that a slow viewer delays no other. Thread-safe. Public for the HTTP server only.
 */
public final class StreamClient implements WriteListener {
    /** Updates that may wait for a slow viewer; at the shortest tick they cover 6.4 s. */
    static final int MAX_QUEUE = 64;

    private final ServletOutputStream out;
    private final Role role;
    private final BooleanSupplier stillValid;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final ArrayDeque<StreamUpdate> queue = new ArrayDeque<>();
    private boolean opened;
    private boolean flushed = true;

    /**
     * A viewer that receives this output. The caller must register this object as the output's write listener.
     *
     * @param role which sees its own form of some events
     * @param stillValid whether the viewer may still watch
     */
    public StreamClient(ServletOutputStream out, Role role, BooleanSupplier stillValid) {
        this.out = out;
        this.role = role;
        this.stillValid = stillValid;
    }

    /** Completes when the connection is closed. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    boolean isStillValid() {
        return stillValid.getAsBoolean();
    }

    /** Sends updates after those that wait. Returns false, and sends nothing, if the queue is too full. */
    synchronized boolean offer(List<StreamUpdate> updates) {
        if (queue.size() + updates.size() > MAX_QUEUE) {
            return false;
        }
        queue.addAll(updates);
        write();
        return true;
    }

    /** Sends these updates instead of those that wait. */
    synchronized void restart(List<StreamUpdate> updates) {
        queue.clear();
        queue.addAll(updates);
        write();
    }

    @Override
    public synchronized void onWritePossible() {
        opened = true;
        write();
    }

    @Override
    public void onError(Throwable connectionLost) {
        close();
    }

    void close() {
        closed.complete(null);
    }

    private void write() {
        try {
            while (opened && !closed.isDone() && out.isReady()) {
                StreamUpdate next = queue.poll();
                if (next != null) {
                    flushed = false;
                    out.write(next.bytes(role));
                } else if (!flushed) {
                    flushed = true;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | RuntimeException connectionLost) {
            close();
        }
    }
}
