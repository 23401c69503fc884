package io.rollcall.model.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks single values, and those that must fit each other. */
final class SettingValues {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern LOCALES = Pattern.compile("[^,\\s|]+(\\s*,\\s*[^,\\s|]+)*");

    /** Real-Time Mode takes no shorter batches; a longer one would be replayed after a crash. */
    private static final Duration LEAST_BATCH = Duration.ofSeconds(5);

    private static final Duration MOST_BATCH = Duration.ofSeconds(10);
    /** A century: more could overflow milliseconds. */
    private static final Duration MOST = Duration.ofDays(36_500);

    private SettingValues() {}

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a number with a unit: 500ms, 30s, 5m, 24h or 7d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** What is wrong with this value, or null. */
    static String problem(SettingKey key, String value) {
        return switch (key.kind()) {
            case TEXT -> null;
            case TOPIC ->
                TOPIC.matcher(value).matches() ? null : "must be a topic name (letters, digits, '.', '_', '-')";
            case COUNT -> whole(value, 1, 1L << 40);
            case COUNT_OR_AUTO -> value.equals(SettingKey.AUTO) ? null : countOrAutoProblem(value);
            case PORT -> whole(value, 0, 65_535);
            case DURATION -> durationProblem(key, value);
            case LIST -> LOCALES.matcher(value).matches() ? null : "must be a list of names, separated by commas";
            case FLAG -> value.equals("true") || value.equals("false") ? null : "must be true or false";
            case CLEAN_MODE ->
                value.equals("real-time") || value.equals("micro-batch") ? null : "must be real-time or micro-batch";
            case RATE -> rateProblem(value);
        };
    }

    private static String whole(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return null;
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        return "must be a whole number from " + least + " to " + most;
    }

    private static String countOrAutoProblem(String value) {
        String problem = whole(value, 1, 10_000);
        return problem == null ? null : problem + ", or " + SettingKey.AUTO;
    }

    private static String durationProblem(SettingKey key, String value) {
        Duration duration;
        try {
            duration = duration(value);
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        if (key == SettingKey.CLEAN_BATCH) {
            boolean fits = duration.compareTo(LEAST_BATCH) >= 0 && duration.compareTo(MOST_BATCH) <= 0;
            return fits ? null : "must be from 5s to 10s";
        }
        if (duration.isZero()) {
            return "must be longer than 0";
        }
        return duration.compareTo(MOST) <= 0 ? null : "must be at most 36500d";
    }

    private static String rateProblem(String value) {
        try {
            double rate = Double.parseDouble(value);
            if (rate > 0 && rate <= 10_000_000) {
                return null;
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        return "must be a number of logins a second above 0";
    }

    /**
     * Two settings that do not fit each other.
     *
     * @param key the one to change
     * @param must what it must be
     * @param other with regard to this one
     */
    record Misfit(SettingKey key, String must, SettingKey other) {}

    /** What does not fit together; assumes that each value is good by itself. */
    static List<Misfit> misfits(Map<SettingKey, String> values) {
        List<Misfit> misfits = new ArrayList<>();
        long length = millis(values, SettingKey.WINDOW_LENGTH);
        if (length % millis(values, SettingKey.WINDOW_SLIDE) != 0) {
            misfits.add(new Misfit(SettingKey.WINDOW_LENGTH, "must be a multiple of", SettingKey.WINDOW_SLIDE));
        }
        long lateness = millis(values, SettingKey.LATENESS);
        if (millis(values, SettingKey.FUTURE_TOLERANCE) >= lateness) {
            misfits.add(new Misfit(SettingKey.FUTURE_TOLERANCE, "must be below", SettingKey.LATENESS));
        }
        if (millis(values, SettingKey.STATS_DELAY) < lateness) {
            misfits.add(new Misfit(SettingKey.STATS_DELAY, "must be at least", SettingKey.LATENESS));
        }
        Map<String, SettingKey> topics = new HashMap<>();
        for (SettingKey key : SettingKey.values()) {
            SettingKey other = key.kind() == SettingKey.Kind.TOPIC ? topics.putIfAbsent(values.get(key), key) : null;
            if (other != null) {
                misfits.add(new Misfit(key, "must differ from", other));
            }
        }
        return misfits;
    }

    private static long millis(Map<SettingKey, String> values, SettingKey key) {
        return duration(values.get(key)).toMillis();
    }
}
