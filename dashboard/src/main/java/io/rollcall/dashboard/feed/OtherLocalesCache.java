package io.rollcall.dashboard.feed;

import io.rollcall.kafka.newest.OtherLocales;
import io.rollcall.model.settings.UserError;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reads what {@code OTHER} is made of when somebody asks, and at most once per 10 s, however many ask: callers wait for the
 * one that reads. The same holds for a failure. Thread-safe.
 */
final class OtherLocalesCache {
    static final Duration LIFETIME = Duration.ofSeconds(10);

    private final Supplier<OtherLocales> read;
    private final LongSupplier nanoTime;
    private boolean asked;
    private long readNanos;
    private OtherLocales latest;
    private UserError failure;

    /** A cache in front of this reader. @param nanoTime a clock like {@link System#nanoTime()} */
    OtherLocalesCache(Supplier<OtherLocales> read, LongSupplier nanoTime) {
        this.read = read;
        this.nanoTime = nanoTime;
    }

    /** The latest sample, at most 10 s old. @throws UserError if it could not be read */
    synchronized OtherLocales get() {
        if (!asked || nanoTime.getAsLong() - readNanos >= LIFETIME.toNanos()) {
            try {
                latest = read.get();
                failure = null;
            } catch (UserError e) {
                failure = e;
            }
            asked = true;
            readNanos = nanoTime.getAsLong();
        }
        if (failure != null) {
            throw failure;
        }
        return latest;
    }
}
