package io.rollcall.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.place.Country;
import io.rollcall.model.place.Locales;
import io.rollcall.model.place.Region;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LoginGeneratorTest {
    private static final long NOW = 1_694_479_551_123L;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
    private static final int MANY = 50_000;

    @Test
    void sameSeedAndClock_giveTheSameLogins() {
        LoginMix mix = new LoginMix(0.1, 0.1, 0.1, 0.1);
        assertThat(texts(generate(7, mix, 5_000))).isEqualTo(texts(generate(7, mix, 5_000)));
    }

    /** People compare runs over versions by their seeds. */
    @Test
    void loginsFromTheUnitedStates_areTheSameBytesInEveryVersion() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (LoginRecord record : generate(7, new LoginMix(0.1, 0.1, 0.1, 0.1), 5_000)) {
            Stream.of(record.key(), record.value()).filter(Objects::nonNull).forEach(digest::update);
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("a7e16b913b0c78949a29f8ed39bcfb69d31239e6967a2fc60f651a006ad9b337");
        for (String us : List.of("us", "UT,NV", "USA", "us,PR")) {
            assertThat(texts(generate(7, LoginMix.PLAIN, 1_000, Locales.of(us))))
                    .isEqualTo(texts(generate(7, LoginMix.PLAIN, 1_000)));
        }
    }

    @Test
    void loginsOfTheWorld_areAsManyAsThereAreInhabitants_underAllTheirNames() throws IOException {
        Set<String> world = Locales.of("world");
        Map<String, Integer> logins = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (LoginRecord record : generate(9, LoginMix.PLAIN, MANY, world)) {
            String locale = clean(record).locale();
            logins.merge(locale, 1, Integer::sum);
            assertThat(world).contains(locale);
            if (locale.equals("IND")) {
                names.add(new ObjectMapper()
                        .readTree(record.value())
                        .get("locale")
                        .textValue());
            }
        }
        assertThat(names).containsExactlyInAnyOrder("IND", "India", "356");
        double inhabitants =
                Country.all().stream().mapToLong(Country::population).sum();
        for (String code : List.of("IND", "CHN", "BRA", "DEU")) {
            assertThat(logins.get(code) / (double) MANY)
                    .as(code)
                    .isCloseTo(0.99 * Country.ofCode(code).population() / inhabitants, within(0.01));
        }
        assertThat(logins.get("CA")).as("Californians among 50,000 people").isBetween(150, 350);
        assertThat(logins).hasSizeGreaterThan(200);
    }

    @Test
    void aListOfCountries_addsTheseAlone() {
        Set<String> locales = new HashSet<>();
        for (LoginRecord record : generate(10, LoginMix.PLAIN, 5_000, Locales.of("us,Canada,MEX"))) {
            locales.add(clean(record).locale());
        }
        assertThat(locales).contains("CAN", "MEX", "CA", "UNK").isSubsetOf(Locales.of("us,CAN,MEX"));
    }

    @Test
    void anotherSeed_givesOtherLogins() {
        assertThat(generate(7, LoginMix.PLAIN, 1).get(0).value())
                .isNotEqualTo(generate(8, LoginMix.PLAIN, 1).get(0).value());
    }

    @Test
    void plainLogins_areCleanOnTimeAndFromConfiguredLocales() {
        Set<String> locales = new HashSet<>(Region.defaultLocales());
        for (LoginRecord record : generate(1, LoginMix.PLAIN, MANY)) {
            CleanLogin login = clean(record);
            assertThat(login.timestampMillis()).isEqualTo(NOW);
            assertThat(locales).contains(login.locale());
            assertThat(login.deviceType()).isIn("android", "ios", "iphone");
            assertThat(login.userId()).isEqualTo(new String(record.key(), StandardCharsets.UTF_8));
            assertThat(login.deviceId()).matches("[0-9]{3}-[0-9]{2}-[0-9]{4}");
        }
    }

    @Test
    void logins_areSpreadByInhabitantsWithOnePercentNullLocales() {
        Map<String, Integer> logins = new HashMap<>();
        generate(2, LoginMix.PLAIN, MANY)
                .forEach(record -> logins.merge(clean(record).locale(), 1, Integer::sum));
        double inhabitants =
                Stream.of(Region.values()).mapToInt(Region::population).sum();
        for (Region region : List.of(Region.CA, Region.TX, Region.NY, Region.OH)) {
            assertThat(logins.get(region.name()) / (double) MANY)
                    .as(region.name())
                    .isCloseTo(0.99 * region.population() / inhabitants, within(0.01));
        }
        assertThat(logins.get(Region.UNKNOWN) / (double) MANY).isCloseTo(0.01, within(0.002));
    }

    @Test
    void users_haveOneToThreeDevicesAndMostlyLogInFromHome() {
        Map<String, Set<String>> devices = new HashMap<>();
        Map<String, Map<String, Integer>> places = new HashMap<>();
        generate(3, LoginMix.PLAIN, 400_000).forEach(record -> {
            CleanLogin login = clean(record);
            devices.computeIfAbsent(login.userId(), user -> new HashSet<>()).add(login.deviceId());
            places.computeIfAbsent(login.userId(), user -> new HashMap<>()).merge(login.locale(), 1, Integer::sum);
        });
        assertThat(devices.size()).isBetween(95_000, 100_000);
        assertThat(devices.values()).allSatisfy(ids -> assertThat(ids).hasSizeBetween(1, 3));
        assertThat(devices.values().stream().mapToInt(Set::size).distinct().count())
                .isEqualTo(3);
        int fromTheCommonestPlace = places.values().stream()
                .mapToInt(
                        counts -> counts.values().stream().max(Integer::compare).orElse(0))
                .sum();
        assertThat(fromTheCommonestPlace / 400_000.0).isCloseTo(0.95, within(0.02));
    }

    @Test
    void timestampsAreNumbersAndNumericStrings_deviceTypesAreMessy() throws IOException {
        Set<String> deviceTypes = new HashSet<>();
        int numbers = 0;
        for (LoginRecord record : generate(4, LoginMix.PLAIN, 1_000)) {
            JsonNode json = new ObjectMapper().readTree(record.value());
            deviceTypes.add(json.get("device_type").textValue());
            numbers += json.get("timestamp").isNumber() ? 1 : 0;
        }
        assertThat(numbers).isBetween(400, 600);
        assertThat(deviceTypes).contains("android", " Android", "iOS", "iOS ", "I Phone");
    }

    @Test
    void lateLogins_countAndTooLateOnesDoNot() {
        List<LoginRecord> records = generate(5, new LoginMix(0, 0.2, 0.3, 0), MANY);
        int late = 0;
        int tooLate = 0;
        for (LoginRecord record : records) {
            CleaningOutcome outcome = outcome(record);
            if (outcome instanceof CleaningOutcome.Late it) {
                tooLate++;
                assertThat(NOW - it.login().timestampMillis()).isBetween(70_000L, 300_000L);
            } else {
                long delay = NOW - clean(record).timestampMillis();
                assertThat(delay).isBetween(0L, 50_000L);
                late += delay > 0 ? 1 : 0;
                assertThat(delay == 0 || delay >= 5_000).isTrue();
            }
        }
        assertThat(late / (double) MANY).isCloseTo(0.2, within(0.01));
        assertThat(tooLate / (double) MANY).isCloseTo(0.3, within(0.01));
    }

    @Test
    void dirtyRecords_areRejectedForEveryReason() {
        Map<RejectReason, Integer> reasons = new EnumMap<>(RejectReason.class);
        for (LoginRecord record : generate(6, new LoginMix(1, 0, 0, 0), 20_000)) {
            assertThat(outcome(record)).isInstanceOf(CleaningOutcome.Rejected.class);
            RejectReason reason = ((CleaningOutcome.Rejected) outcome(record)).reason();
            reasons.merge(reason, 1, Integer::sum);
            assertThat(record.key() == null).isEqualTo(reason == RejectReason.MISSING_USER_ID);
        }
        assertThat(reasons.keySet()).isEqualTo(EnumSet.complementOf(EnumSet.of(RejectReason.MAPPING_ERROR)));
    }

    @Test
    void dirtyFraction_isKept() {
        long rejected = generate(7, new LoginMix(0.25, 0, 0, 0), MANY).stream()
                .filter(record -> outcome(record) instanceof CleaningOutcome.Rejected)
                .count();
        assertThat(rejected / (double) MANY).isCloseTo(0.25, within(0.01));
    }

    @Test
    void duplicates_repeatThePreviousLogin() {
        List<LoginRecord> records = generate(8, new LoginMix(0, 0, 0, 0.2), MANY);
        int again = 0;
        for (int i = 1; i < MANY; i++) {
            again += records.get(i).value() == records.get(i - 1).value() ? 1 : 0;
        }
        assertThat(again / (double) MANY).isCloseTo(0.2, within(0.01));
        assertThat(distinct(records, record -> new String(record.value(), StandardCharsets.UTF_8)))
                .isEqualTo(MANY - again);
    }

    private static List<String> texts(List<LoginRecord> records) {
        return records.stream()
                .map(record -> text(record.key()) + " " + text(record.value()))
                .toList();
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "none" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static long distinct(List<LoginRecord> records, Function<LoginRecord, String> by) {
        return records.stream().map(by).distinct().count();
    }

    private static List<LoginRecord> generate(long seed, LoginMix mix, int count) {
        return records(new LoginGenerator(seed, mix, CLOCK), count);
    }

    private static List<LoginRecord> generate(long seed, LoginMix mix, int count, Set<String> locales) {
        return records(new LoginGenerator(seed, mix, CLOCK, locales), count);
    }

    private static List<LoginRecord> records(LoginGenerator generator, int count) {
        List<LoginRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(generator.next());
        }
        return records;
    }

    private static CleaningOutcome outcome(LoginRecord record) {
        return LoginCleaner.DEFAULT.clean(new RawRecord("user-login", new EventId(0, 0), NOW, record.value()));
    }

    private static CleanLogin clean(LoginRecord record) {
        CleaningOutcome outcome = outcome(record);
        assertThat(outcome).isInstanceOf(CleaningOutcome.Clean.class);
        return ((CleaningOutcome.Clean) outcome).login();
    }
}
