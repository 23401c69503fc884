package io.rollcall.app.options;

import io.rollcall.app.tail.JqFilter;
import io.rollcall.app.tail.Position;
import io.rollcall.app.tail.RecordFilter;
import io.rollcall.model.settings.UserError;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Option;

/** Which records of a topic a command selects. */
public final class SelectOptions {
    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description =
                    "Where to start: beginning, end, -N (N before the end of each partition), an offset, a time in"
                            + " UTC (2026-01-31T14:05Z or 14:05), or an age (30s, 10m, 2h or 1d).")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "POSITION",
            description = "Stop before this position, in the same forms (default: the end at the time of the start).")
    private String to;

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "P",
            split = ",",
            converter = OptionValues.Partition.class,
            description = "Only these partitions, separated by commas.")
    private List<Integer> partitions = List.of();

    @Option(names = "--key", paramLabel = "KEY", description = "Only records with exactly this key.")
    private String key;

    @Option(
            names = "--where",
            paramLabel = "EXPR",
            description = "Only JSON values for which this jq expression is true: '.locale==\"UT\" and .logins>5'.")
    private String where;

    @Option(
            names = "--grep",
            paramLabel = "REGEX",
            description = "Only values in which this regular expression is found.")
    private String grep;

    private JqFilter jq;

    /** Where to start, or null if not given. @throws UserError if it is not a position */
    public Position from(Clock clock) {
        return from == null ? null : position("--from", from, clock);
    }

    /** Where to stop. @throws UserError if it is not a position */
    public Position to(Clock clock) {
        return to == null ? new Position.End() : position("--to", to, clock);
    }

    /** Whether the end is given. */
    public boolean hasEnd() {
        return to != null;
    }

    /** Whether any of these options is given. */
    public boolean isGiven() {
        return from != null || to != null || !partitions.isEmpty() || key != null || where != null || grep != null;
    }

    private static Position position(String option, String text, Clock clock) {
        try {
            return Position.parse(text, clock);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(option + " " + e.getMessage());
        }
    }

    /** The filter of these options. It applies the cheapest condition first. */
    public RecordFilter filter() {
        RecordFilter filter = RecordFilter.ALL;
        if (key != null) {
            filter = filter.and(RecordFilter.key(key));
        }
        if (grep != null) {
            filter = filter.and(RecordFilter.grep(pattern()));
        }
        if (where != null) {
            jq = jq();
            filter = filter.and(jq);
        }
        return filter;
    }

    private JqFilter jq() {
        try {
            return new JqFilter(where);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--where " + e.getMessage());
        }
    }

    /** The values that {@code --where} could not test, in one sentence; empty if there are none. */
    public String remarks() {
        String remarks = jq == null ? "" : jq.remarks();
        return remarks.isEmpty() ? "" : "--where " + remarks;
    }

    private Pattern pattern() {
        try {
            return Pattern.compile(grep);
        } catch (PatternSyntaxException e) {
            throw UserError.usage("--grep '" + grep + "' is not a regular expression: " + e.getDescription());
        }
    }

    /** The selected partitions. @throws UserError if the topic does not have one of them */
    public List<TopicPartition> chosen(List<TopicPartition> all) {
        List<TopicPartition> chosen = new ArrayList<>(all);
        if (!partitions.isEmpty()) {
            chosen.removeIf(partition -> !partitions.contains(partition.partition()));
            for (int selected : partitions) {
                if (chosen.stream().noneMatch(partition -> partition.partition() == selected)) {
                    throw new UserError("--partition " + selected + ": "
                            + all.get(0).topic() + " has only the partitions 0 to " + (all.size() - 1));
                }
            }
        }
        return chosen;
    }
}
