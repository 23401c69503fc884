package io.rollcall.app.command;

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

/** Which records of a topic. */
final class SelectOptions {
    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description = "Start at: beginning, end, -N (N before the end of each partition), an offset, or a time:"
                    + " 2026-01-31T14:05Z, 14:05, or how long ago: 30s, 10m, 2h, 1d. Times are UTC.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "POSITION",
            description = "Stop before that; the same forms (default: end, as it is at the start).")
    private String to;

    @Option(
            names = {"-p", "--partition"},
            paramLabel = "P",
            split = ",",
            description = "Only this partition; several with commas.")
    private List<Integer> partitions = List.of();

    @Option(names = "--key", paramLabel = "KEY", description = "Only records with exactly this key.")
    private String key;

    @Option(
            names = "--where",
            paramLabel = "EXPR",
            description = "Only values for which this jq expression is true: '.locale==\"UT\" and .logins>5'.")
    private String where;

    @Option(names = "--grep", paramLabel = "REGEX", description = "Only values in which this is found.")
    private String grep;

    private JqFilter jq;

    /** Where to start, or null if not given. */
    Position from(Clock clock) {
        return from == null ? null : position("--from", from, clock);
    }

    /** Where to stop. */
    Position to(Clock clock) {
        return to == null ? new Position.End() : position("--to", to, clock);
    }

    boolean hasEnd() {
        return to != null;
    }

    private static Position position(String option, String text, Clock clock) {
        try {
            return Position.parse(text, clock);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(option + ": " + e.getMessage());
        }
    }

    /** What the options let pass; the quick ones first. */
    RecordFilter filter() {
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
    String remarks() {
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

    /** Those of the partitions that are wanted. */
    List<TopicPartition> chosen(List<TopicPartition> all) {
        List<TopicPartition> chosen = new ArrayList<>(all);
        if (!partitions.isEmpty()) {
            chosen.removeIf(partition -> !partitions.contains(partition.partition()));
            for (int wanted : partitions) {
                if (chosen.stream().noneMatch(partition -> partition.partition() == wanted)) {
                    throw new UserError(
                            all.get(0).topic() + " has no partition " + wanted + ": it has 0 to " + (all.size() - 1));
                }
            }
        }
        return chosen;
    }
}
