package io.rollcall.source.jq;

import io.rollcall.source.regex.Regex;
import io.rollcall.source.regex.RegexException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The patterns of regular expressions: from arguments, or known beforehand. */
final class Patterns {
    /** Patterns are mostly constants of a mapping. More than these, such as patterns from records, are compiled each time. */
    private static final int MAX_CACHED = 200;

    private static final int MAX_PATTERN = 10_000;
    private static final Map<Key, Regex> CACHE = new ConcurrentHashMap<>();

    private record Key(String pattern, boolean ignoreCase, boolean extended) {}

    private Patterns() {}

    /** {@code test} by a pattern that is known beforehand; what it costs is the same. */
    static Pure test(String pattern) {
        Regex regex = compile(pattern, RegexFlags.of(null));
        return (in, arguments, budget) -> {
            String text = matched(in);
            budget.steps(costOf(regex));
            try {
                return regex.in(text, steps -> budget.steps(steps / 4 + 1)).find(0) != null;
            } catch (RegexException e) {
                throw failure(pattern, e);
            }
        };
    }

    static Object flags(List<Object> arguments) {
        return arguments.get(0) instanceof List ? second(Values.list(arguments.get(0))) : arguments.get(1);
    }

    private static Object second(List<Object> list) {
        return list.size() > 1 ? list.get(1) : null;
    }

    /** The text to match; the message is made only where it is needed. */
    static String matched(Object value) {
        return value instanceof String text
                ? text
                : TextFunctions.text(value, Values.described(value) + " cannot be matched, as it is not a string");
    }

    static Regex regex(List<Object> arguments, Budget budget) {
        Object pattern = arguments.get(0) instanceof List
                        && !Values.list(arguments.get(0)).isEmpty()
                ? Values.list(arguments.get(0)).get(0)
                : arguments.get(0);
        String text = matched(pattern);
        RegexFlags flags = RegexFlags.of(flags(arguments));
        Key key = new Key(text, flags.ignoreCase(), flags.extended());
        Regex cached = CACHE.get(key);
        if (cached == null) {
            cached = compile(text, flags);
            if (CACHE.size() < MAX_CACHED) {
                CACHE.put(key, cached);
            }
        }
        budget.steps(costOf(cached));
        return cached;
    }

    /** Whether it was cached depends on other records, so it costs the same. */
    private static long costOf(Regex regex) {
        return 50L + regex.size();
    }

    static JqError failure(Object pattern, RegexException e) {
        return new JqError("Regex failure: " + Values.shown(pattern) + " " + e.getMessage());
    }

    static Regex compile(String pattern, RegexFlags flags) {
        if (pattern.length() > MAX_PATTERN) {
            throw new JqError("Regex failure: a pattern is longer than " + MAX_PATTERN + " characters");
        }
        try {
            return Regex.compile(pattern, flags.ignoreCase(), flags.extended());
        } catch (RegexException e) {
            throw failure(pattern, e);
        }
    }
}
