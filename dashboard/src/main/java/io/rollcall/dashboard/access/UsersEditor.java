package io.rollcall.dashboard.access;

import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Changes the file of users for the command line. */
public final class UsersEditor {
    private static final int MIN_CHARS = 10;

    private UsersEditor() {}

    /**
     * Gives a user a password and a role; adds the user if the file has none of this name, and makes the file if there is
     * none.
     *
     * @return whether the user is new
     * @throws UserError if the name or the password is bad, or the file is bad or cannot be written
     */
    public static boolean setPassword(Path file, String name, Role role, String password) {
        return setPassword(file, name, role, password, PasswordHash.COST);
    }

    /** The same with a cost of the hash. */
    static boolean setPassword(Path file, String name, Role role, String password, int cost) {
        UsersFile users = open(file, name);
        requireGood(password, name);
        boolean isNew = !users.has(UserEntry.Kind.USER, name);
        users.with(new UserEntry(UserEntry.Kind.USER, name, role, PasswordHash.of(password, cost)))
                .write();
        return isNew;
    }

    /**
     * Gives a machine a new token and a role. A former token of the same name no longer holds.
     *
     * @return the token; the file has only its hash
     * @throws UserError if the name is bad, or the file is bad or cannot be written
     */
    public static String newToken(Path file, String name, Role role) {
        UsersFile users = open(file, name);
        String token = Secrets.random();
        users.with(new UserEntry(UserEntry.Kind.TOKEN, name, role, Secrets.hash(token)))
                .write();
        return token;
    }

    private static UsersFile open(Path file, String name) {
        String problem = UsersFile.nameProblem(name);
        if (problem != null) {
            throw UserError.usage("the name '" + name + "' is bad: " + problem);
        }
        return UsersFile.readOrEmpty(file);
    }

    private static void requireGood(String password, String name) {
        int chars = password.codePointCount(0, password.length());
        if (chars < MIN_CHARS) {
            throw new UserError("the password is too short: it needs " + MIN_CHARS + " characters or more");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > PasswordHash.MAX_BYTES) {
            throw new UserError("the password is too long: bcrypt takes " + PasswordHash.MAX_BYTES + " bytes");
        }
        if (password.codePoints().anyMatch(Character::isISOControl)) {
            throw new UserError("the password has a control character, which no form can send");
        }
        if (password.codePoints().distinct().count() < 4
                || password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
            throw new UserError(
                    "the password is too easy to guess: it needs 4 different characters or more, and must not"
                            + " contain the name");
        }
    }
}
