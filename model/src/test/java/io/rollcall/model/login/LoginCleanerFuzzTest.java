package io.rollcall.model.login;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void anyBytes_haveOneOutcomeWhichIsAlwaysTheSame() {
        Random random = new Random(20_230_912);
        Map<String, Integer> verdicts = new HashMap<>();
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = Mutants.mutate(LOGINS[random.nextInt(LOGINS.length)], random);
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
