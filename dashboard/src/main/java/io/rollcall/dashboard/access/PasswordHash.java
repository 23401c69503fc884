package io.rollcall.dashboard.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** bcrypt hashes of passwords, also as {@code htpasswd -B} makes them. */
final class PasswordHash {
    /** A quarter of a second on a machine of 2024. */
    static final int COST = 12;
    /** bcrypt ignores the bytes after these. */
    static final int MAX_BYTES = 72;

    /** Below, a hash is guessed too soon; above, a sign-in takes seconds. */
    private static final int MIN_COST = 10;

    private static final int MAX_COST = 14;
    private static final int SALT_BYTES = 16;
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {}

    /** What is wrong with a hash, or null. The text is not repeated. */
    static String problem(String hash) {
        Matcher matcher = HASH.matcher(hash);
        if (!matcher.matches()) {
            return "the hash is not bcrypt's ($2b$...)";
        }
        int cost = Integer.parseInt(matcher.group(1));
        return cost < MIN_COST || cost > MAX_COST
                ? "the cost of the hash is " + cost + ", it must be " + MIN_COST + " to " + MAX_COST
                : null;
    }

    /** The cost of a hash that has no problem. */
    static int cost(String hash) {
        return Integer.parseInt(hash.substring(4, 6));
    }

    /** A hash of no password that anybody has, which takes as long to check as others of this cost. */
    static String ofNobody(int cost) {
        return "$2b$" + cost + "$" + ".".repeat(53);
    }

    /** @param cost 10 to 14; each takes twice as long as the one before */
    static String of(String password, int cost) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return OpenBSDBCrypt.generate("2b", bytes(password), salt, cost);
    }

    /** Takes as long as the cost in the hash says, also if the password is too long to be right. */
    static boolean matches(String password, String hash) {
        byte[] bytes = bytes(password);
        boolean fits = bytes.length <= MAX_BYTES;
        return OpenBSDBCrypt.checkPassword(hash, fits ? bytes : Arrays.copyOf(bytes, MAX_BYTES)) && fits;
    }

    private static byte[] bytes(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }
}
