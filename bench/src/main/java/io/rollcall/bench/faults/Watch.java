package io.rollcall.bench.faults;

/** Looks at something again and again, on a thread of its own, until it is stopped. */
final class Watch {
    private static final long POLL_MILLIS = 250;

    private final Thread thread;
    private volatile boolean done;

    private Watch(String name, Runnable look) {
        this.thread = new Thread(() -> run(look), name);
        thread.setDaemon(true);
    }

    /** Starts to look. @param look called on the watch's thread only */
    static Watch start(String name, Runnable look) {
        Watch watch = new Watch(name, look);
        watch.thread.start();
        return watch;
    }

    private void run(Runnable look) {
        while (!done) {
            look.run();
            Waiting.pause(POLL_MILLIS);
        }
        look.run();
    }

    /** Stops after a last look. Everything that the looks have written is visible when this returns. */
    void stop() {
        done = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoundFailure("interrupted");
        }
    }
}
