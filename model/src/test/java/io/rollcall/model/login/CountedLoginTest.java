package io.rollcall.model.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedLoginTest {
    private static final int MUTANTS = 300_000;
    private static final String[] LOGINS = {
        "{\"event_id\":\"0-1822\",\"user_id\":\"424cdd21\",\"app_version\":\"2.3.0\",\"device_type\":\"android\","
                + "\"ip\":\"199.172.111.135\",\"locale\":\"UT\",\"device_id\":\"593-47\",\"timestamp\":\"2023-09-12T00:45:51.007Z\"}",
        "{\"event_id\":\"1-2\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2024-02-29T23:59:59.999Z\","
                + "\"place_source\":\"event\"}",
        "{\"event_id\":\"11-999999999999\",\"user_id\":\"a b\",\"locale\":\"CAN\",\"timestamp\":\"2024-02-29T23:59:59.999Z\"}",
        "{\"event_id\":\"2-17-9999\",\"user_id\":\"00u\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\","
                + "\"outcome\":\"success\",\"source_event_id\":\"c0ffee00-0000\",\"place_source\":\"address\"}",
        "{\"event_id\":\"0-1-0\",\"user_id\":\"a\",\"locale\":\"UNK\",\"timestamp\":\"2023-09-12T00:45:51.007Z\","
                + "\"source_event_id\":\"\",\"place_source\":\"none\"}"
    };

    private final CountedLogin counted = new CountedLogin();

    @Test
    void loginsOfTheCleanJob_areReadAsByTheReader() {
        for (String login : LOGINS) {
            byte[] value = login.getBytes(StandardCharsets.UTF_8);
            assertThat(counted.read(value)).isTrue();
            assertSame(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"event_id\":\"0-1\",\"user_id\":\"a\",\"locale\":\"UT\"}",
                "{\"event_id\":\"0-1-10000\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\"}",
                "{\"event_id\":\"0-1-\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\"}",
                "{\"event_id\":\"0-1\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\",\"outcome\":\"failure\"}",
                "{\"event_id\":\"0-1\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\",\"place_source\":\"x\"}",
                "{\"event_id\":\"0-1\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\",\"source_event_id\":\"\\u0061\"}",
                "{\"event_id\":\"0-1\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\",\"outcome\":\"failure\"}",
                "{\"event_id\":\"0-1\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\",\"x\":1}",
                "{\"event_id\":\"0-1\",\"user_id\":\"\\u0061\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\"}",
                "{\"event_id\":\"0-1\",\"user_id\":\"\u00e4\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\"}",
                "{\"event_id\":\"0-1\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-02-29T00:45:51.007Z\"}",
                "{\"event_id\":\"0-1\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:60.007Z\"}",
                "{\"event_id\":\"0-1\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\"} ",
                "{\"event_id\":\"0-1\",\"user_id\":\"a\",\"locale\":\"UT\",\"timestamp\":\"2023-09-12T00:45:51.007Z\""
            })
    void otherRecords_areLeftToTheReader(String json) {
        assertThat(counted.read(json.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void anyRecord_isReadAsByTheReader_orLeftToIt() {
        Random random = new Random(20_261_127);
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = Mutants.mutate(LOGINS[i % LOGINS.length].getBytes(StandardCharsets.UTF_8), random);
            if (counted.read(mutant)) {
                read++;
                assertSame(mutant);
            }
        }
        assertThat(read).as("mutants that are read").isGreaterThan(MUTANTS / 20);
    }

    private void assertSame(byte[] value) {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        CleanLogin expected = LoginJson.readClean(value);
        String locale = expected.locale();
        if (!new EventId(counted.partition(), counted.offset(), counted.element()).equals(expected.id())
                || !new String(counted.userId(), StandardCharsets.UTF_8).equals(expected.userId())
                || !counted.locale().equals(locale)
                || counted.localeLength() != locale.length()
                || !locale.isEmpty() && counted.localeByte(locale.length() - 1) != locale.charAt(locale.length() - 1)
                || counted.deviceId() == null != (expected.deviceId() == null)
                || expected.deviceId() != null
                        && !new String(counted.deviceId(), StandardCharsets.UTF_8).equals(expected.deviceId())
                || counted.timestampMillis() != expected.timestampMillis()
                || expected.hasFailed()
                || counted.sourceEventId() == null != (expected.sourceEventId() == null)
                || expected.sourceEventId() != null
                        && !new String(counted.sourceEventId(), StandardCharsets.UTF_8)
                                .equals(expected.sourceEventId())) {
            throw new AssertionError("differs: " + text);
        }
    }
}
