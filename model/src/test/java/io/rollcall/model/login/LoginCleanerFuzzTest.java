package io.rollcall.model.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LoginCleanerFuzzTest {
    private static final int MUTANTS = 200_000;
    private static final byte[][] LOGINS = {
        bytes(
                "{\"user_id\": \"424cdd21\", \"app_version\": \"2.3.0\", \"device_type\": \" Andro\u00efd\", \"ip\": "
                        + "\"199.172.111.135\", \"locale\": \"UT\", \"device_id\": \"593-47-5928\", \"timestamp\": 1694479551}"),
        bytes(
                "{\"user_id\":1.50,\"locale\":null,\"timestamp\":\"1694479551123\",\"x\":{\"y\":[1,-2e5,\"\\ud83d\\ude00\"]}}"),
        bytes(" {\"timestamp\" : \"1.694479551e9\", \"user_id\" : \"\ud83d\ude00\\\"\", \"ip\": true} ")
    };
    private static final byte[][] PIECES = {
        bytes("\""),
        bytes("\\"),
        bytes("\\ud800"),
        bytes("{"),
        bytes("}"),
        bytes("["),
        bytes("],"),
        bytes(":"),
        bytes("null"),
        bytes(", \"ip\": {\"v6\": []}"),
        bytes("1e999999999"),
        bytes("-"),
        bytes("."),
        bytes("\u0000"),
        bytes("\u00a0"),
        bytes("\ufeff"),
        bytes("[".repeat(1_200)),
        bytes("{\"a\":".repeat(600)),
        bytes("9".repeat(1_500)),
        {(byte) 0xFF},
        {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
    };

    @Test
    void anyBytes_haveOneOutcomeWhichIsAlwaysTheSame() {
        Random random = new Random(20_230_912);
        Map<String, Integer> verdicts = new HashMap<>();
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutate(LOGINS[random.nextInt(LOGINS.length)], random);
            CleaningOutcome outcome = cleaned(mutant);
            if (!outcome.equals(cleaned(mutant.clone()))) {
                throw new AssertionError("two outcomes for " + Arrays.toString(mutant));
            }
            verdicts.merge(RawLogins.verdict(outcome), 1, Integer::sum);
        }
        // The mutations reach every rule; milder or harsher ones would test only some.
        assertThat(verdicts)
                .containsKeys("clean", "late", "malformed_json", "missing_user_id", "missing_timestamp")
                .containsKeys("invalid_field", "invalid_timestamp", "future_timestamp");
    }

    private static CleaningOutcome cleaned(byte[] mutant) {
        try {
            CleaningOutcome outcome = RawLogins.outcome(mutant);
            readBack(outcome);
            return outcome;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("thrown for " + Arrays.toString(mutant), e);
        }
    }

    /** Checks that a published login can be read again. */
    private static void readBack(CleaningOutcome outcome) {
        CleanLogin login = outcome instanceof CleaningOutcome.Clean clean
                ? clean.login()
                : outcome instanceof CleaningOutcome.Late late ? late.login() : null;
        if (login != null && !LoginJson.readClean(LoginJson.write(login)).equals(login)) {
            throw new IllegalStateException("cannot be read back: " + login);
        }
    }

    private static byte[] mutate(byte[] login, Random random) {
        byte[] mutant = login.clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(mutant.length + 1);
            int to = Math.min(mutant.length, at + random.nextInt(20));
            switch (random.nextInt(7)) {
                case 0 -> flip(mutant, at, random);
                case 1 -> mutant = Arrays.copyOf(mutant, at);
                case 2 -> mutant = splice(mutant, at, at, PIECES[random.nextInt(PIECES.length)]);
                case 3 -> mutant = splice(mutant, at, to, new byte[0]);
                case 4 -> mutant = splice(mutant, at, at, randomBytes(random));
                case 5 -> mutant = splice(mutant, at, at, Arrays.copyOfRange(mutant, at, to));
                default -> digit(mutant, random);
            }
        }
        return mutant;
    }

    private static void flip(byte[] mutant, int at, Random random) {
        if (at < mutant.length) {
            mutant[at] ^= (byte) (1 << random.nextInt(8));
        }
    }

    /** Replaces a digit by another character of a number: the mildest mutation. */
    private static void digit(byte[] mutant, Random random) {
        int at = mutant.length == 0 ? 0 : random.nextInt(mutant.length);
        for (int i = at; i < mutant.length; i++) {
            if (mutant[i] >= '0' && mutant[i] <= '9') {
                mutant[i] = (byte) "0123456789.eE+-".charAt(random.nextInt(15));
                return;
            }
        }
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(8)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] splice(byte[] mutant, int from, int to, byte[] piece) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(mutant.length + piece.length);
        spliced.write(mutant, 0, from);
        spliced.writeBytes(piece);
        spliced.write(mutant, to, mutant.length - to);
        return spliced.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
