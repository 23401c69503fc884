package io.rollcall.model.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.place.Region;
import io.rollcall.model.stats.Windowing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    /** Key, environment variable and default of every setting. Users rely on them: change this list only on purpose. */
    private static final String PINNED = """
            kafka.bootstrap-server ROLLCALL_KAFKA_BOOTSTRAP_SERVER localhost:29092
            kafka.config ROLLCALL_KAFKA_CONFIG -
            topics.raw ROLLCALL_TOPICS_RAW user-login
            topics.clean ROLLCALL_TOPICS_CLEAN user-login-clean
            topics.late ROLLCALL_TOPICS_LATE user-login-late
            topics.rejected ROLLCALL_TOPICS_REJECTED user-login-rejected
            topics.stats ROLLCALL_TOPICS_STATS user-login-stats
            topics.progress ROLLCALL_TOPICS_PROGRESS user-login-progress
            topics.partitions ROLLCALL_TOPICS_PARTITIONS 2
            topics.replication ROLLCALL_TOPICS_REPLICATION 1
            topics.retention ROLLCALL_TOPICS_RETENTION 25h
            topics.login-retention ROLLCALL_TOPICS_LOGIN_RETENTION 4h
            topics.retention-bytes ROLLCALL_TOPICS_RETENTION_BYTES 4294967296
            topics.segment-bytes ROLLCALL_TOPICS_SEGMENT_BYTES 16777216
            window.length ROLLCALL_WINDOW_LENGTH 30s
            window.slide ROLLCALL_WINDOW_SLIDE 10s
            source ROLLCALL_SOURCE -
            geo.database ROLLCALL_GEO_DATABASE -
            geo.follow ROLLCALL_GEO_FOLLOW false
            lateness ROLLCALL_LATENESS 1m
            future-tolerance ROLLCALL_FUTURE_TOLERANCE 30s
            locales ROLLCALL_LOCALES us
            clean.mode ROLLCALL_CLEAN_MODE real-time
            clean.batch ROLLCALL_CLEAN_BATCH 5s
            clean.trigger ROLLCALL_CLEAN_TRIGGER 100ms
            clean.max-offsets ROLLCALL_CLEAN_MAX_OFFSETS 500000
            clean.min-partitions ROLLCALL_CLEAN_MIN_PARTITIONS 1
            stats.trigger ROLLCALL_STATS_TRIGGER 100ms
            stats.max-offsets ROLLCALL_STATS_MAX_OFFSETS 250000
            stats.min-partitions ROLLCALL_STATS_MIN_PARTITIONS 1
            stats.delay ROLLCALL_STATS_DELAY 5m
            stats.patience ROLLCALL_STATS_PATIENCE 500ms
            stats.state-partitions ROLLCALL_STATS_STATE_PARTITIONS auto
            checkpoint-location ROLLCALL_CHECKPOINT_LOCATION -
            fail-on-data-loss ROLLCALL_FAIL_ON_DATA_LOSS true
            dashboard.host ROLLCALL_DASHBOARD_HOST 127.0.0.1
            dashboard.hosts ROLLCALL_DASHBOARD_HOSTS -
            dashboard.proxies ROLLCALL_DASHBOARD_PROXIES -
            dashboard.port ROLLCALL_DASHBOARD_PORT 10501
            dashboard.auth ROLLCALL_DASHBOARD_AUTH none
            dashboard.insecure ROLLCALL_DASHBOARD_INSECURE false
            dashboard.users ROLLCALL_DASHBOARD_USERS -
            dashboard.session ROLLCALL_DASHBOARD_SESSION 8h
            dashboard.user-header ROLLCALL_DASHBOARD_USER_HEADER X-Forwarded-User
            dashboard.groups-header ROLLCALL_DASHBOARD_GROUPS_HEADER X-Forwarded-Groups
            dashboard.roles ROLLCALL_DASHBOARD_ROLES -
            dashboard.url ROLLCALL_DASHBOARD_URL -
            dashboard.oidc.issuer ROLLCALL_DASHBOARD_OIDC_ISSUER -
            dashboard.oidc.client-id ROLLCALL_DASHBOARD_OIDC_CLIENT_ID -
            dashboard.oidc.client-secret-file ROLLCALL_DASHBOARD_OIDC_CLIENT_SECRET_FILE -
            dashboard.oidc.scopes ROLLCALL_DASHBOARD_OIDC_SCOPES openid,profile,email
            dashboard.oidc.roles-claim ROLLCALL_DASHBOARD_OIDC_ROLES_CLAIM groups
            dashboard.oidc.recheck ROLLCALL_DASHBOARD_OIDC_RECHECK 5m
            dashboard.mask ROLLCALL_DASHBOARD_MASK -
            dashboard.mask-key ROLLCALL_DASHBOARD_MASK_KEY -
            dashboard.path ROLLCALL_DASHBOARD_PATH /
            dashboard.tls.certificate ROLLCALL_DASHBOARD_TLS_CERTIFICATE -
            dashboard.tls.key ROLLCALL_DASHBOARD_TLS_KEY -
            dashboard.tls.password-file ROLLCALL_DASHBOARD_TLS_PASSWORD_FILE -
            dashboard.tls.self-signed ROLLCALL_DASHBOARD_TLS_SELF_SIGNED false
            dashboard.tls.redirect-port ROLLCALL_DASHBOARD_TLS_REDIRECT_PORT -
            dashboard.tls.hsts ROLLCALL_DASHBOARD_TLS_HSTS false
            dashboard.max-connections ROLLCALL_DASHBOARD_MAX_CONNECTIONS 5000
            dashboard.max-streams ROLLCALL_DASHBOARD_MAX_STREAMS 2500
            dashboard.history ROLLCALL_DASHBOARD_HISTORY 25h
            dashboard.warn ROLLCALL_DASHBOARD_WARN -
            dashboard.alarm ROLLCALL_DASHBOARD_ALARM -
            up.kafka-port ROLLCALL_UP_KAFKA_PORT 29092
            up.spark-ui-port ROLLCALL_UP_SPARK_UI_PORT 9090
            up.data-dir ROLLCALL_UP_DATA_DIR data
            produce.rate ROLLCALL_PRODUCE_RATE 50
            """;

    @TempDir
    Path folder;

    @Test
    void everySetting_hasItsPinnedNamesAndDefault() {
        Settings defaults = Settings.defaults();
        assertThat(Stream.of(SettingKey.values())
                        .map(key -> key.key() + " " + key.environmentVariable() + " "
                                + (defaults.text(key).isEmpty() ? "-" : defaults.text(key))))
                .containsExactlyElementsOf(PINNED.lines().toList());
    }

    @Test
    void defaults_areThoseOfTheContract() {
        Settings defaults = Settings.defaults();
        assertThat(defaults.topics()).isEqualTo(Topics.DEFAULT);
        assertThat(defaults.windowing()).isEqualTo(Windowing.DEFAULT);
        assertThat(defaults.cleaner()).isEqualTo(LoginCleaner.DEFAULT);
        assertThat(defaults.locales()).containsExactlyInAnyOrderElementsOf(Region.defaultLocales());
        assertThat(defaults.duration(SettingKey.STATS_DELAY)).isEqualTo(Duration.ofMinutes(5));
        assertThat(defaults.rate()).isEqualTo(50);
    }

    @Test
    void commandLine_winsOverEnvironmentOverYamlOverDefaults() throws IOException {
        Path yaml = yaml("window:\n  length: 40s\n  slide: 20s\ndashboard.port: 1\nproduce: {rate: 7}\n");
        Map<String, String> environment = Map.of("ROLLCALL_DASHBOARD_PORT", "2", "ROLLCALL_WINDOW_SLIDE", "5s");
        Settings settings = new SettingsLoader(environment).load(yaml, Map.of(SettingKey.DASHBOARD_PORT, "3"));
        assertThat(settings.integer(SettingKey.DASHBOARD_PORT)).isEqualTo(3);
        assertThat(settings.windowing()).isEqualTo(new Windowing(40_000, 5_000));
        assertThat(settings.rate()).isEqualTo(7);
        assertThat(settings.text(SettingKey.LATENESS)).isEqualTo("1m");
    }

    @Test
    void yamlList_isAList() throws IOException {
        Settings settings = new SettingsLoader(Map.of()).load(yaml("locales: [NO, UT, OR, east]\n"), Map.of());
        assertThat(settings.locales()).containsExactlyInAnyOrder("NOR", "UT", "OR", "EAST");
    }

    @Test
    void locales_areTrimmedAndUpperCased_asTheCleanerDoesWithLogins() {
        Settings settings = Settings.defaults().with(SettingKey.LOCALES, "ut, Nh ,UT");
        assertThat(settings.locales()).containsExactlyInAnyOrder("UT", "NH");
    }

    @Test
    void locales_areKeywordsAndNames() {
        assertThat(locales("us")).containsExactlyInAnyOrderElementsOf(Region.defaultLocales());
        Set<String> world = locales("World");
        assertThat(world).containsAll(Region.defaultLocales()).contains("USA", "CAN", "DEU", "PR");
        assertThat(world).doesNotContain("PRI", "NO", "OTHER").hasSizeBetween(295, 310);
        assertThat(locales("us, Canada,DEU")).hasSize(59).contains("UT", "UNK", "CAN", "DEU");
        assertThat(locales("de,USA,Puerto Rico")).containsExactlyInAnyOrder("DE", "USA", "PR");
    }

    private static Set<String> locales(String list) {
        return Settings.defaults().with(SettingKey.LOCALES, list).locales();
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'UT,,CA', ''",
        "UT|CA, ''",
        "' ', ''",
        "wolrd, : 'wolrd' is no place; do you mean world?",
        "'UT,other', : 'other' is what all other places count under"
    })
    void badLists_areRefusedInOneSentence_thatNamesTheItem(String list, String item) {
        UserError error = refused(Map.of(), null, Map.of(SettingKey.LOCALES, list));
        assertThat(error.message().render(SettingKey::key))
                .isEqualTo("bad settings: locales '" + list
                        + "' must be us, world, or a list of codes and names of places, separated by commas" + item);
    }

    @Test
    void aPlaceThatNoTableKnows_isADoubt() {
        assertThat(Settings.defaults().with(SettingKey.LOCALES, "us,Canda").doubts())
                .singleElement()
                .extracting(doubt -> doubt.render(SettingKey::key))
                .isEqualTo(
                        "locales: 'Canda' is no known place (do you mean Canada?): it counts the logins whose locale is"
                                + " CANDA");
        assertThat(Settings.defaults().doubts()).isEmpty();
    }

    @Test
    void thresholds_areConditionsOnTiles_alsoAsAYamlList() throws IOException {
        Path yaml = yaml("dashboard:\n  warn: [logins<100, 'rejected > 60']\n  alarm: users<0.5\n");
        assertThat(new SettingsLoader(Map.of()).load(yaml, Map.of()).thresholds())
                .containsExactly(
                        new Threshold(Threshold.Tile.LOGINS, Threshold.Level.WARN, Threshold.Side.BELOW, 100),
                        new Threshold(Threshold.Tile.REJECTED, Threshold.Level.WARN, Threshold.Side.ABOVE, 60),
                        new Threshold(Threshold.Tile.USERS, Threshold.Level.ALARM, Threshold.Side.BELOW, 0.5));
        assertThat(Settings.defaults().thresholds()).isEmpty();
    }

    @Test
    void badConditions_areNamed_amongThoseThatAreRight() {
        UserError error = refused(Map.of(), null, Map.of(SettingKey.DASHBOARD_WARN, "logins<100, rejections>5,late>9"));
        assertThat(error.message().render(SettingKey::key)).endsWith("then a number: 'rejections>5' is not");
        UserError two = refused(Map.of(), null, Map.of(SettingKey.DASHBOARD_ALARM, "logins=1,,late>9"));
        assertThat(two.message().render(SettingKey::key)).endsWith(": 'logins=1', '' is not");
    }

    @Test
    void allProblems_areListedTogetherWithKeyAndSource() throws IOException {
        Path yaml = yaml("window.length: soon\nwindow.slid: 1s\nkafka.config: null\ndashboard.host: [a, b]\n");
        Map<String, String> environment = Map.of(
                "ROLLCALL_DASHBOARD_PORT", "65536", "ROLLCALL_TYPO", "1", "OTHER_TYPO", "1", "ROLLCALL_HOME", "/");
        UserError error = refused(environment, yaml, Map.of(SettingKey.FUTURE_TOLERANCE, "60s"));
        assertThat(error.exitCode()).isEqualTo(2);
        assertThat(error.message().render(SettingKey::key))
                .startsWith("bad settings: ")
                .doesNotContain("\n", "OTHER_TYPO", "ROLLCALL_HOME")
                .contains("window.length 'soon' (from " + yaml + ") must be a number with a unit")
                .contains("window.slid (from " + yaml + ") is not a setting")
                .contains("kafka.config (from " + yaml + ") has no value")
                .contains("dashboard.host (from " + yaml + ") must be one value")
                .contains("dashboard.port '65536' (from the environment variable ROLLCALL_DASHBOARD_PORT) must be a"
                        + " whole number from 0 to 65535")
                .contains("the environment variable ROLLCALL_TYPO is not a setting")
                .contains("future-tolerance '60s' must be below lateness '1m' (from the" + " defaults)");
        assertThat(error.message().render(SettingKey::key).split("; ")).hasSize(7);
    }

    @ParameterizedTest
    @CsvSource({
        "WINDOW_LENGTH, 25s",
        "WINDOW_LENGTH, 0s",
        "WINDOW_LENGTH, 30",
        "WINDOW_LENGTH, -30s",
        "WINDOW_LENGTH, 999999999999d",
        "WINDOW_SLIDE, 7s",
        "LATENESS, 30s",
        "LATENESS, 6m",
        "STATS_DELAY, 59s",
        "CLEAN_BATCH, 999ms",
        "CLEAN_BATCH, 11s",
        "CLEAN_MODE, fast",
        "TOPIC_CLEAN, user-login",
        "TOPIC_CLEAN, user login",
        "PARTITIONS, 0",
        "PARTITIONS, two",
        "PARTITIONS, 3000000000",
        "REPLICATION, 65537",
        "SEGMENT_BYTES, 3000000000",
        "LOCALES, 'UT,,CA'",
        "LOCALES, ''",
        "FAIL_ON_DATA_LOSS, yes",
        "RATE, 0",
        "DASHBOARD_WARN, rejections>5",
        "DASHBOARD_WARN, 'logins<100,'",
        "DASHBOARD_WARN, logins=5",
        "DASHBOARD_ALARM, late>-1",
        "DASHBOARD_ALARM, late>many",
        "DASHBOARD_PROXIES, localhost",
        "DASHBOARD_PROXIES, '10.0.0.0/8,'",
        "DASHBOARD_PROXIES, 10.0.0.0/33",
        "DASHBOARD_PROXIES, 10.0.0.1:80",
        "DASHBOARD_PROXIES, 10.0.0.0/-1",
        "DASHBOARD_PROXIES, '[::1]'",
        "DASHBOARD_PROXIES, fd00::/129",
        "DASHBOARD_AUTH, saml",
        "DASHBOARD_AUTH, ''",
        "DASHBOARD_INSECURE, yes",
        "DASHBOARD_SESSION, 0s",
        "DASHBOARD_USER_HEADER, 'X User'",
        "DASHBOARD_GROUPS_HEADER, ''",
        "DASHBOARD_ROLES, ops",
        "DASHBOARD_ROLES, ops=root",
        "DASHBOARD_ROLES, ops=anyone",
        "DASHBOARD_ROLES, 'ops=admin,'",
        "DASHBOARD_URL, rollcall.example.com",
        "DASHBOARD_URL, http://rollcall.example.com/",
        "DASHBOARD_OIDC_ISSUER, http://provider.example.com/",
        "DASHBOARD_OIDC_ISSUER, http://localhost.example.com/",
        "DASHBOARD_OIDC_ISSUER, http://127.0.0.1@provider.example.com/",
        "DASHBOARD_OIDC_ISSUER, https://user:secret@provider.example.com/",
        "DASHBOARD_OIDC_ISSUER, https://provider.example.com/?realm=ops",
        "DASHBOARD_OIDC_ISSUER, https://provider.example.com/#ops",
        "DASHBOARD_OIDC_ISSUER, https://",
        "DASHBOARD_OIDC_ISSUER, ftp://provider.example.com/",
        "DASHBOARD_OIDC_ISSUER, file:///etc/passwd",
        "DASHBOARD_OIDC_ISSUER, 'https://provider.example.com/a b'",
        "DASHBOARD_OIDC_SCOPES, ''",
        "DASHBOARD_OIDC_SCOPES, 'openid profile'",
        "DASHBOARD_OIDC_SCOPES, 'openid,'",
        "DASHBOARD_OIDC_ROLES_CLAIM, ''",
        "DASHBOARD_OIDC_ROLES_CLAIM, 'groups,,roles'",
        "DASHBOARD_OIDC_RECHECK, 0s",
        "DASHBOARD_MASK, raw=shown",
        "DASHBOARD_MASK, analyst.name=shown",
        "DASHBOARD_MASK, viewer.user_id=hash",
        "DASHBOARD_MASK, analyst.raw=seen",
        "DASHBOARD_MASK, viewer.failure_reason=hash",
        "DASHBOARD_MASK, nobody.failure_reason=hidden",
        "DASHBOARD_MASK, 'analyst.raw=shown,'",
        "DASHBOARD_PATH, ''",
        "DASHBOARD_PATH, rollcall",
        "DASHBOARD_PATH, //evil.test/",
        "DASHBOARD_PATH, /a/../b/",
        "DASHBOARD_PATH, /./",
        "DASHBOARD_PATH, /a b/",
        "DASHBOARD_PATH, /a;b/",
        "DASHBOARD_PATH, /a%2fb/",
        "DASHBOARD_TLS_REDIRECT_PORT, 65536",
        "DASHBOARD_TLS_REDIRECT_PORT, none",
        "DASHBOARD_TLS_HSTS, 1",
        "DASHBOARD_MAX_STREAMS, 0",
        "DASHBOARD_MAX_CONNECTIONS, 3000000000",
        "RATE, NaN",
        "DASHBOARD_PORT, -1"
    })
    void badValue_isRefusedWithOneLine(SettingKey key, String value) {
        UserError error = refused(Map.of(), null, Map.of(key, value));
        assertThat(error.message().render(SettingKey::key))
                .contains(key.key() + " '" + value + "'")
                .doesNotContain("\n");
    }

    @Test
    void addressesOfProviders_areOfHttps_orOfThisMachine() {
        for (String address : List.of(
                "https://provider.example.com",
                "https://provider.example.com:8443/realms/ops",
                "http://localhost:8080/realms/ops",
                "http://127.0.0.1:8080",
                "http://[::1]:8080/")) {
            assertThat(Settings.defaults()
                            .with(SettingKey.DASHBOARD_OIDC_ISSUER, address)
                            .text(SettingKey.DASHBOARD_OIDC_ISSUER))
                    .isEqualTo(address);
        }
        assertThat(Settings.defaults()
                        .with(SettingKey.DASHBOARD_OIDC_ROLES_CLAIM, "groups , realm_access.roles")
                        .names(SettingKey.DASHBOARD_OIDC_ROLES_CLAIM))
                .containsExactly("groups", "realm_access.roles");
    }

    @Test
    void unreadableOrMalformedFile_isRefused() throws IOException {
        assertThat(refused(Map.of(), folder.resolve("absent.yaml"), Map.of()))
                .hasMessageContaining("absent.yaml does not exist");
        assertThat(refused(Map.of(), yaml("- a\n"), Map.of())).hasMessageContaining("is not a YAML mapping");
        assertThat(refused(Map.of(), yaml("a: [\n"), Map.of())).hasMessageContaining("is not YAML");
    }

    @Test
    void variablesOfKubernetesServices_areIgnored_evenWithTheNameOfASetting() {
        Map<String, String> environment = new TreeMap<>();
        for (String service : List.of("ROLLCALL", "ROLLCALL_DASHBOARD", "ROLLCALL_UP_KAFKA")) {
            environment.put(service + "_SERVICE_HOST", "10.0.0.1");
            environment.put(service + "_SERVICE_PORT", "10501");
            environment.put(service + "_SERVICE_PORT_HTTP_METRICS", "10501");
            environment.put(service + "_PORT", "tcp://10.0.0.1:10501");
            environment.put(service + "_PORT_10501_TCP", "tcp://[fd00::1]:10501");
            environment.put(service + "_PORT_10501_TCP_PROTO", "tcp");
            environment.put(service + "_PORT_10501_TCP_PORT", "10501");
            environment.put(service + "_PORT_10501_TCP_ADDR", "10.0.0.1");
        }
        SettingsLoader loader = new SettingsLoader(environment);
        Settings settings = loader.load(null, Map.of());
        assertThat(settings.integer(SettingKey.DASHBOARD_PORT)).isEqualTo(10_501);
        assertThat(settings.integer(SettingKey.KAFKA_PORT)).isEqualTo(29_092);
        assertThat(loader.ignoredVariables()).containsExactlyElementsOf(environment.keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "ROLLCALL_LATENES, 2m",
        "ROLLCALL_PORT, 10501",
        "ROLLCALL_SERVICE, x",
        "ROLLCALL_DASHBOARD_PORTS, 'tcp://10.0.0.1:10501'",
        "ROLLCALL_DASHBOARD_PORT, tcp"
    })
    void otherVariables_areStillRefused(String name, String value) {
        assertThat(refused(Map.of(name, value), null, Map.of())).hasMessageContaining(name);
    }

    @Test
    void emptyFile_changesNothing() throws IOException {
        Settings settings = new SettingsLoader(Map.of()).load(yaml("# nothing yet\n"), Map.of());
        assertThat(settings.windowing()).isEqualTo(Windowing.DEFAULT);
    }

    private static UserError refused(Map<String, String> environment, Path yaml, Map<SettingKey, String> commandLine) {
        UserError error =
                catchThrowableOfType(UserError.class, () -> new SettingsLoader(environment).load(yaml, commandLine));
        assertThat(error).isNotNull();
        return error;
    }

    private Path yaml(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "rollcall", ".yaml"), text);
    }
}
