package io.rollcall.app.terminal;

import java.util.List;

/** Whether a person looks on. The launcher says so: Java tells only of input and output together. */
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
