package io.rollcall.app.tail;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Says on a terminal how far a long scan is, on one line that goes away again. */
public final class ScanProgress {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
    private static final int LOOK_EVERY = 1024;

    private final PrintWriter terminal;
    private final long total;
    private long read;
    private long due = System.nanoTime() + PATIENCE_NANOS;
    private boolean shown;

    /**
     * Shows itself after a second.
     *
     * @param terminal where, or null to show nothing
     * @param total offsets that are to be read
     */
    public ScanProgress(PrintWriter terminal, long total) {
        this.terminal = terminal;
        this.total = total;
    }

    /** One more record was looked at. */
    void step() {
        read++;
        if (terminal == null || read % LOOK_EVERY != 0 || System.nanoTime() - due < 0) {
            return;
        }
        due = System.nanoTime() + REDRAW_NANOS;
        shown = true;
        terminal.printf(Locale.ROOT, "\r\u001b[K%,d of %,d read (%d %%)", read, total, 100 * read / total);
        terminal.flush();
    }

    /** Takes the line away. */
    void clear() {
        if (shown) {
            shown = false;
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }
}
