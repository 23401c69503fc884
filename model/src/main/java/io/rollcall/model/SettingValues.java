package io.rollcall.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks single values, and those that must fit each other. */
final class SettingValues {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern LOCALES = Pattern.compile("[^,\\s|]+(\\s*,\\s*[^,\\s|]+)*");

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
            case PORT -> whole(value, 0, 65_535);
            case DURATION -> durationProblem(value);
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

    private static String durationProblem(String value) {
        try {
            return duration(value).isZero() ? "must be longer than 0" : null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
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

    /** What does not fit together, each as {@code key: problem}; assumes that each value is good by itself. */
    static List<String> problems(Map<SettingKey, String> values) {
        List<String> problems = new ArrayList<>();
        Duration length = duration(values.get(SettingKey.WINDOW_LENGTH));
        Duration slide = duration(values.get(SettingKey.WINDOW_SLIDE));
        if (length.toMillis() % slide.toMillis() != 0) {
            problems.add(
                    "window.length: must be a multiple of window.slide (" + values.get(SettingKey.WINDOW_SLIDE) + ")");
        }
        Duration lateness = duration(values.get(SettingKey.LATENESS));
        if (duration(values.get(SettingKey.FUTURE_TOLERANCE)).compareTo(lateness) >= 0) {
            problems.add("future-tolerance: must be below lateness (" + values.get(SettingKey.LATENESS) + ")");
        }
        if (duration(values.get(SettingKey.STATS_DELAY)).compareTo(lateness) < 0) {
            problems.add("stats.delay: must be at least lateness (" + values.get(SettingKey.LATENESS) + ")");
        }
        Duration batch = duration(values.get(SettingKey.CLEAN_BATCH));
        if (batch.toMillis() < 5_000 || batch.toMillis() > 10_000) {
            problems.add("clean.batch: must be from 5s to 10s");
        }
        long names = values.entrySet().stream()
                .filter(e -> e.getKey().kind() == SettingKey.Kind.TOPIC)
                .map(Map.Entry::getValue)
                .distinct()
                .count();
        if (names != Topics.DEFAULT.all().size()) {
            problems.add("topics: each topic needs a name of its own");
        }
        return problems;
    }
}
