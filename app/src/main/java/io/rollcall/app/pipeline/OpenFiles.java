package io.rollcall.app.pipeline;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;

/** How many files this process may have open. Each connection and each jar counts, and about ten per topic partition. */
public final class OpenFiles {
    /** {@code up} has 550 files open after its start. */
    public static final long ENOUGH = 1024;

    private OpenFiles() {}

    /** Prints a line if the limit is low. */
    public static void warnIfFew(PrintWriter out) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() < ENOUGH) {
            out.println("! this process may have only " + system.getMaxFileDescriptorCount()
                    + " files open: if a part fails for lack of them, raise the limit (`ulimit -Hn`, LimitNOFILE)");
            out.flush();
        }
    }
}
