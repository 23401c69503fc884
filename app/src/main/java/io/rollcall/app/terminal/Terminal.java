package io.rollcall.app.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether output goes to a terminal, and how wide that is. The launcher says in a system property which streams do,
 * because Java only knows whether both input and output do.
 */
public final class Terminal {
    /** The width of a terminal that does not tell its own. */
    static final int DEFAULT_WIDTH = 80;

    private static final int MAX_WIDTH = 10_000;

    /** What {@code stty size} prints: rows and columns. */
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,9})\\s*");

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

    /** The columns of the terminal now: those of the variable COLUMNS if it is set, else its own, else 80. */
    public static int width() {
        String columns = System.getenv("COLUMNS");
        int set = columns == null ? 0 : width("0 " + columns.strip());
        if (set > 0) {
            return set;
        }
        int own = width(size());
        return own > 0 ? own : DEFAULT_WIDTH;
    }

    /** The columns in a size, or 0 if it has none. */
    static int width(String size) {
        Matcher matcher = SIZE.matcher(size);
        return matcher.matches() ? (int) Math.min(MAX_WIDTH, Long.parseLong(matcher.group(1))) : 0;
    }

    private static String size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException noTerminalOrNoStty) {
            return "";
        }
    }
}
