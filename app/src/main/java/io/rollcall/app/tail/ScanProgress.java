package io.rollcall.app.tail;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Shows the progress of a long scan on one line of a terminal, and removes the line at the end. */
final class ScanProgress {
    private static final long DELAY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long REDRAW_NANOS = Duration.ofMillis(200).toNanos();
    private static final int RECORDS_PER_CHECK = 1024;

    private final PrintWriter terminal;
    private final long total;
    private long read;
    private long due = System.nanoTime() + DELAY_NANOS;
    private boolean shown;

    /**
     * A scan that begins now. Its progress is shown once the scan has taken more than a second.
     *
     * @param terminal where to show it, or null to show nothing
     * @param total number of offsets to read
     */
    ScanProgress(PrintWriter terminal, long total) {
        this.terminal = terminal;
        this.total = total;
    }

    /** One more record was read. */
    void step() {
        read++;
        if (terminal == null || read % RECORDS_PER_CHECK != 0 || System.nanoTime() - due < 0) {
            return;
        }
        due = System.nanoTime() + REDRAW_NANOS;
        shown = true;
        terminal.printf(Locale.ROOT, "\r\u001b[K%,d of %,d read (%d %%)", read, total, 100 * read / total);
        terminal.flush();
    }

    /** Removes the line. */
    void clear() {
        if (shown) {
            shown = false;
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }
}
