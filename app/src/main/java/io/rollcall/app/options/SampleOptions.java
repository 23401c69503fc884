package io.rollcall.app.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which records a command looks at: those of a topic, or the lines of a file. */
public final class SampleOptions {
    /** How many records there are without an option. */
    public static final int DEFAULT_COUNT = 200;

    /** In place of the name of a file: standard input. */
    public static final String STANDARD_INPUT = "-";

    @Option(names = "--topic", paramLabel = "TOPIC", description = "The topic (default: that of the raw logins).")
    private String topic;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The lines of a file, each the value of one record; - means standard input.")
    private String file;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            converter = OptionValues.Lines.class,
            description = "How many records: the last N of a topic, with --from the first N from there, and the first N"
                    + " of a file (default: " + DEFAULT_COUNT + ").")
    private Integer count;

    /** What contradicts each other, each as a phrase; empty if nothing does. */
    public List<String> problems(SelectOptions selection) {
        List<String> problems = new ArrayList<>();
        if (file != null && topic != null) {
            problems.add("give --topic or --file, not both");
        }
        if (file != null && selection.isGiven()) {
            problems.add("--file does not take --from, --to, --partition, --key, --where and --grep");
        }
        return problems;
    }

    /** The topic, or null if none is given. */
    public String topic() {
        return topic;
    }

    /** The file, {@link #STANDARD_INPUT}, or null for a topic. */
    public String file() {
        return file;
    }

    /** How many records to look at. */
    public int count() {
        return count == null ? DEFAULT_COUNT : count;
    }
}
