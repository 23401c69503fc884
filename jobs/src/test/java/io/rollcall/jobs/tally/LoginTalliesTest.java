package io.rollcall.jobs.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.LoginOutcome;
import io.rollcall.model.stats.Windowing;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginTalliesTest {
    private static final long NOON = 1_700_000_000_000L / 60_000 * 60_000;
    private static final Windowing WINDOWING = new Windowing(30_000, 10_000);
    private static final Set<String> LOCALES = Set.of("UT", "CA", "CAN", "UNK", "Q-X");
    private static final String[] OCCURRING = {"UT", "CA", "CAN", "DEU", "UNK", "XX", "Q-X", "ZZZZ", "A"};

    @Test
    void tallies_areThoseOfTheLoginsAsTheReaderReadsThem() {
        Random random = new Random(7);
        LoginTallies tallies = new LoginTallies(WINDOWING, LOCALES);
        Map<String, LoginTally> expected = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            CleanLogin login = login(random, i);
            byte[] value = LoginJson.write(login);
            assertThat(tallies.add(value, NOON)).isTrue();
            String locale = LOCALES.contains(login.locale()) ? login.locale() : "OTHER";
            long pane = Math.floorDiv(login.timestampMillis(), 10_000) * 10_000;
            boolean tooFar = pane - Windowing.MAX_AHEAD_MILLIS > NOON;
            expected.computeIfAbsent(locale + (tooFar ? LoginTallies.TOO_FAR_AHEAD : pane), key -> LoginTally.empty())
                    .add(LoginJson.readClean(value));
        }
        Map<String, byte[]> actual = new HashMap<>();
        tallies.forEach((locale, pane, tally) -> actual.put(locale + pane, tally.toTransitBytes()));
        assertThat(tallies.size()).isEqualTo(expected.size());
        assertThat(actual).hasSameSizeAs(expected);
        expected.forEach((key, tally) -> assertThat(actual.get(key)).as(key).isEqualTo(tally.toTransitBytes()));
    }

    /** Every third user has a name beyond ASCII, which is not read from the bytes, and so are failed logins. */
    private static CleanLogin login(Random random, int offset) {
        LoginOutcome outcome = random.nextInt(3) == 0 ? null : LoginOutcome.values()[random.nextInt(2)];
        return new CleanLogin(
                new EventId(random.nextInt(3), offset, random.nextBoolean() ? EventId.WHOLE : random.nextInt(10_000)),
                (offset % 3 == 0 ? "\u00fc" : "u") + random.nextInt(200),
                random.nextBoolean() ? "1.0" : null,
                null,
                null,
                OCCURRING[random.nextInt(OCCURRING.length)],
                random.nextBoolean() ? "d" + random.nextInt(50) : null,
                NOON + random.nextInt(100) * 1_000L * (offset % 500 == 0 ? 100_000 : 1),
                outcome,
                outcome == LoginOutcome.FAILURE && random.nextBoolean() ? "wrong password" : null,
                random.nextBoolean() ? "e" + random.nextInt(3_000) : null);
    }

    @Test
    void whatIsNoCleanLogin_isNotAdded() {
        LoginTallies tallies = new LoginTallies(WINDOWING, LOCALES);
        assertThat(tallies.add(null, NOON)).isFalse();
        assertThat(tallies.add("{}".getBytes(StandardCharsets.UTF_8), NOON)).isFalse();
        assertThat(tallies.size()).isZero();
        assertThat(tallies.newestMillis()).isEqualTo(Long.MIN_VALUE);
    }
}
