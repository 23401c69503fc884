package io.rollcall.dashboard.access;

import io.rollcall.model.settings.Role;
import java.util.Locale;

/**
 * A line of the file of users.
 *
 * @param kind whether a person or a machine
 * @param name unique among those of its kind
 * @param role what it may see
 * @param hash of the password (bcrypt) or of the token (SHA-256)
 */
record UserEntry(Kind kind, String name, Role role, String hash) implements SessionUser {
    /** Who it is. */
    enum Kind {
        /** A person with a password. */
        USER,
        /** A machine with a token. */
        TOKEN;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String key() {
        return name;
    }

    String line() {
        return kind.wireName() + " " + name + " " + role.wireName() + " " + hash;
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return kind.wireName() + " " + name;
    }
}
