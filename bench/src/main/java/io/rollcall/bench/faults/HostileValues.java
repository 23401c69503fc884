package io.rollcall.bench.faults;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Values that no client should send, drawn from a seed. */
final class HostileValues {
    private static final int NINE_HUNDRED_KB = 900_000;
    /** One of this many values is a long one. */
    private static final int LONG_EVERY = 10_000;

    private final Random random;

    HostileValues(long seed) {
        this.random = new Random(seed);
    }

    /** The next value, for a record of about this time (ms). Null is a tombstone. */
    byte[] next(long now) {
        if (random.nextInt(LONG_EVERY) == 0) {
            return longValue(now);
        }
        return switch (random.nextInt(14)) {
            case 0 -> bytes(random.nextInt(400));
            case 1 -> mutated(utf8(login(now, "UT", user())));
            case 2 -> Arrays.copyOf(utf8(login(now, "CA", user())), random.nextInt(120));
            case 3 -> random.nextInt(50) == 0 ? utf8("[".repeat(10_000) + "]".repeat(10_000)) : utf8("[[[{}]]]");
            case 4 ->
                random.nextInt(50) == 0
                        ? utf8(login(now, "UT", user()).replace(Long.toString(now), "9".repeat(10_000)))
                        : utf8(login(now, "UT", user()).replace(Long.toString(now), "1e" + random.nextInt(400)));
            case 5 -> utf8(login(now, anyUnicode(1 + random.nextInt(12)), user()));
            case 6 -> utf8(login(now, "TX", anyUnicode(1 + random.nextInt(30))));
            case 7 ->
                utf8("{\"user_id\":\"a\",\"user_id\":\"" + user() + "\",\"timestamp\":1,\"timestamp\":" + now + "}");
            // A locale that occurs once.
            case 8 -> utf8(login(now, "L" + random.nextLong(), user()));
            case 9 -> utf8(login(now - random.nextInt(200_000), "NY", user()));
            case 10 -> utf8(login(now + random.nextInt(60_000), "WA", user()));
            case 11 -> utf8(login(random.nextLong(), "WA", user()));
            case 12 -> utf8("{\"user_id\":{\"a\":" + random.nextInt() + "},\"timestamp\":" + now + "}");
            default -> null;
        };
    }

    /** A valid login at this time (ms), with a user and a locale that do not occur elsewhere. */
    static byte[] strangerAt(long time, Random random) {
        return utf8(login(time, "L" + random.nextLong(), Long.toHexString(random.nextLong())));
    }

    /** A long value. Some no longer fit into a record once they are wrapped as rejected logins. */
    private byte[] longValue(long now) {
        return switch (random.nextInt(4)) {
            case 0 -> bytes(NINE_HUNDRED_KB);
            case 1 -> utf8("\u0001".repeat(NINE_HUNDRED_KB));
            case 2 -> utf8(login(now, "UT", "u".repeat(NINE_HUNDRED_KB)));
            default -> utf8("[".repeat(NINE_HUNDRED_KB));
        };
    }

    private String user() {
        return Long.toHexString(random.nextLong());
    }

    private static String login(long time, String locale, String user) {
        return "{\"user_id\":" + quoted(user) + ",\"locale\":" + quoted(locale) + ",\"device_id\":" + quoted(user)
                + ",\"timestamp\":" + time + "}";
    }

    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** Arbitrary code points, including unpaired surrogates, which become {@code ?} in UTF-8 or stay escaped. */
    private String anyUnicode(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(random.nextInt(Character.MAX_CODE_POINT + 1));
        }
        return text.toString();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] mutated(byte[] value) {
        for (int i = 0; i <= random.nextInt(3); i++) {
            value[random.nextInt(value.length)] = (byte) random.nextInt(256);
        }
        return value;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
