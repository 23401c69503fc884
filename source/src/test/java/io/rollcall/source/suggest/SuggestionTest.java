package io.rollcall.source.suggest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.model.login.LoginOutcome;
import io.rollcall.source.Mapped;
import io.rollcall.source.MappedLogin;
import io.rollcall.source.Mapper;
import io.rollcall.source.PresetRecords;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.mapping.MappingReader;
import io.rollcall.source.mapping.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SuggestionTest {
    private static final Suggestion.Origin ORIGIN =
            new Suggestion.Origin("Our_Logins.v2", "rollcall source try FILE --topic Our_Logins.v2", "Use PRESET.");

    static List<String> presets() {
        return Presets.names();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void theRecordsOfAPreset_getThatPreset(String preset) throws Exception {
        Suggestion suggestion = Suggestion.of(records(PresetRecords.of(preset)), ORIGIN, true);
        assertThat(suggestion.preset()).isEqualTo(preset);
        assertThat(suggestion.text())
                .startsWith("# The preset " + preset + " fits: of ")
                .contains("rollcall source try " + preset + " --topic", "# Use " + preset + ".\n")
                .endsWith(Presets.text(preset));
        assertThat(MappingReader.read(suggestion.text())).isEqualTo(Presets.load(preset));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void withoutPresets_theProposalIsValid_andItsTimesAreRight(String preset) throws Exception {
        List<SampleRecord> records = records(PresetRecords.of(preset));
        Mapping mapping = own(records);
        int times = 0;
        int same = 0;
        Mapper theirs = new Mapper(Presets.load(preset));
        Mapper ours = new Mapper(mapping);
        for (SampleRecord record : records) {
            List<Mapped> expected = map(theirs, record);
            List<Mapped> found = map(ours, record);
            for (int i = 0; expected.size() == found.size() && i < found.size(); i++) {
                if (expected.get(i) instanceof Mapped.Login a && found.get(i) instanceof Mapped.Login b) {
                    times++;
                    same += java.util.Objects.equals(
                                    a.login().timeMillis(), b.login().timeMillis())
                            ? 1
                            : 0;
                }
            }
        }
        assertThat(same).isGreaterThanOrEqualTo((int) (0.75 * times));
    }

    @Test
    void anUnknownShape_isMapped_withAReasonForEachLine() throws Exception {
        List<SampleRecord> records = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String kind = i % 4 == 3 ? "PAGE_VIEW" : "LOGIN_ATTEMPT";
            String result = i % 8 == 1 ? "DENIED" : "GRANTED";
            String cause = i % 8 == 1 ? "\"bad password\"" : "null";
            records.add(record(
                    "{'header':{'msgId':'m-%05d','producedAt':'2026-11-23T14:03:%02d.120-05:00','schemaVersion':'1.4.0'},"
                            + "'body':{'kind':'" + kind + "','customer':{'customerNo':%d,'email':'p%d@example.org'},"
                            + "'result':'" + result + "','denialReason':" + cause
                            + ",'origin':{'ipAddress':'192.0.2.%d','stateName':'%s','country':'United States'},"
                            + "'device':{'platform':'%s','deviceId':'dev-%d'},'app':{'version':'3.2.%d'}}}",
                    i,
                    i % 60,
                    1000 + i % 7,
                    i % 7,
                    i % 9,
                    List.of("Utah", "New York", "Texas").get(i % 3),
                    List.of("ios", "android").get(i % 2),
                    i % 11,
                    i % 3));
        }
        Suggestion suggestion = Suggestion.of(records, ORIGIN, true);
        assertThat(suggestion.preset()).isNull();
        Mapping mapping = MappingReader.read(suggestion.text());
        assertThat(mapping.name()).isEqualTo("our-logins-v2");
        assertThat(mapping.text(MappingKey.WHEN)).isEqualTo(".body.kind == \"LOGIN_ATTEMPT\"");
        assertThat(mapping.text(MappingKey.TIME)).isEqualTo(".header.producedAt");
        assertThat(mapping.text(MappingKey.USER)).isIn(".body.customer.email", ".body.customer.customerNo");
        assertThat(mapping.text(MappingKey.REGION)).isEqualTo(".body.origin.stateName");
        assertThat(mapping.text(MappingKey.COUNTRY)).isEqualTo(".body.origin.country");
        assertThat(mapping.text(MappingKey.IP)).isEqualTo(".body.origin.ipAddress");
        assertThat(mapping.text(MappingKey.DEVICE)).isEqualTo(".body.device.platform");
        assertThat(mapping.text(MappingKey.DEVICE_ID)).isEqualTo(".body.device.deviceId");
        assertThat(mapping.text(MappingKey.APP_VERSION)).isEqualTo(".body.app.version");
        assertThat(mapping.text(MappingKey.OUTCOME)).isEqualTo(".body.result");
        assertThat(mapping.success()).containsExactly("GRANTED");
        assertThat(mapping.text(MappingKey.REASON)).isEqualTo(".body.denialReason");
        assertThat(mapping.text(MappingKey.EVENT_ID)).isEqualTo(".header.msgId");
        assertThat(suggestion.text())
                .startsWith("# Proposed by `rollcall source suggest`")
                .doesNotContain("p1@example.org", "192.0.2.");
        assertThat(suggestion.text().replace("\n# ", " "))
                .contains("30 logins (5 failed), 10 skipped, 0 not usable")
                .contains("1 other value is skipped: PAGE_VIEW.")
                .contains("Taken for failed: DENIED.");
        assertThat(suggestion.text().lines().toList()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void aFlatRecordWithoutTypeOrOutcome_isMapped() throws Exception {
        Mapping mapping =
                own(numbered(20, "{'ts':17636%05d,'usr':'u%d','st':'TX','src_ip':'192.0.2.%d','note':'hello world'}"));
        assertThat(mapping.text(MappingKey.TIME)).isEqualTo(".ts");
        assertThat(mapping.text(MappingKey.USER)).isEqualTo(".usr");
        assertThat(mapping.text(MappingKey.REGION)).isEqualTo(".st");
        assertThat(mapping.text(MappingKey.IP)).isEqualTo(".src_ip");
        assertThat(mapping.text(MappingKey.WHEN)).isNull();
        assertThat(mapping.text(MappingKey.OUTCOME)).isNull();
    }

    @Test
    void amongSeveralTimes_thatOfTheEventIsChosen() throws Exception {
        List<SampleRecord> records = numbered(
                10,
                "{'ingested_at':'2026-11-23T14:05:%02dZ','expires_at':'2026-11-24T14:05:%02dZ',"
                        + "'event_time':'2026-11-23T14:03:%02dZ','user':{'created_at':'2020-01-01T00:00:00Z','id':'u%d'}}");
        assertThat(own(records).text(MappingKey.TIME)).isEqualTo(".event_time");
    }

    @Test
    void theTimeNearThatOfKafka_isChosenWhereNamesDoNotTell() throws Exception {
        List<SampleRecord> records = IntStream.range(0, 10)
                .mapToObj(i -> new SampleRecord(
                        json("{'a':1500000000,'b':1763906600,'c':1463906600,'user':'u" + i + "'}"), 1_763_906_605_000L))
                .toList();
        assertThat(own(records).text(MappingKey.TIME)).isEqualTo(".b");
    }

    @Test
    void timesWithoutOffset_getAZoneThatIsMarkedAsGuessed() throws Exception {
        List<SampleRecord> records = numbered(5, "{'time':'2026-11-23 14:03:0%d','user':'u%d'}");
        Suggestion suggestion = Suggestion.of(records, ORIGIN, true);
        Mapping mapping = MappingReader.read(suggestion.text());
        assertThat(mapping.text(MappingKey.TIME_ZONE)).isEqualTo("UTC");
        assertThat(suggestion.text()).contains("# GUESSED: these times have no offset.");
        assertThat(logins(mapping, records)).allMatch(login -> login.timeMillis() != null);
    }

    @Test
    void timesInAFormOfTheirOwn_getTheirFormat() throws Exception {
        List<SampleRecord> records = numbered(5, "{'time':'23/Nov/2026:14:03:0%d -0500','user':'u%d'}");
        Mapping mapping = own(records);
        assertThat(mapping.text(MappingKey.TIME_FORMAT)).isEqualTo("dd/MMM/yyyy:HH:mm:ss Z");
        assertThat(logins(mapping, records)).allMatch(login -> login.timeMillis() != null);
    }

    @Test
    void severalLoginsInARecord_getEach() throws Exception {
        List<SampleRecord> records = numbered(
                6,
                "{'batch':%d,'events':[{'at':'2026-11-23T14:03:0%dZ','login':'u%d','ok':true},"
                        + "{'at':'2026-11-23T14:04:0%dZ','login':'v','ok':false}]}");
        Mapping mapping = own(records);
        assertThat(mapping.text(MappingKey.EACH)).isEqualTo(".events[]?");
        assertThat(logins(mapping, records)).hasSize(12);
        assertThat(logins(mapping, records))
                .filteredOn(login -> login.outcome() == LoginOutcome.FAILURE)
                .hasSize(6);
    }

    @Test
    void anArrayAsRecord_getsEach() throws Exception {
        List<SampleRecord> records = numbered(
                6, "[{'time':'2026-11-23T14:03:0%dZ','user':'u%d'},{'time':'2026-11-23T14:04:0%dZ','user':'v'}]");
        Mapping mapping = own(records);
        assertThat(mapping.text(MappingKey.EACH)).isEqualTo(".[]");
        assertThat(logins(mapping, records)).hasSize(12);
    }

    @Test
    void jsonWithinAText_isTakenOut() throws Exception {
        List<SampleRecord> records =
                numbered(6, "{'host':'h','log':'{\\'time\\':\\'2026-11-23T14:03:0%dZ\\',\\'user\\':\\'u%d\\'}'}");
        Mapping mapping = own(records);
        assertThat(mapping.text(MappingKey.EACH)).isEqualTo(".log | fromjson?");
        assertThat(logins(mapping, records)).hasSize(6);
    }

    @Test
    void aFlagOfFailure_isInverted_andFalseIsNotTakenForAbsent() throws Exception {
        List<SampleRecord> records = IntStream.range(0, 6)
                .mapToObj(i -> record(
                        "{'time':'2026-11-23T14:03:0%dZ','user':'u','failed':" + (i < 2) + ",'error':"
                                + (i < 2 ? "'locked'" : "null") + "}",
                        i))
                .toList();
        Mapping mapping = own(records);
        assertThat(mapping.text(MappingKey.OUTCOME)).isEqualTo(".failed");
        assertThat(mapping.success()).containsExactly("false");
        assertThat(mapping.text(MappingKey.REASON)).isEqualTo(".error");
        assertThat(logins(mapping, records))
                .extracting(MappedLogin::reason)
                .filteredOn("locked"::equals)
                .hasSize(2);
    }

    @Test
    void loginsThatAreNotOver_areSkipped() throws Exception {
        List<SampleRecord> records = new ArrayList<>();
        for (String result : List.of("success", "failure", "challenge", "success")) {
            records.add(record(
                    "{'time':'2026-11-23T14:03:0%dZ','user':'u','action':'login','result':'" + result + "'}",
                    records.size()));
        }
        Mapping mapping = own(records);
        assertThat(mapping.text(MappingKey.WHEN)).isEqualTo(".action == \"login\" and .result != \"challenge\"");
        assertThat(logins(mapping, records)).hasSize(3);
    }

    @Test
    void changesOfADatabase_areMapped() throws Exception {
        List<SampleRecord> records = IntStream.range(0, 25)
                .mapToObj(i -> record(
                        "{'payload':{'op':'c','ts_ms':17954426%05d,'before':null,'after':{'login_id':%d,'account_id':%d,"
                                + "'login_ts':17954426%05d123,'state_cd':'UT'}}}",
                        i, i, i % 5, i))
                .toList();
        Mapping mapping = own(records);
        assertThat(mapping.text(MappingKey.TIME)).isEqualTo(".payload.after.login_ts");
        assertThat(mapping.text(MappingKey.USER)).isEqualTo(".payload.after.account_id");
    }

    @Test
    void theEventsOfWindows_areKnownByTheirNumbers() throws Exception {
        List<SampleRecord> records = new ArrayList<>();
        for (int id : new int[] {4624, 4625, 4634, 4624}) {
            records.add(record(
                    "{'@timestamp':'2026-11-23T14:03:0%dZ','winlog':{'event_id':" + id
                            + ",'process':{'pid':4624},'event_data':{'TargetUserName':'ada'}}}",
                    records.size()));
        }
        Mapping mapping = own(records);
        assertThat(mapping.text(MappingKey.WHEN)).isEqualTo(".winlog.event_id == 4624 or .winlog.event_id == 4625");
        assertThat(mapping.success()).containsExactly("4624");
        assertThat(logins(mapping, records)).hasSize(3);
    }

    @Test
    void aFieldThatMerelyMentionsLogins_isNoTypeOfEvent() throws Exception {
        Mapping mapping =
                own(numbered(5, "{'LoginTime':'2026-11-23T14:03:0%dZ','UserId':'u%d','LoginUrl':'login.example.com'}"));
        assertThat(mapping.text(MappingKey.WHEN)).isNull();
    }

    @Test
    void aPresetThatFindsLittleMoreThanUserAndTime_isNotProposed() {
        List<SampleRecord> records =
                numbered(5, "{'timestamp':179544260%d,'user_id':'u%d','result':'denied','origin':'192.0.2.%d'}");
        assertThat(Suggestion.of(records, ORIGIN, true).preset()).isNull();
    }

    @Test
    void whatIsNotFound_isSaid_andTheFileIsStillValid() throws Exception {
        Suggestion suggestion = Suggestion.of(numbered(3, "{'a':%d,'b':[1,2],'c':null}"), ORIGIN, true);
        assertThat(suggestion.text())
                .contains("# NOT FOUND: no field of the sample looks like the time")
                .contains("# NOT FOUND: no field of the sample looks like a user")
                .contains("# Not found in the sample: when, region");
        MappingReader.read(suggestion.text());
    }

    @Test
    void recordsThatAreNotJson_areNoObstacle() throws Exception {
        List<SampleRecord> records = new ArrayList<>(numbered(5, "{'time':'2026-11-23T14:03:0%dZ','user':'u%d'}"));
        records.add(new SampleRecord("<xml/>".getBytes(UTF_8), null));
        records.add(new SampleRecord(new byte[] {0, 1, 2}, null));
        assertThat(own(records).text(MappingKey.USER)).isEqualTo(".user");
        MappingReader.read(Suggestion.of(List.of(records.get(5)), ORIGIN, true).text());
    }

    @Test
    void names_areThoseAMappingMayHave() {
        assertThat(Suggestion.name("okta.logs_V2")).isEqualTo("okta-logs-v2");
        assertThat(Suggestion.name("—")).isEqualTo("my-source");
        assertThat(Suggestion.name("x".repeat(200))).hasSize(60);
        assertThat(Suggestion.name("../../Ünï")).isEqualTo("n");
    }

    static Mapping own(List<SampleRecord> records) throws Exception {
        Suggestion suggestion = Suggestion.of(records, ORIGIN, false);
        assertThat(suggestion.preset()).isNull();
        return MappingReader.read(suggestion.text());
    }

    private static List<MappedLogin> logins(Mapping mapping, List<SampleRecord> records) throws Exception {
        Mapper mapper = new Mapper(mapping);
        List<MappedLogin> logins = new ArrayList<>();
        for (SampleRecord record : records) {
            map(mapper, record).forEach(mapped -> {
                if (mapped instanceof Mapped.Login login) {
                    logins.add(login.login());
                }
            });
        }
        return logins;
    }

    private static List<Mapped> map(Mapper mapper, SampleRecord record) {
        try {
            return mapper.map(record.value());
        } catch (io.rollcall.model.login.MalformedJsonException e) {
            return List.of();
        }
    }

    /** Records with their number in each place. Quotation marks are written as apostrophes. */
    private static List<SampleRecord> numbered(int count, String form) {
        int places = form.split("%", -1).length - 1;
        return IntStream.range(0, count)
                .mapToObj(i -> record(
                        form, IntStream.range(0, places).mapToObj(place -> i).toArray()))
                .toList();
    }

    private static SampleRecord record(String form, Object... values) {
        return new SampleRecord(json(String.format(form, values)), null);
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static List<SampleRecord> records(List<String> lines) {
        return lines.stream()
                .map(line -> new SampleRecord(line.getBytes(UTF_8), null))
                .toList();
    }
}
