package io.rollcall.app.options;

import io.rollcall.app.tail.Fields;
import io.rollcall.app.tail.JsonFormat;
import io.rollcall.app.tail.RecordFormat;
import io.rollcall.app.tail.TableFormat;
import io.rollcall.app.tail.TextFormat;
import io.rollcall.app.tail.ValueFormat;
import io.rollcall.app.terminal.Layout;
import io.rollcall.app.terminal.Terminal;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.settings.UserError;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How a command shows records. */
public final class ShowOptions {
    /** The forms of output. */
    enum Format {
        TEXT,
        JSON,
        VALUE,
        TABLE,
        WIDE,
        RAW
    }

    /** When to use colors. */
    enum When {
        AUTO,
        ALWAYS,
        NEVER
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = {
                "text: one line per record: time, partition-offset, key, value, headers (default);",
                "json: one object per line: topic, partition, offset, timestamp, key, headers, value;",
                "value: the value on one line;  raw: the bytes of the value, as kcat writes them;",
                "table: columns that fit the terminal, for Rollcall's topics or those of --fields, times in UTC;",
                "wide: the table with all columns, whole, as table is through a pipe."
            })
    private Format format = Format.TEXT;

    @Option(
            names = "--fields",
            paramLabel = "A,B.C",
            split = ",",
            description = "Show only these fields of JSON values.")
    private List<String> fields = List.of();

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "auto (default: on a terminal, unless NO_COLOR is set), always or never.")
    private When color = When.AUTO;

    /** The format for records of this topic. @throws UserError if the options contradict each other */
    public RecordFormat format(String topic, Topics topics, Clock clock) {
        Fields chosen = new Fields(fields);
        if (format == Format.RAW && !fields.isEmpty()) {
            throw UserError.usage("-o raw writes the bytes of the value: it does not take --fields");
        }
        return switch (format) {
            case TEXT -> new TextFormat(colored(), chosen);
            case JSON -> new JsonFormat(chosen);
            case VALUE -> new ValueFormat(chosen);
            case RAW -> RecordFormat.RAW;
            case TABLE -> table(topic, topics, chosen, Layout.ofOutput(), clock);
            case WIDE -> table(topic, topics, chosen, Layout.WHOLE, clock);
        };
    }

    private RecordFormat table(String topic, Topics topics, Fields chosen, Layout layout, Clock clock) {
        if (!fields.isEmpty()) {
            return TableFormat.of(chosen, layout, clock);
        }
        return TableFormat.of(topic, topics, layout, clock)
                .orElseThrow(() -> UserError.usage("-o " + format.name().toLowerCase(Locale.ROOT)
                        + " knows no columns for '" + topic + "': name them with --fields"));
    }

    private boolean colored() {
        return color == When.ALWAYS || color == When.AUTO && Terminal.isOutput() && System.getenv("NO_COLOR") == null;
    }
}
