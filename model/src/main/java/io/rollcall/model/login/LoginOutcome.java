package io.rollcall.model.login;

import java.util.Locale;

/** How a login ended, if its source says so. */
public enum LoginOutcome {
    SUCCESS,
    FAILURE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON, for example {@code failure}. */
    public String wireName() {
        return wireName;
    }

    /**
     * The outcome with this name in JSON.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static LoginOutcome named(String wireName) {
        return switch (wireName) {
            case "success" -> SUCCESS;
            case "failure" -> FAILURE;
            default -> throw new IllegalArgumentException("not an outcome: " + wireName);
        };
    }
}
