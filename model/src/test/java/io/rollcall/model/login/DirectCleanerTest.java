package io.rollcall.model.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectCleanerTest {
    private static final int MUTANTS = 300_000;
    private static final String USUAL =
            "{\"user_id\": \"424cdd21\", \"app_version\": \"2.3.0\", \"device_type\": \"Android\","
                    + " \"ip\": \"199.172.111.135\", \"locale\": \"UT\", \"device_id\": \"593-47-5928\", \"timestamp\": \"1694479551\"}";

    private final DirectCleaner direct = new DirectCleaner(LoginCleaner.DEFAULT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                USUAL,
                " {\"timestamp\":1694479551123 , \"user_id\" : \"  a b \" }\n",
                "{\"user_id\":7,\"timestamp\":1694479551123456,\"locale\":\"PR\",\"lat\":-12.5e3,\"vip\":true,\"x\":null}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,\"locale\":\"ut\"}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,\"locale\":\"QQ\"}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,\"locale\":\" North  Korea \"}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,\"locale\":124}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,\"locale\":\"nowhere at all\"}",
                "{\"user_id\":true,\"timestamp\":1694479551123456789,\"locale\":null,\"device_id\":\"  \",\"ip\":\"\"}",
                "{\"user_id\":\"a\",\"user_id\":\"b\",\"timestamp\":\"2023-09-12T00:45:51.5Z\",\"device_type\":\" I OS\"}",
                "{\"user_id\":\"a\",\"locale\":\"UT\",\"locale\":null,\"timestamp\":\"1.694479551e9\",\"app_version\":1.50}"
            })
    void usualLogins_areCleanedAsByTheRules(String json) {
        byte[] value = json.getBytes(StandardCharsets.UTF_8);
        assertThat(direct(value)).isNotNull().isEqualTo(byTheRules(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"user_id\":\"a\"}",
                "{\"user_id\":\" \",\"timestamp\":1694479551}",
                "{\"user_id\":\"a\",\"timestamp\":1694479583}",
                "{\"user_id\":\"a\",\"timestamp\":1694479491}",
                "{\"user_id\":\"a\",\"timestamp\":946684799}",
                "{\"user_id\":\"a\",\"timestamp\":01694479551}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551}}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551} {}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,\"x\":tru}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,\"x\":-}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,\"x\":1.}",
                "{\"user_id\":\"a\",\"timestamp\":1694479551,\"x\":[]}",
                "{\"user_id\":\"\\u0061\",\"timestamp\":1694479551}",
                "{\"user_id\":\"\u00e4\",\"timestamp\":1694479551}",
                "[]",
                ""
            })
    void otherValues_areLeftToTheRules(String json) {
        assertThat(direct(json.getBytes(StandardCharsets.UTF_8))).isNull();
        assertThat(direct(null)).isNull();
    }

    @Test
    void longValues_areLeftToTheRules() {
        String json = USUAL + " ".repeat(FlatLogin.MAX_BYTES - USUAL.length());
        assertThat(direct(json.getBytes(StandardCharsets.UTF_8))).isNotNull();
        assertThat(direct((json + " ").getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void limitsOfTime_areThoseOfTheRules() {
        long[] times = {0, 946_684_800_000L, RawLogins.KAFKA_TIME, 253_402_300_800_000L, Long.MAX_VALUE, Long.MIN_VALUE
        };
        for (long kafkaTime : times) {
            for (long distance : new long[] {-60_001, -60_000, 0, 30_000, 30_001}) {
                long time = Math.max(0, RawRecord.bounded(kafkaTime) + distance);
                byte[] value =
                        ("{\"user_id\":\"a\",\"timestamp\":\"" + time + "000000\"}").getBytes(StandardCharsets.UTF_8);
                byte[] expected = byTheRules(value, kafkaTime);
                byte[] actual = direct.clean(value, 3, 9_999_999_999L, kafkaTime);
                assertThat(actual).isIn(null, expected);
            }
        }
    }

    @Test
    void anyValue_isCleanedAsByTheRules_orLeftToThem() {
        Random random = new Random(20_261_127);
        int cleaned = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = Mutants.mutate(USUAL.getBytes(StandardCharsets.UTF_8), random);
            byte[] actual = direct(mutant);
            if (actual != null) {
                cleaned++;
                if (!Arrays.equals(actual, byTheRules(mutant))) {
                    throw new AssertionError("differs: " + new String(mutant, StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(cleaned).as("mutants that are usual").isGreaterThan(MUTANTS / 10);
    }

    @Test
    void whereAddressesAreLookedUp_onlyRecordsThatNameTheirPlaceAreUsual() {
        LoginCleaner rules = LoginCleaner.DEFAULT.with(address -> "CAN");
        DirectCleaner located = new DirectCleaner(rules);
        byte[] named = USUAL.getBytes(StandardCharsets.UTF_8);
        RawRecord record = new RawRecord("user-login", new EventId(3, 4), RawLogins.KAFKA_TIME, named);
        CleanLogin expected = ((CleaningOutcome.Clean) rules.clean(record)).login();
        assertThat(located.clean(named, 3, 4, RawLogins.KAFKA_TIME)).isEqualTo(LoginJson.write(expected));
        for (String unnamed : new String[] {" ", "QQ", "nowhere"}) {
            byte[] value = USUAL.replace("UT", unnamed).getBytes(StandardCharsets.UTF_8);
            assertThat(located.clean(value, 3, 4, RawLogins.KAFKA_TIME)).isNull();
        }
    }

    private byte[] direct(byte[] value) {
        return direct.clean(value, 3, 9_999_999_999L, RawLogins.KAFKA_TIME);
    }

    private static byte[] byTheRules(byte[] value) {
        return byTheRules(value, RawLogins.KAFKA_TIME);
    }

    /** The clean login as JSON; null if the rules say something else. */
    private static byte[] byTheRules(byte[] value, long kafkaTime) {
        CleaningOutcome outcome = LoginCleaner.DEFAULT.clean(
                new RawRecord("user-login", new EventId(3, 9_999_999_999L), kafkaTime, value));
        return outcome instanceof CleaningOutcome.Clean clean ? LoginJson.write(clean.login()) : null;
    }
}
