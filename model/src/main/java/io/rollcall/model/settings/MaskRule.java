package io.rollcall.model.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much of a field a role sees.
 *
 * @param role whose view it is; of a viewer, who gets no records, only {@link Field#FAILURE_REASON} can be ruled
 * @param field the field
 * @param form what stands in its place
 */
public record MaskRule(Role role, Field field, Form form) {
    /** What can identify a person. */
    public enum Field {
        /** The user of a login. */
        USER_ID,
        /** The address from which it came. */
        IP,
        /** The device. */
        DEVICE_ID,
        /** The whole value of a raw record, and sentences that quote it. */
        RAW,
        /** Why logins failed, in words of the source, which may quote an id. */
        FAILURE_REASON;

        /** The name in settings, and of an id the one of the member of a raw record, for example {@code user_id}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a role sees of a field. */
    public enum Form {
        /** The value. */
        SHOWN,
        /** Nothing. */
        HIDDEN,
        /** A keyed hash, which is the same for the same value. */
        HASH
    }

    /** The values of a setting of rules: a phrase that completes "must be". */
    static final String RANGE =
            "rules, separated by commas: a role (analyst, admin, anyone; a viewer gets no records), then '.', then a field"
                    + " (user_id, ip, device_id, raw), then '=', then shown, hidden or hash; or any role, then"
                    + " .failure_reason=shown or .failure_reason=hidden";

    private static final Pattern RULE =
            Pattern.compile("(?:(?:analyst|admin|anyone)\\.(?:user_id|ip|device_id|raw)\\s*=\\s*(?:shown|hidden|hash)"
                    + "|(?:viewer|analyst|admin|anyone)\\.failure_reason\\s*=\\s*(?:shown|hidden))");

    private static final Pattern PARTS = Pattern.compile("\\.|\\s*=\\s*");

    static boolean areValid(String text) {
        return bad(text).isEmpty();
    }

    /** The items of a text that are no rules, in its order. */
    static List<String> bad(String text) {
        return items(text).filter(item -> !RULE.matcher(item).matches()).toList();
    }

    /** The rules of a valid text, in its order. */
    static List<MaskRule> parse(String text) {
        return items(text).map(MaskRule::one).toList();
    }

    private static MaskRule one(String item) {
        if (!RULE.matcher(item).matches()) {
            throw new IllegalArgumentException("'" + item + "' is not one of " + RANGE);
        }
        String[] parts = PARTS.split(item);
        return new MaskRule(
                Role.valueOf(upper(parts[0])), Field.valueOf(upper(parts[1])), Form.valueOf(upper(parts[2])));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static Stream<String> items(String text) {
        return text.isBlank() ? Stream.empty() : Stream.of(text.split(",", -1)).map(String::strip);
    }
}
