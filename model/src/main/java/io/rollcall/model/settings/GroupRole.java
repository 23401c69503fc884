package io.rollcall.model.settings;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The role of a group's members.
 *
 * @param group the name of the group, as the proxy or provider gives it; {@value #EVERYBODY} for whoever it lets through
 * @param role what they may see
 */
public record GroupRole(String group, Role role) {
    /** The group that everybody is in. */
    public static final String EVERYBODY = "*";

    static final String RANGE = "GROUP=ROLE, or several separated by commas; a role is viewer, analyst or admin";

    private static final Pattern RULE = Pattern.compile("[^,=\\s][^,=]*=\\s*(viewer|analyst|admin)");

    static boolean areValid(String text) {
        return items(text).allMatch(item -> RULE.matcher(item).matches());
    }

    /** The rules of a valid text, in its order. */
    static List<GroupRole> parse(String text) {
        return items(text)
                .map(item -> item.split("=", 2))
                .map(parts -> new GroupRole(
                        parts[0].strip(), Role.given(parts[1].strip()).orElseThrow()))
                .toList();
    }

    private static Stream<String> items(String text) {
        return text.isBlank() ? Stream.empty() : Stream.of(text.split(",", -1)).map(String::strip);
    }
}
