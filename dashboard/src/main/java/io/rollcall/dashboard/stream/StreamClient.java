package io.rollcall.dashboard.stream;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One viewer of the stream. Events wait in a bounded queue until the connection takes them; writing never blocks, so a
 * slow viewer holds nobody back and no thread waits for anybody.
 */
public final class StreamClient implements WriteListener {
    /** Ticks that may wait for a slow viewer. */
    static final int MAX_QUEUE = 64;

    private final ServletOutputStream out;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final ArrayDeque<StreamEvent> queue = new ArrayDeque<>();
    private boolean opened;
    private boolean flushed = true;

    public StreamClient(ServletOutputStream out) {
        this.out = out;
    }

    /** Completes when the connection is gone. */
    public CompletableFuture<Void> closed() {
        return closed;
    }

    /** Sends events after those that wait; false if there is no room for them. */
    synchronized boolean offer(List<StreamEvent> events) {
        if (queue.size() + events.size() > MAX_QUEUE) {
            return false;
        }
        queue.addAll(events);
        write();
        return true;
    }

    /** Sends these in place of all that waits. */
    synchronized void startAgain(List<StreamEvent> events) {
        queue.clear();
        queue.addAll(events);
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
                StreamEvent next = queue.poll();
                if (next != null) {
                    flushed = false;
                    out.write(next.bytes());
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
