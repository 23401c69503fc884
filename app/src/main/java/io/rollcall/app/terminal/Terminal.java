package io.rollcall.app.terminal;

import java.util.List;

/**
 * Whether output goes to a terminal. The launcher says so in a system property, because Java only knows whether both
 * input and output do.
 */
public final class Terminal {
    private static final List<String> STREAMS =
            List.of(System.getProperty("rollcall.terminal", "").split(","));

    private Terminal() {}

    /** Whether standard output is a terminal. */
    public static boolean isOutput() {
        return STREAMS.contains("out");
    }

    /** Whether standard error is a terminal. */
    public static boolean isError() {
        return STREAMS.contains("err");
    }
}
