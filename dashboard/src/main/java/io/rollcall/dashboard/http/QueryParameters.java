package io.rollcall.dashboard.http;

import io.rollcall.model.text.IsoTime;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The query parameters of a request, checked. Each method throws {@link BadRequest} if a value is invalid. */
final class QueryParameters {
    /** Bounds of times, so that no later arithmetic overflows. */
    private static final long MIN_TIME = IsoTime.parse("0001-01-01T00:00:00Z");

    private static final long MAX_TIME = IsoTime.parse("9999-12-31T00:00:00Z");

    /** A name in a query, up to a percent sign that escapes nothing. */
    private static final Pattern BAD_NAME = Pattern.compile("(^|&)[^&=]*%(?![0-9a-fA-F]{2})");

    /** An invalid parameter. The message is for the user. */
    static final class BadRequest extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadRequest(String message) {
            super(message);
        }
    }

    private final Map<String, List<String>> values;

    /** The parameters of a request, whose names must be among the known ones. */
    QueryParameters(Map<String, List<String>> values, String... known) {
        this.values = values;
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw new BadRequest("unknown parameter " + unknown.iterator().next()
                    + (known.length == 0 ? ": this path takes none" : ": this path takes " + String.join(", ", known)));
        }
    }

    /** Refuses a query with a name that cannot be decoded: the HTTP server leaves such a parameter out. */
    static void requireNames(String query) {
        if (query != null && BAD_NAME.matcher(query).find()) {
            throw new BadRequest("the name of a parameter has a % that is not followed by two hexadecimal digits");
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text of a parameter, or null if it is absent. */
    String text(String name) {
        List<String> all = values.get(name);
        if (all == null) {
            return null;
        }
        if (all.isEmpty()) {
            throw new BadRequest(name + " has a % that is not followed by two hexadecimal digits");
        }
        if (all.size() != 1) {
            throw new BadRequest(name + " is given more than once");
        }
        return all.get(0);
    }

    /** A required time, ms since the epoch. */
    long time(String name) {
        String text = text(name);
        if (text == null) {
            throw new BadRequest(name + " is missing");
        }
        try {
            long millis = IsoTime.parse(text.replace(' ', '+')); // an unescaped + in a zone offset arrives as a space
            if (millis >= MIN_TIME && millis <= MAX_TIME) {
                return millis;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // reported below
        }
        throw new BadRequest(name + " must be an ISO-8601 time like 2023-09-12T00:45:51Z");
    }

    /** A time, ms since the epoch, or {@code absent}. */
    long time(String name, long absent) {
        return has(name) ? time(name) : absent;
    }

    /** A whole number from {@code min} to {@code max}, or {@code absent}. */
    int integer(String name, int absent, int min, int max) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text);
            boolean ascii = text.chars().allMatch(c -> c < 128); // Java also knows digits of other scripts
            if (ascii && number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new BadRequest(name + " must be a whole number from " + min + " to " + max);
    }
}
