package io.rollcall.dashboard.http;

import io.rollcall.model.text.IsoTime;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checked parameters of a request. What is wrong is told by {@link BadRequest}. */
final class QueryParameters {
    private static final long EARLIEST = IsoTime.parse("0001-01-01T00:00:00Z");
    private static final long LATEST = IsoTime.parse("9999-12-31T00:00:00Z");

    /** A parameter that makes no sense; the message is one sentence for a person. */
    static final class BadRequest extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadRequest(String message) {
            super(message);
        }
    }

    private final Map<String, List<String>> values;

    /** The parameters of a request, which must be among these names. */
    QueryParameters(Map<String, List<String>> values, String... known) {
        this.values = values;
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(Set.of(known));
        if (!unknown.isEmpty()) {
            throw new BadRequest("unknown parameter " + unknown.iterator().next()
                    + (known.length == 0 ? ": there are none here" : ": there is " + String.join(", ", known)));
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The text of a parameter, or null. */
    String text(String name) {
        List<String> all = values.get(name);
        if (all == null) {
            return null;
        }
        if (all.size() != 1) {
            throw new BadRequest(name + " is given more than once");
        }
        return all.get(0);
    }

    /** A time, ms since the epoch. */
    long time(String name) {
        String text = text(name);
        if (text == null) {
            throw new BadRequest(name + " is missing");
        }
        try {
            long millis = IsoTime.parse(text.replace(' ', '+')); // an unescaped + of an offset arrives as a space
            if (millis >= EARLIEST && millis <= LATEST) {
                return millis;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // the sentence below says it
        }
        throw new BadRequest(name + " must be an ISO-8601 time like 2023-09-12T00:45:51Z");
    }

    long time(String name, long absent) {
        return has(name) ? time(name) : absent;
    }

    int integer(String name, int absent, int least, int most) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw new BadRequest(name + " must be a whole number from " + least + " to " + most);
    }
}
