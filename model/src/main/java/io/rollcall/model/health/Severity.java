package io.rollcall.model.health;

import java.util.Locale;

/** How bad a problem is, from mild to grave. Each but the first makes health red. */
public enum Severity {
    /** Current numbers are served, but someone should look. */
    WARNING,
    /** Not ready yet. */
    STARTING,
    /** Numbers are old. */
    STALE,
    /** Numbers are wrong until someone acts. */
    DOWN;

    /** Whether {@code /health} answers 503, and {@code rollcall status} ends with 1. */
    public boolean isRed() {
        return this != WARNING;
    }

    /** The state of a pipeline whose worst problem this is, as JSON and people see it; {@code up} for a warning. */
    public String stateName() {
        return isRed() ? name().toLowerCase(Locale.ROOT) : "up";
    }
}
