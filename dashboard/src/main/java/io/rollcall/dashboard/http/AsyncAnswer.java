package io.rollcall.dashboard.http;

import io.javalin.http.Context;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An answer that is written later, by another thread. Jetty ends a request whose connection is lost, and recycles it;
 * Javalin would go on with a recycled request for ever, as its handling of errors fails with an error. So Javalin goes on
 * once at most, and Jetty waits until it has done so.
 */
final class AsyncAnswer implements AsyncListener {
    /** Held while Javalin or Jetty ends the request. */
    private final ReentrantLock ending = new ReentrantLock();

    private boolean ended;
    private final CompletableFuture<?> work;
    private final CompletableFuture<Void> written = new CompletableFuture<>();

    private AsyncAnswer(CompletableFuture<?> work) {
        this.work = work;
    }

    /**
     * Answers a request when this work is done.
     *
     * @param start begins the work. The future is cancelled if the connection is lost. If it fails, so does the request.
     * @param write writes the answer
     */
    static <T> void await(Context ctx, Supplier<CompletableFuture<T>> start, Consumer<T> write) {
        ctx.future(() -> {
            CompletableFuture<T> work = start.get();
            AsyncAnswer answer = new AsyncAnswer(work);
            ctx.req().getAsyncContext().addListener(answer);
            work.whenComplete((value, failure) -> answer.resume(() -> {
                if (failure != null) {
                    throw new CompletionException(failure);
                }
                write.accept(value);
            }));
            return answer.written;
        });
    }

    private void resume(Runnable write) {
        // Somebody who holds the lock ends the request, and may do so by closing what calls this.
        if (!ending.tryLock()) {
            return;
        }
        try {
            if (ended) {
                return;
            }
            ended = true;
            CompletableFuture.runAsync(write, Runnable::run).whenComplete((nothing, failure) -> {
                if (failure == null) {
                    written.complete(null);
                } else {
                    written.completeExceptionally(failure);
                }
            });
        } finally {
            ending.unlock();
        }
    }

    /** Waits for Javalin, then keeps it from going on. Returns whether it had gone on. */
    private boolean end() {
        ending.lock();
        try {
            boolean before = ended;
            ended = true;
            return before;
        } finally {
            ending.unlock();
        }
    }

    @Override
    public void onError(AsyncEvent connectionLost) {
        if (!end()) {
            work.cancel(false);
            connectionLost.getAsyncContext().complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (!end()) {
            work.cancel(false);
        }
    }

    @Override
    public void onTimeout(AsyncEvent neverHappens) {}

    @Override
    public void onStartAsync(AsyncEvent neverHappens) {}
}
