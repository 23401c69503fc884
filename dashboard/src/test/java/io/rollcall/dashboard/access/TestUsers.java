package io.rollcall.dashboard.access;

import io.rollcall.model.settings.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** A file with a user and a token of each role: named by the role, and by the role with {@code -machine}. */
public final class TestUsers {
    private TestUsers() {}

    /** Writes the file, with hashes of the lowest cost. */
    public static Path write(Path file) {
        StringBuilder text = new StringBuilder("# of tests\n");
        for (Role role : Role.values()) {
            if (role != Role.ANYONE) {
                String name = role.wireName();
                text.append("user ").append(name).append(' ').append(name).append(' ');
                text.append(hash(password(name))).append('\n');
                text.append("token ")
                        .append(name)
                        .append("-machine ")
                        .append(name)
                        .append(' ');
                text.append(Secrets.hash(token(name))).append('\n');
            }
        }
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A hash of the lowest cost that is allowed. */
    public static String hash(String password) {
        return OpenBSDBCrypt.generate("2b", password.toCharArray(), new byte[16], 10);
    }

    /** The password of a user. */
    public static String password(String name) {
        return "correct horse of " + name;
    }

    /** The token of the machine with this role. */
    public static String token(String role) {
        return "token-of-" + role;
    }
}
