package io.rollcall.model.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bound beyond which a tile of the page changes its colour.
 *
 * @param tile the tile whose number is compared
 * @param level what the tile then shows
 * @param side on which side of the bound
 * @param bound in the unit of the tile; exclusive
 */
public record Threshold(Tile tile, Level level, Side side, double bound) {
    /** The tiles that can have thresholds. */
    public enum Tile {
        /** Logins per second. */
        LOGINS,
        /** Distinct users in the window that is shown. */
        USERS,
        /** Distinct devices in the window that is shown. */
        DEVICES,
        /** Rejected logins in the last whole minute. */
        REJECTED,
        /** Late logins in the last whole minute. */
        LATE
    }

    /** How serious it is. */
    public enum Level {
        /** Amber. */
        WARN,
        /** Red. */
        ALARM
    }

    /** Where the numbers lie that count. */
    public enum Side {
        /** Below the bound. */
        BELOW,
        /** Above the bound. */
        ABOVE
    }

    /** The values of a setting of thresholds: a phrase that completes "must be". */
    static final String RANGE =
            "conditions, separated by commas: one of logins, users, devices, rejected, late, then < or >, then a number";

    private static final Pattern CONDITION =
            Pattern.compile("(logins|users|devices|rejected|late)\\s*([<>])\\s*([0-9]{1,12}(?:\\.[0-9]{1,3})?)");

    static boolean areValid(String text) {
        return bad(text).isEmpty();
    }

    /** The conditions of a text that are none, in its order. */
    static List<String> bad(String text) {
        return conditions(text)
                .filter(condition -> !CONDITION.matcher(condition).matches())
                .toList();
    }

    /** The thresholds of a valid text, in its order. */
    static List<Threshold> parse(String text, Level level) {
        return conditions(text).map(condition -> one(condition, level)).toList();
    }

    private static Threshold one(String condition, Level level) {
        Matcher matcher = CONDITION.matcher(condition);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + condition + "' is not one of " + RANGE);
        }
        return new Threshold(
                Tile.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)),
                level,
                matcher.group(2).equals("<") ? Side.BELOW : Side.ABOVE,
                Double.parseDouble(matcher.group(3)));
    }

    private static Stream<String> conditions(String text) {
        return text.isBlank() ? Stream.empty() : Stream.of(text.split(",", -1)).map(String::strip);
    }
}
