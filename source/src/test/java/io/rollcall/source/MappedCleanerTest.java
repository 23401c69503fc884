package io.rollcall.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.RawRecord;
import io.rollcall.source.mapping.MappingException;
import io.rollcall.source.mapping.MappingReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappedCleanerTest {
    private static final long KAFKA_TIME = 1_700_000_000_000L;
    private static final String FLAT =
            "name: test\nwhen: .t != \"logout\"\nuser: .u\ntime: .at\nregion: .r\ncountry: .c\n"
                    + "ip: .ip\ndevice: .d\ndevice-id: .di\napp-version: .v\noutcome: .o\nsuccess: [ok]\nreason: .why\n"
                    + "event-id: .id\n";
    private static final String LIST = FLAT.replace("when:", "each: .logins[]\nwhen:");

    private static List<Verdict> verdicts(String mapping, byte[] value) {
        try {
            return new MappedCleaner(MappingReader.read(mapping), LoginCleaner.DEFAULT)
                    .clean(new RawRecord("logs", new EventId(3, 141), KAFKA_TIME, value));
        } catch (MappingException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> described(String mapping, String value) {
        return verdicts(mapping, value == null ? null : value.getBytes(UTF_8)).stream()
                .map(MappedCleanerTest::describe)
                .toList();
    }

    private static String describe(Verdict verdict) {
        if (!(verdict instanceof Verdict.Judged judged)) {
            return "skipped " + verdict.record().id();
        }
        if (judged.outcome() instanceof CleaningOutcome.Rejected rejected) {
            return rejected.reason().wireName() + " " + verdict.record().id() + " " + rejected.detail();
        }
        boolean late = judged.outcome() instanceof CleaningOutcome.Late;
        byte[] json = LoginJson.write(
                judged.outcome() instanceof CleaningOutcome.Late l
                        ? l.login()
                        : ((CleaningOutcome.Clean) judged.outcome()).login());
        return (late ? "late " : "clean ") + new String(json, UTF_8);
    }

    @Test
    void everyFieldOfALogin_isInTheCleanOne() {
        assertThat(described(
                        FLAT,
                        "{\"u\":\" ada \",\"at\":1700000000,\"r\":\"Utah\",\"c\":\"US\",\"ip\":\"192.0.2.7:443\",\"d\":\"Mac OS\","
                                + "\"di\":\"d1\",\"v\":\"2.3\",\"o\":\"ok\",\"why\":\"x\",\"id\":\"e1\"}"))
                .containsExactly(
                        "clean {\"event_id\":\"3-141\",\"user_id\":\"ada\",\"app_version\":\"2.3\","
                                + "\"device_type\":\"macos\",\"ip\":\"192.0.2.7\",\"locale\":\"UT\",\"device_id\":\"d1\","
                                + "\"timestamp\":\"2023-11-14T22:13:20.000Z\",\"outcome\":\"success\",\"source_event_id\":\"e1\"}");
    }

    @Test
    void aFailedLogin_needsNoUser() {
        assertThat(described(FLAT, "{\"at\":1700000000,\"o\":\"denied\",\"why\":\"no such user\"}"))
                .containsExactly("clean {\"event_id\":\"3-141\",\"locale\":\"UNK\",\"timestamp\":"
                        + "\"2023-11-14T22:13:20.000Z\",\"outcome\":\"failure\",\"failure_reason\":\"no such user\"}");
        assertThat(described(FLAT, "{\"at\":1700000000,\"o\":\"ok\"}"))
                .containsExactly(
                        "missing_user_id 3-141 user is missing: its expression gives nothing, null or a blank text.");
    }

    @ParameterizedTest
    @CsvSource({
        "Utah, United States, UT",
        "US-UT, , UT",
        "Bavaria, DE, DEU",
        "CA, Canada, CAN",
        "Bavaria, , UNK",
        "Utah, Atlantis, UNK",
        ", US, USA",
        ", , UNK",
        ", PR, PR"
    })
    void placeIsAStateOrACountryOrUnknown(String region, String country, String locale) {
        assertThat(described(
                        FLAT,
                        "{\"u\":\"a\",\"at\":1700000000,\"r\":\"" + (region == null ? "" : region) + "\",\"c\":\""
                                + (country == null ? "" : country) + "\"}"))
                .singleElement()
                .asString()
                .contains("\"locale\":\"" + locale + "\"");
    }

    @Test
    void timesAreJudgedAsThoseOfTheBuiltInForm() {
        assertThat(described(FLAT, "{\"u\":\"a\",\"at\":\"2023-11-14T22:12:20Z\"}")
                        .get(0))
                .startsWith("clean ");
        assertThat(described(FLAT, "{\"u\":\"a\",\"at\":\"2023-11-14T22:12:19.999Z\"}")
                        .get(0))
                .startsWith("late ");
        assertThat(described(FLAT, "{\"u\":\"a\",\"at\":\"2023-11-14T17:13:50-05:00\"}")
                        .get(0))
                .startsWith("clean ");
        assertThat(described(FLAT, "{\"u\":\"a\",\"at\":1700000030001}"))
                .containsExactly(
                        "future_timestamp 3-141 time \"1700000030001\" is more than 30 s after the record reached"
                                + " Kafka: it is 30 s ahead.");
        assertThat(described(FLAT, "{\"u\":\"a\",\"at\":0}"))
                .containsExactly("invalid_timestamp 3-141 time \"0\" is before the year 2000.");
        assertThat(described(FLAT, "{\"u\":\"a\",\"at\":\"2023-11-14 22:13:20\"}"))
                .containsExactly(
                        "invalid_timestamp 3-141 time \"2023-11-14 22:13:20\" is neither a Unix time nor ISO-8601"
                                + " with an offset: it is a date and time without a zone, name it with time-zone.");
        assertThat(described(FLAT, "{\"u\":\"a\",\"at\":null}"))
                .containsExactly(
                        "missing_timestamp 3-141 time is missing: its expression gives nothing, null or a blank"
                                + " text.");
    }

    @ParameterizedTest
    @CsvSource({"u, user", "d, device", "di, device-id", "v, app-version", "why, reason", "id, event-id"})
    void textsOfMoreThan4096Characters_areRejected(String field, String key) {
        for (int length : new int[] {4_096, 4_097}) {
            String record = "{\"u\":\"a\",\"at\":1700000000,\"o\":\"no\",\"" + field + "\":\""
                    + "\ud83d\ude00".repeat(length) + "\"}";
            assertThat(described(FLAT, record).get(0))
                    .startsWith(length == 4_096 ? "clean " : "invalid_field 3-141 " + key + " is longer than 4,096");
        }
    }

    @Test
    void recordsThatAreNotReadable_areRejectedAsInTheBuiltInForm() {
        assertThat(described(FLAT, null)).containsExactly("tombstone 3-141 The record has no value.");
        assertThat(described(LIST, "{\"logins\":[}").get(0)).startsWith("malformed_json 3-141 The value is not JSON");
        assertThat(verdicts(LIST, new byte[RawRecord.MAX_VALUE_BYTES + 1]))
                .extracting(MappedCleanerTest::describe)
                .containsExactly("malformed_json 3-141 The value is longer than 1 MiB: 1048577 bytes.");
    }

    @Test
    void eachElement_isJudgedByItself() {
        assertThat(described(
                        LIST,
                        "{\"logins\":[{\"u\":\"a\",\"at\":1700000000},{\"t\":\"logout\"},{\"u\":{},\"at\":1},{\"at\":2},"
                                + "{\"u\":\"b\",\"at\":1699999000},7]}"))
                .containsExactly(
                        "clean {\"event_id\":\"3-141-0\",\"user_id\":\"a\",\"locale\":\"UNK\",\"timestamp\":"
                                + "\"2023-11-14T22:13:20.000Z\"}",
                        "skipped 3-141-1",
                        "mapping_error 3-141-2 The expression of user gives an object, not a text.",
                        "missing_user_id 3-141-3 user is missing: its expression gives nothing, null or a blank text.",
                        "late {\"event_id\":\"3-141-4\",\"user_id\":\"b\",\"locale\":\"UNK\",\"timestamp\":"
                                + "\"2023-11-14T21:56:40.000Z\"}",
                        "mapping_error 3-141-5 The expression of when fails: Cannot index number with string \"t\".");
    }

    @Test
    void aSingleElement_hasItsOwnIdToo() {
        assertThat(described(LIST, "{\"logins\":[{\"t\":\"logout\"}]}")).containsExactly("skipped 3-141-0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"logins\":[]}"})
    void aRecordWithoutElements_isSkippedOnce(String record) {
        assertThat(described(LIST, record)).containsExactly("skipped 3-141");
    }

    @Test
    void aRecordThatCannotBeTakenApart_isRejectedAsAWhole() {
        assertThat(described(LIST, "{\"logins\":7}"))
                .containsExactly("mapping_error 3-141 The expression of each fails: Cannot iterate over number (7).");
        assertThat(described(LIST, "{\"logins\":[" + "0,".repeat(10_000) + "0]}"))
                .singleElement()
                .asString()
                .startsWith("mapping_error 3-141 ");
    }

    @Test
    void anEachThatGivesTheRecordItself_leavesItsId() {
        assertThat(described("each: .\n" + FLAT, "{\"t\":\"logout\"}")).containsExactly("skipped 3-141");
    }
}
