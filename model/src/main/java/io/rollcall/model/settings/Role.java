package io.rollcall.model.settings;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What somebody may see of the dashboard. */
public enum Role {
    /** Numbers. */
    VIEWER(EnumSet.of(Right.NUMBERS)),
    /** Numbers, and rejected records. */
    ANALYST(EnumSet.of(Right.NUMBERS, Right.RECORDS)),
    /** Everything. */
    ADMIN(EnumSet.allOf(Right.class)),
    /** Whoever reaches a dashboard that asks nobody who they are, and that more than its own machine can reach. */
    ANYONE(EnumSet.allOf(Right.class));

    /** What a route takes. */
    public enum Right {
        /** Counts, by place and time. */
        NUMBERS,
        /** Single records. How much of them shows is decided by {@link MaskRule}. */
        RECORDS,
        /** What machines that watch the dashboard read. */
        METRICS
    }

    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = rights;
    }

    /** Whether this role has a right. */
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** The name in files, settings and answers, for example {@code viewer}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this name; empty if there is none that somebody can be given. */
    public static Optional<Role> given(String name) {
        return named(name).filter(role -> role != ANYONE);
    }

    static Optional<Role> named(String name) {
        return Stream.of(values()).filter(role -> role.wireName().equals(name)).findFirst();
    }
}
