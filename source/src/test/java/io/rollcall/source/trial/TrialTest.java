package io.rollcall.source.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.place.Locales;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.mapping.MappingReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialTest {
    /** 2026-11-23T14:03:20Z. */
    private static final long NOW = 1_795_442_600_000L;

    private static final String MAPPING = """
        name: ours
        when: .type == "login"
        user: .user
        time: .time
        region: .state
        country: .country
        device: .os | ascii_downcase
        outcome: .ok
        success: ["true"]
        reason: .why
        event-id: .id
        """;

    private final Trial trial = trial(MAPPING);
    private long offset;

    @Test
    void eachFate_isToldWithItsFields() {
        Tried counted = one("'user':'ada','time':" + NOW + ",'state':'Utah','os':'IOS','ok':true,'id':'a'");
        assertThat(counted.fate()).isEqualTo(Fate.COUNTED);
        assertThat(counted.login().user()).isEqualTo("ada");
        assertThat(counted.locale()).isEqualTo("UT");
        assertThat(counted.delayMillis()).isZero();
        assertThat(counted.id()).isEqualTo(new EventId(0, 0));

        Tried failed = one("'time':" + (NOW - 10_000) + ",'os':'x','ok':false,'why':'bad password'");
        assertThat(failed.fate()).isEqualTo(Fate.FAILED);
        assertThat(failed.login().reason()).isEqualTo("bad password");
        assertThat(failed.delayMillis()).isEqualTo(10_000);

        Tried late = one("'user':'ada','time':" + (NOW - 60_001) + ",'os':'x','ok':true");
        assertThat(late.fate()).isEqualTo(Fate.LATE);
        assertThat(late.delayMillis()).isEqualTo(60_001);

        assertThat(add("{'type':'logout'}").get(0).fate()).isEqualTo(Fate.SKIPPED);

        Tried rejected = one("'user':'ada','time':'soon','os':'x','ok':true");
        assertThat(rejected.fate()).isEqualTo(Fate.REJECTED);
        assertThat(rejected.reason()).isEqualTo(RejectReason.INVALID_TIMESTAMP);
        assertThat(rejected.login().user()).isEqualTo("ada");

        Tried broken = one("'user':'ada','time':" + NOW + ",'os':7,'ok':true");
        assertThat(broken.reason()).isEqualTo(RejectReason.MAPPING_ERROR);
        assertThat(broken.login()).isNull();
        assertThat(broken.detail()).contains("device");

        assertThat(add("no json").get(0).reason()).isEqualTo(RejectReason.MALFORMED_JSON);
        assertThat(trial.add(new RawRecord("t", new EventId(0, 99), NOW, null))
                        .get(0)
                        .reason())
                .isEqualTo(RejectReason.TOMBSTONE);
    }

    @Test
    void aSummary_countsEverything() {
        one("'user':'ada','time':" + NOW + ",'state':'Utah','os':'IOS','ok':true,'id':'a'");
        one("'user':'ada','time':" + NOW + ",'state':'Utah','os':'IOS','ok':true,'id':'a'");
        one("'user':'ada','time':" + NOW + ",'country':'DE','os':'x','ok':true,'id':'b'");
        one("'time':" + NOW + ",'os':'x','ok':false");
        one("'user':'ada','time':" + (NOW - 100_000) + ",'os':'x','ok':false,'why':'w','id':'c'");
        add("{'type':'logout'}");
        add("{}");
        one("'user':'ada','os':'x','ok':true");
        one("'time':" + NOW + ",'os':'x','ok':true");
        one("'time':" + NOW + ",'os':'x','ok':true");

        TrialSummary summary = trial.summary();
        assertThat(summary.records()).isEqualTo(10);
        assertThat(summary.count(Fate.COUNTED)).isEqualTo(3);
        assertThat(summary.count(Fate.FAILED)).isEqualTo(1);
        assertThat(summary.count(Fate.LATE)).isEqualTo(1);
        assertThat(summary.count(Fate.SKIPPED)).isEqualTo(2);
        assertThat(summary.count(Fate.REJECTED)).isEqualTo(3);
        assertThat(summary.logins()).isEqualTo(5);
        assertThat(summary.failedLogins()).isEqualTo(2);
        assertThat(summary.placed()).isEqualTo(2);
        assertThat(summary.stateless()).isZero();
        assertThat(summary.abroad()).isEqualTo(1);
        assertThat(summary.repeated()).isEqualTo(1);
        assertThat(summary.rejected().get(RejectReason.MISSING_USER_ID).count()).isEqualTo(2);
        assertThat(summary.rejected()
                        .get(RejectReason.MISSING_USER_ID)
                        .example()
                        .id())
                .isEqualTo(new EventId(0, 8));
        assertThat(summary.rejected().get(RejectReason.MISSING_TIMESTAMP).count())
                .isEqualTo(1);
        assertThat(summary.empty())
                .containsEntry(MappingKey.USER, 1L)
                .containsEntry(MappingKey.REGION, 2L)
                .containsEntry(MappingKey.COUNTRY, 4L)
                .containsEntry(MappingKey.REASON, 1L)
                .containsEntry(MappingKey.EVENT_ID, 1L)
                .doesNotContainKeys(MappingKey.DEVICE, MappingKey.OUTCOME);
        assertThat(summary.unmapped()).containsExactly(MappingKey.IP, MappingKey.DEVICE_ID, MappingKey.APP_VERSION);
        assertThat(summary.delays().count()).isEqualTo(5);
        assertThat(summary.json(millis -> millis + "ms").toString())
                .contains("\"counted\":3", "\"rejected_by_reason\":{\"missing_user_id\":2,\"missing_timestamp\":1}");
    }

    @Test
    void withoutKafkaTime_nothingIsLateOrInTheFuture_andTheDelayIsUnknown() {
        for (long time : new long[] {NOW - 400L * 86_400_000, NOW, NOW + 400L * 86_400_000}) {
            Tried tried = trial.addTimeless(raw("{'type':'login','user':'ada','os':'x','ok':true,'time':" + time + "}"))
                    .get(0);
            assertThat(tried.fate()).isEqualTo(Fate.COUNTED);
            assertThat(tried.delayMillis()).isNull();
        }
        assertThat(trial.summary().untimed()).isEqualTo(3);
        assertThat(trial.summary().delays().count()).isZero();
    }

    @Test
    void elements_areJudgedEachOnItsOwn() {
        Trial elements = trial("name: x\neach: .events[]\nwhen: .t\nuser: .u\ntime: .t\n");
        List<Tried> tried = elements.add(
                raw("{'events':[{'u':'ada','t':" + NOW + "},{'t':" + NOW + "},{},{'u':'bo','t':" + NOW + "}]}"));
        assertThat(tried)
                .extracting(Tried::fate)
                .containsExactly(Fate.COUNTED, Fate.REJECTED, Fate.SKIPPED, Fate.COUNTED);
        assertThat(tried).extracting(one -> one.id().toString()).containsExactly("0-0-0", "0-0-1", "0-0-2", "0-0-3");
        assertThat(tried.get(3).login().user()).isEqualTo("bo");
        assertThat(elements.add(raw("{'events':[]}"))).extracting(Tried::fate).containsExactly(Fate.SKIPPED);
        assertThat(elements.summary().records()).isEqualTo(2);
    }

    @Test
    void json_hasWhatIsKnown() {
        Tried tried = one("'user':'ada','time':" + NOW + ",'state':'Utah','os':'IOS','ok':true,'id':'a'");
        assertThat(tried.json("0-0").toString())
                .isEqualTo(
                        "{\"record\":\"0-0\",\"result\":\"counted\",\"user\":\"ada\",\"time\":\"2026-11-23T14:03:20.000Z\","
                                + "\"place\":\"UT\",\"device\":\"ios\",\"outcome\":\"success\",\"source_event_id\":\"a\","
                                + "\"locale\":\"UT\",\"delay_ms\":0}");
    }

    @Test
    void recordsOfTheBuiltInForm_areTriedWithoutAMapping() {
        Trial builtIn = Trial.ofBuiltIn(LoginCleaner.DEFAULT, Locales.of("us"));
        Tried counted = builtIn.add(raw(
                        "{'user_id':'ada','timestamp':" + NOW + ",'locale':'Utah','ip':'8.8.8.8','device_type':'IOS'}"))
                .get(0);
        assertThat(counted.fate()).isEqualTo(Fate.COUNTED);
        assertThat(counted.locale()).isEqualTo("UT");
        assertThat(counted.json("0-0").toString())
                .isEqualTo(
                        "{\"record\":\"0-0\",\"result\":\"counted\",\"user\":\"ada\",\"time\":\"2026-11-23T14:03:20.000Z\","
                                + "\"place\":\"UT\",\"ip\":\"8.8.8.8\",\"device\":\"ios\",\"locale\":\"UT\",\"delay_ms\":0}");
        assertThat(builtIn.add(raw("{'user_id':'ada','timestamp':" + (NOW - 60_001) + "}")))
                .extracting(Tried::fate, Tried::delayMillis)
                .containsExactly(tuple(Fate.LATE, 60_001L));
        assertThat(builtIn.addTimeless(raw("{'user_id':'ada','timestamp':" + (NOW - 60_001) + "}")))
                .extracting(Tried::fate)
                .containsExactly(Fate.COUNTED);
        assertThat(builtIn.add(raw("{'timestamp':" + NOW + "}")))
                .extracting(Tried::fate, Tried::reason, Tried::login)
                .containsExactly(tuple(Fate.REJECTED, RejectReason.MISSING_USER_ID, null));
        assertThat(builtIn.add(raw("no json"))).extracting(Tried::reason).containsExactly(RejectReason.MALFORMED_JSON);

        TrialSummary summary = builtIn.summary();
        assertThat(summary.records()).isEqualTo(5);
        assertThat(summary.empty())
                .containsEntry(MappingKey.REGION, 2L)
                .containsEntry(MappingKey.APP_VERSION, 3L)
                .doesNotContainKeys(MappingKey.USER, MappingKey.COUNTRY);
        assertThat(summary.unmapped()).isEmpty();
    }

    @Test
    void placesAndAddresses_areCountedAsTheJobsWould() {
        Trial builtIn = Trial.ofBuiltIn(LoginCleaner.DEFAULT, Locales.of("us,CAN"));
        for (String place : List.of("UT", "RU", "Russia", "Canada", "USA", "East", "GU", "")) {
            builtIn.add(raw("{'user_id':'ada','timestamp':" + NOW + ",'locale':'" + place + "','ip':'81.2.69.1'}"));
        }
        builtIn.add(raw("{'user_id':'ada','timestamp':" + NOW + ",'ip':'10.0.0.1'}"));
        TrialSummary summary = builtIn.summary();
        assertThat(summary.placed()).isEqualTo(2);
        assertThat(summary.stateless()).isEqualTo(1);
        assertThat(summary.abroad()).isEqualTo(3);
        assertThat(summary.unasked())
                .as("neither East nor the one without a place, but not 10.0.0.1")
                .isEqualTo(2);
        assertThat(summary.elsewhere().count()).isEqualTo(3);
        assertThat(summary.elsewhere().byFrequency()).containsExactly("RUS", "EAST");
        assertThat(summary.json(millis -> "").toString()).contains("\"address_without_place\":2,\"other\":3");

        LoginCleaner asking = LoginCleaner.DEFAULT.with(address -> null);
        Trial asked = Trial.ofBuiltIn(asking, Locales.of("world"));
        asked.add(raw("{'user_id':'ada','timestamp':" + NOW + ",'ip':'81.2.69.1'}"));
        assertThat(asked.summary().unasked()).isZero();
        assertThat(asked.summary().elsewhere().count()).isZero();
    }

    private static Trial trial(String mapping) {
        try {
            Mapping read = MappingReader.read(mapping);
            return Trial.of(read, LoginCleaner.DEFAULT, Locales.of("us"));
        } catch (io.rollcall.source.mapping.MappingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Tried one(String fields) {
        return add("{'type':'login'," + fields + "}").get(0);
    }

    private List<Tried> add(String json) {
        return trial.add(raw(json));
    }

    private RawRecord raw(String json) {
        return new RawRecord(
                "t", new EventId(0, offset++), NOW, json.replace('\'', '"').getBytes(UTF_8));
    }
}
