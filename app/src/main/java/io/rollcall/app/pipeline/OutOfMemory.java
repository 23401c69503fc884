package io.rollcall.app.pipeline;

import io.rollcall.model.process.MachineLimit;
import io.rollcall.model.settings.Message;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/**
 * Ends the process when memory runs out. A library may catch the error and stop working, and an orderly stop may itself
 * lack the memory: then the process says why and halts. What that takes is allocated beforehand.
 */
final class OutOfMemory {
    /** How long an orderly stop may take, ms. */
    private static final long STOP_TIMEOUT_MILLIS = 5_000;

    private static final int FAILED = 1;

    private final CountDownLatch happened = new CountDownLatch(1);
    private final Message reason = Message.literal(MachineLimit.MEMORY.advice());
    private final byte[] line = ("rollcall: " + reason + "\n").getBytes(StandardCharsets.UTF_8);
    private final CompletableFuture<Message> failure;

    private OutOfMemory(CompletableFuture<Message> failure) {
        this.failure = failure;
    }

    /** Watches all threads of this JVM. @param failure completed with the reason, so that the owner can stop in order */
    static void watch(CompletableFuture<Message> failure) {
        OutOfMemory watch = new OutOfMemory(failure);
        failure.thenAccept(watch::stopSoonIfForLackOfMemory);
        Thread deadline = new Thread(watch::haltAfterTimeout, "out-of-memory");
        deadline.setDaemon(true);
        deadline.start();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            watch.look(error);
            if (before != null) {
                before.uncaughtException(thread, error);
            }
        });
    }

    private void look(Throwable error) {
        if (MachineLimit.of(error).filter(MachineLimit.MEMORY::equals).isPresent()) {
            failure.complete(reason);
        }
    }

    /** A part may have noticed it by itself. */
    private void stopSoonIfForLackOfMemory(Message why) {
        if (why.toString().contains(reason.toString())) {
            happened.countDown();
        }
    }

    private void haltAfterTimeout() {
        try {
            happened.await();
            Thread.sleep(STOP_TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try (FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
            err.write(line);
        } catch (IOException e) {
            // nobody listens
        } finally {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
