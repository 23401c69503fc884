package io.rollcall.model.settings;

import io.rollcall.model.place.Locales;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and checks single values, and values that depend on each other. */
final class SettingValues {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final String NOT_A_DURATION = "must be a number with a unit: 500ms, 30s, 5m, 24h or 7d";
    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");
    private static final Pattern HOSTS = Pattern.compile("([^,\\s/@]+(\\s*,\\s*[^,\\s/@]+)*)?");
    /** Kafka also takes a protocol in front. An IPv6 address stands in brackets. */
    private static final Pattern SERVER =
            Pattern.compile("(?:\\w+://)?(?:\\[[0-9a-fA-F:.%]+]|[^,:\\s/@\\[\\]]+):([0-9]{1,5})");

    /** A token of HTTP (RFC 9110). */
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    /** No segment consists of dots alone: browsers would resolve it. */
    private static final Pattern PATH = Pattern.compile("/|(/(?!\\.+(/|$))[A-Za-z0-9._~-]+)+/?");

    /** Scopes of OAuth, and claims: of what neither separates them nor ends a text. */
    private static final Pattern NAMES = Pattern.compile("[^,\\s\"\\\\]+(\\s*,\\s*[^,\\s\"\\\\]+)*");

    private static final Pattern LOCALES = Pattern.compile("\\s*[^,\\s|][^,|]*(,\\s*[^,\\s|][^,|]*)*");

    /** Each batch is planned anew. Spark accepts as little because the jobs lower its own limit. */
    private static final Duration MIN_BATCH = Duration.ofSeconds(1);

    /** After a crash, up to one batch is repeated. */
    private static final Duration MAX_BATCH = Duration.ofSeconds(10);

    /** A century: longer durations could overflow milliseconds. */
    private static final Duration MAX_DURATION = Duration.ofDays(36_500);

    private static final long MAX_COUNT = 1L << 40;
    private static final long MAX_STATE_PARTITIONS = 10_000;
    private static final long MAX_PORT = 65_535;
    private static final double MAX_RATE = 10_000_000;

    private SettingValues() {}

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' " + NOT_A_DURATION);
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

    /** The values that a setting accepts: a phrase that completes "must be". */
    static String range(SettingKey key) {
        return switch (key.kind()) {
            case TEXT -> "text";
            case SERVERS -> "HOST:PORT, or several separated by commas";
            case TOPIC -> "a topic name (letters, digits, '.', '_', '-')";
            case COUNT -> whole(1, maxCount(key));
            case COUNT_OR_AUTO -> whole(1, MAX_STATE_PARTITIONS) + ", or " + SettingKey.AUTO;
            case PORT -> whole(0, MAX_PORT);
            case PORT_OR_EMPTY -> whole(0, MAX_PORT) + ", or empty";
            case DURATION ->
                key == SettingKey.CLEAN_BATCH
                        ? "a duration from 1s to 10s"
                        : "a duration above 0, at most " + MAX_DURATION.toDays() + "d";
            case LIST -> "us, world, or a list of codes and names of places, separated by commas";
            case HOSTS -> "a list of host names, separated by commas";
            case NETWORKS -> Network.RANGE;
            case AUTH -> "none, basic, oidc or proxy";
            case HEADER -> "the name of a header";
            case ROLES -> GroupRole.RANGE;
            case MASKS -> MaskRule.RANGE;
            case PATH -> "a path of letters, digits, '.', '_', '~' and '-' between slashes, such as /rollcall/";
            case URL_OR_EMPTY -> WebAddress.RANGE;
            case NAMES -> "a list of names, separated by commas";
            case THRESHOLDS -> Threshold.RANGE;
            case FLAG -> "true or false";
            case CLEAN_MODE -> "real-time or micro-batch";
            case RATE -> String.format(Locale.ROOT, "a number above 0, at most %.0f", MAX_RATE);
        };
    }

    /** Kafka takes replicas as 16 bits, partitions and bytes of a segment as 32; the dashboard counts in 32. */
    private static long maxCount(SettingKey key) {
        return switch (key) {
            case REPLICATION -> Short.MAX_VALUE;
            case PARTITIONS, SEGMENT_BYTES, DASHBOARD_MAX_CONNECTIONS, DASHBOARD_MAX_STREAMS -> Integer.MAX_VALUE;
            default -> MAX_COUNT;
        };
    }

    private static String whole(long min, long max) {
        return "a whole number from " + min + " to " + max;
    }

    /** What is wrong with this value, or null. */
    static String problem(SettingKey key, String value) {
        if (key.kind() == SettingKey.Kind.DURATION && !DURATION.matcher(value).matches()) {
            return NOT_A_DURATION;
        }
        if (isInRange(key, value)) {
            return null;
        }
        return "must be " + range(key) + badItem(key, value);
    }

    private static String badItem(SettingKey key, String value) {
        return switch (key.kind()) {
            case LIST -> LOCALES.matcher(value).matches() ? ": " + Locales.problem(value) : "";
            case THRESHOLDS -> oneOfMany(value, Threshold.bad(value));
            case MASKS -> oneOfMany(value, MaskRule.bad(value));
            default -> "";
        };
    }

    private static String oneOfMany(String value, List<String> bad) {
        return !bad.isEmpty() && value.contains(",") ? ": '" + String.join("', '", bad) + "' is not" : "";
    }

    private static boolean isInRange(SettingKey key, String value) {
        return switch (key.kind()) {
            case TEXT -> true;
            case SERVERS -> Arrays.stream(value.split(",", -1)).allMatch(SettingValues::isServer);
            case TOPIC -> TOPIC.matcher(value).matches();
            case COUNT -> isWhole(value, 1, maxCount(key));
            case COUNT_OR_AUTO -> value.equals(SettingKey.AUTO) || isWhole(value, 1, MAX_STATE_PARTITIONS);
            case PORT -> isWhole(value, 0, MAX_PORT);
            case PORT_OR_EMPTY -> value.isEmpty() || isWhole(value, 0, MAX_PORT);
            case DURATION -> isInRange(key, duration(value));
            case LIST -> LOCALES.matcher(value).matches() && Locales.problem(value) == null;
            case HOSTS -> HOSTS.matcher(value).matches();
            case NETWORKS -> Network.isList(value);
            case AUTH -> List.of("none", "basic", "oidc", "proxy").contains(value);
            case HEADER -> HEADER.matcher(value).matches();
            case ROLES -> GroupRole.areValid(value);
            case MASKS -> MaskRule.areValid(value);
            case PATH -> PATH.matcher(value).matches();
            case URL_OR_EMPTY -> value.isEmpty() || WebAddress.isValid(value);
            case NAMES -> NAMES.matcher(value).matches();
            case THRESHOLDS -> Threshold.areValid(value);
            case FLAG -> value.equals("true") || value.equals("false");
            case CLEAN_MODE -> value.equals("real-time") || value.equals("micro-batch");
            case RATE -> isRate(value);
        };
    }

    private static boolean isServer(String text) {
        Matcher server = SERVER.matcher(text.strip());
        return server.matches() && isWhole(server.group(1), 1, MAX_PORT);
    }

    private static boolean isWhole(String value, long min, long max) {
        try {
            long number = Long.parseLong(value);
            return number >= min && number <= max;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isInRange(SettingKey key, Duration duration) {
        return key == SettingKey.CLEAN_BATCH
                ? duration.compareTo(MIN_BATCH) >= 0 && duration.compareTo(MAX_BATCH) <= 0
                : !duration.isZero() && duration.compareTo(MAX_DURATION) <= 0;
    }

    private static boolean isRate(String value) {
        try {
            double rate = Double.parseDouble(value);
            return rate > 0 && rate <= MAX_RATE;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /**
     * Two settings that contradict each other.
     *
     * @param key the setting to change
     * @param must its relation to the other, for example {@code must be below}
     * @param other the setting that it depends on
     */
    record Conflict(SettingKey key, String must, SettingKey other) {}

    /** The contradictions between settings, each of which has a valid value. */
    static List<Conflict> conflicts(Map<SettingKey, String> values) {
        List<Conflict> conflicts = new ArrayList<>();
        long length = millis(values, SettingKey.WINDOW_LENGTH);
        if (length % millis(values, SettingKey.WINDOW_SLIDE) != 0) {
            conflicts.add(new Conflict(SettingKey.WINDOW_LENGTH, "must be a multiple of", SettingKey.WINDOW_SLIDE));
        }
        long lateness = millis(values, SettingKey.LATENESS);
        if (millis(values, SettingKey.FUTURE_TOLERANCE) >= lateness) {
            conflicts.add(new Conflict(SettingKey.FUTURE_TOLERANCE, "must be below", SettingKey.LATENESS));
        }
        if (millis(values, SettingKey.STATS_DELAY) < lateness) {
            conflicts.add(new Conflict(SettingKey.STATS_DELAY, "must be at least", SettingKey.LATENESS));
        }
        Map<String, SettingKey> topics = new HashMap<>();
        for (SettingKey key : SettingKey.values()) {
            SettingKey other = key.kind() == SettingKey.Kind.TOPIC ? topics.putIfAbsent(values.get(key), key) : null;
            if (other != null) {
                conflicts.add(new Conflict(key, "must differ from", other));
            }
        }
        return conflicts;
    }

    private static long millis(Map<SettingKey, String> values, SettingKey key) {
        return duration(values.get(key)).toMillis();
    }
}
