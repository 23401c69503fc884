package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who somebody is, as a proxy says; and who may not say so. */
@Timeout(60)
class ProxyAccessTest {
    private static final String USER = "X-Forwarded-User";
    private static final String GROUPS = "X-Forwarded-Groups";

    @TempDir
    private Path folder;

    private static TestServer server(String proxies, UnaryOperator<Settings> change) {
        return new TestServer(
                "/web",
                settings -> change.apply(settings.with(SettingKey.DASHBOARD_AUTH, "proxy")
                        .with(SettingKey.DASHBOARD_PROXIES, proxies)
                        .with(SettingKey.DASHBOARD_ROLES, "ops=admin, support = analyst, *=viewer")));
    }

    private static TestServer server(String proxies) {
        return server(proxies, settings -> settings);
    }

    @Test
    void trustedProxy_saysWhoItIs_andTheHighestRoleOfTheGroupsCounts() throws Exception {
        try (TestServer on = server("192.0.2.0/24,127.0.0.0/8,::1")) {
            assertThat(role(on, USER, "ann")).isEqualTo("viewer");
            assertThat(role(on, USER, "ann", GROUPS, "other,support")).isEqualTo("analyst");
            assertThat(role(on, USER, "ann", GROUPS, "support, ops ,x")).isEqualTo("admin");
            assertThat(role(on, USER, "ann", GROUPS, "OPS,ops2,,")).isEqualTo("viewer");
            ApiAnswer page = ApiAnswer.of(on, "GET", "/", USER, "<b>ann</b>");
            assertThat(page.body()).contains("&lt;b&gt;ann&lt;/b&gt;").doesNotContain("sign-out", "<b>ann");
            assertThat(ApiAnswer.of(on, "GET", "/sign-in").headers().get("location"))
                    .isEqualTo("./");
            assertThat(ApiAnswer.of(on, "GET", "/metrics", USER, "ann").status())
                    .isEqualTo(403);
        }
    }

    private static String role(TestServer on, String... headers) throws Exception {
        ApiAnswer answer = ApiAnswer.of(on, "GET", "/api/session", headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return AnswerCheck.json(answer.body()).path("role").asText();
    }

    @Test
    void headersOfAnybodyElse_sayNothing() throws Exception {
        try (TestServer on = server("192.0.2.7,10.0.0.0/8,fd00::/8")) {
            for (List<String> headers : List.of(
                    List.of(USER, "ann", GROUPS, "ops"),
                    List.of(USER, "ann", "X-Forwarded-For", "10.1.2.3"),
                    List.of(USER, "ann", "Forwarded", "for=10.1.2.3;by=10.0.0.1", "X-Real-IP", "10.0.0.1"),
                    List.of(USER, "ann", "X-Forwarded-For", "192.0.2.7", "X-Forwarded-Host", "localhost"))) {
                ApiAnswer answer = ApiAnswer.of(on, "GET", "/api/session", headers.toArray(String[]::new));
                assertThat(answer.status()).as(headers.toString()).isEqualTo(401);
                assertThat(answer.body()).contains("through its proxy");
            }
            assertThat(ApiAnswer.of(on, "GET", "/", USER, "ann").status()).isEqualTo(401);
            assertThat(ApiAnswer.of(on, "GET", "/health", USER, "ann").body()).doesNotContain("components");
        }
    }

    /** A proxy that passes on the header of its client, beside its own, leaves open who it is. */
    @Test
    void twoNames_orNone_areNobody() throws Exception {
        try (TestServer on = server("127.0.0.1,::1")) {
            assertThat(ApiAnswer.of(on, "GET", "/api/session", USER, "admin", USER, "ann")
                            .status())
                    .isEqualTo(401);
            assertThat(ApiAnswer.of(on, "GET", "/api/session", USER, " ").status())
                    .isEqualTo(401);
            assertThat(ApiAnswer.of(on, "GET", "/api/session", GROUPS, "ops").status())
                    .isEqualTo(401);
            assertThat(ApiAnswer.of(on, "GET", "/api/session", USER, "ann", GROUPS, "x", GROUPS, "ops")
                            .status())
                    .as("groups twice: one header is the client's")
                    .isEqualTo(401);
        }
    }

    /** Who names a proxy, or a name to open the page by, lets other machines in. */
    @Test
    void withoutSignIn_behindAProxyOrByAName_rawValuesAreHidden() throws Exception {
        for (SettingKey key : List.of(SettingKey.DASHBOARD_PROXIES, SettingKey.DASHBOARD_HOSTS)) {
            try (TestServer on = new TestServer("/web", settings -> settings.with(key, "127.0.0.1"))) {
                assertThat(role(on)).as(key.key()).isEqualTo("anyone");
            }
        }
        try (TestServer on = new TestServer("/web", settings -> settings)) {
            assertThat(role(on)).isEqualTo("admin");
        }
    }

    @Test
    void otherHeaders_andTokensOfMachines() throws Exception {
        Path users = TestUsers.write(folder.resolve("users"));
        try (TestServer on = server(
                "127.0.0.1,::1", settings -> settings.with(SettingKey.DASHBOARD_USER_HEADER, "X-Auth-Request-Email")
                        .with(SettingKey.DASHBOARD_ROLES, "ops=admin")
                        .with(SettingKey.DASHBOARD_GROUPS_HEADER, "X-Auth-Request-Groups")
                        .with(SettingKey.DASHBOARD_USERS, users.toString()))) {
            assertThat(role(on, "X-Auth-Request-Email", "ann@example.com", "X-Auth-Request-Groups", "ops"))
                    .isEqualTo("admin");
            assertThat(ApiAnswer.of(on, "GET", "/api/session", USER, "ann", GROUPS, "ops")
                            .status())
                    .isEqualTo(401);
            assertThat(ApiAnswer.of(on, "GET", "/api/session", "X-Auth-Request-Email", "ann")
                            .status())
                    .as("without a role")
                    .isEqualTo(401);
            assertThat(role(on, "Authorization", "Bearer " + TestUsers.token("analyst")))
                    .isEqualTo("analyst");
        }
    }

    @Test
    void settingsThatProtectNothing_areRefusedInOneLine() {
        refused("dashboard.auth", SettingKey.DASHBOARD_HOST, "0.0.0.0");
        refused("dashboard.insecure", SettingKey.DASHBOARD_HOST, "::");
        refused("dashboard.auth", SettingKey.DASHBOARD_HOST, "192.0.2.1");
        refused("dashboard.users", SettingKey.DASHBOARD_AUTH, "basic");
        refused("dashboard.proxies", SettingKey.DASHBOARD_AUTH, "proxy");
        assertThatThrownBy(() -> new TestServer(settings -> settings.with(SettingKey.DASHBOARD_TLS_SELF_SIGNED, "true")
                        .with(SettingKey.DASHBOARD_HOST, "0.0.0.0")))
                .as("TLS does not say who people are")
                .hasMessageContaining("dashboard.auth");
        assertThatThrownBy(() -> new TestServer(settings -> settings.with(SettingKey.DASHBOARD_AUTH, "proxy")
                        .with(SettingKey.DASHBOARD_PROXIES, "10.0.0.1")))
                .hasMessageContaining("dashboard.roles");
        assertThatThrownBy(() -> new TestServer(settings -> settings.with(SettingKey.DASHBOARD_AUTH, "basic")
                        .with(SettingKey.DASHBOARD_USERS, "/no/such/file")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("/no/such/file does not exist")
                .message()
                .hasLineCount(1);
    }

    private static void refused(String named, SettingKey key, String value) {
        assertThatThrownBy(() -> new TestServer(settings -> settings.with(key, value)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(named)
                .message()
                .hasLineCount(1);
    }

    @Test
    void everyLoopbackAddress_needsNoSignIn() throws Exception {
        for (String host : List.of("127.0.0.1", "localhost", "127.0.0.2")) {
            try (TestServer on = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_HOST, host))) {
                assertThat(on.server.port()).as(host).isPositive();
            }
        }
    }
}
