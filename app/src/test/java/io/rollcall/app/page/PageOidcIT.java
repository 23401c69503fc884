package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.rollcall.model.settings.SettingKey;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a real Keycloak in a real browser, and out. Keycloak starts once, so the parts are one test. */
class PageOidcIT {
    private static final String REALM = "rollcall";
    private static final String SECRET = "a secret of 27 characters";
    private static final String PASSWORD = "right";
    private static final String VIEW = "?state=UT&measure=users";
    private static final String SESSION = "rollcall-session";
    /** A stream closes at the next heartbeat, 15 s apart; the promise is 30 s. */
    private static final double END_MILLIS = 30_000;

    @TempDir
    private Path folder;

    @Test
    void people_signInAtKeycloak_untilItEndsTheirSession_orTheySignOut() throws Exception {
        int port = freePort();
        Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        try (WorldServer server = new WorldServer(
                        folder.resolve("kafka"), settings -> settings.with(SettingKey.DASHBOARD_AUTH, "oidc")
                                .with(SettingKey.DASHBOARD_OIDC_ISSUER, "http://127.0.0.1:" + port + "/realms/" + REALM)
                                .with(SettingKey.DASHBOARD_OIDC_CLIENT_ID, "dashboard")
                                .with(SettingKey.DASHBOARD_OIDC_CLIENT_SECRET_FILE, secret.toString())
                                .with(SettingKey.DASHBOARD_OIDC_ROLES_CLAIM, "realm_access.roles")
                                .with(SettingKey.DASHBOARD_OIDC_RECHECK, "2s")
                                .with(SettingKey.DASHBOARD_ROLES, "ops=admin, support=analyst"));
                Keycloak keycloak = new Keycloak(folder, port, realm(server.address()));
                TestBrowser browser = new TestBrowser();
                BrowserContext context = browser.newContext();
                BrowserContext later = browser.newContext()) {
            server.count("UT", "a", "b");
            OpenPage open = new OpenPage(context, server.address(), VIEW).await("[role=alert]");
            assertThat(open.text("[role=alert]")).contains("cannot be used at the moment");
            keycloak.awaitReady(REALM);

            String planted = "A".repeat(43);
            context.addCookies(List.of(new Cookie(SESSION, planted).setUrl(server.address())));
            openForm(open, server.address() + "/" + VIEW);
            signIn(open, "ann", "wrong");
            open.await("#password");
            signIn(open, "ann", PASSWORD);
            open.awaitLive().await("#state-panel:visible");
            assertThat(open.awaitAddress("state=UT")).contains("measure=users");
            assertThat(open.text("#session span")).isEqualTo("ann");
            Cookie session = session(context);
            assertThat(session.value).as("a session of its own").hasSize(43).isNotEqualTo(planted);
            assertThat(session.httpOnly).isTrue();
            assertThat(session.sameSite).isEqualTo(SameSiteAttribute.LAX);

            OpenPage second = new OpenPage(context, server.address(), "?state=CA").awaitLive();
            endSessionsOf(keycloak, "ann");
            awaitEnd(context, server.address()); // a request makes the dashboard ask
            for (OpenPage tab : List.of(open, second)) {
                tab.page.waitForSelector("#password", new Page.WaitForSelectorOptions().setTimeout(END_MILLIS));
                assertThat(tab.page.url()).startsWith(keycloak.address());
            }
            assertThat(open.dialogs).isEmpty();

            // A new profile: of two tabs that wait for a password, Keycloak lets one sign in, and the other begin
            // again.
            OpenPage fresh = new OpenPage(later, server.address(), "?//evil.example");
            viewsOfOtherSites_leadNowhereElse(fresh, server.address());
            signOut_endsTheSessionAtKeycloakToo(fresh, server.address());
            somebodyWithoutARole_getsASentence(fresh, server.address());
            code_countsOnce(fresh);
        }
    }

    private static void viewsOfOtherSites_leadNowhereElse(OpenPage open, String dashboard) {
        open.await("#password");
        signIn(open, "ann", PASSWORD);
        open.awaitLive();
        assertThat(open.page.url()).startsWith(dashboard + "/");
        for (String evil : List.of("//evil.example", "\\\\evil", "https:evil", "https://evil.example/", "/\\evil")) {
            String to = URLEncoder.encode(evil, StandardCharsets.UTF_8);
            open.page.navigate(dashboard + "/sign-in?to=" + to);
            open.awaitLive();
            assertThat(open.page.url()).as(evil).startsWith(dashboard + "/");
        }
        assertThat(open.requests).noneMatch(address -> address.matches("[a-z]+://[^/]*evil.*"));
    }

    private static void signOut_endsTheSessionAtKeycloakToo(OpenPage open, String dashboard) {
        open.page.click("#session button");
        open.await("#message:has-text('You are signed out.')");
        assertThat(open.page.url()).as("back from Keycloak").isEqualTo(dashboard + "/sign-out");
        open.page.click("text=Sign in again");
        open.await("#password");
    }

    private static void somebodyWithoutARole_getsASentence(OpenPage open, String dashboard) {
        signIn(open, "ben", PASSWORD);
        open.await("[role=alert]:has-text('ben has no role here')");
        assertThat(open.text("body")).doesNotContainPattern("[0-9]");
        assertThat(open.page
                        .context()
                        .request()
                        .get(dashboard + "/api/snapshot")
                        .status())
                .isEqualTo(401);
        open.page.click("text=Sign out at the provider");
        open.await("#message:has-text('You are signed out.')");
    }

    /** The address by which a browser came back is of no use once more, although Keycloak would know the person. */
    private static void code_countsOnce(OpenPage open) {
        open.page.click("text=Sign in again");
        open.await("#password");
        open.requests.clear();
        signIn(open, "ann", PASSWORD);
        open.awaitLive();
        String first = open.requests.stream()
                .filter(address -> address.contains("/sign-in-callback?"))
                .findFirst()
                .orElseThrow();
        BrowserContext context = open.page.context();
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName(SESSION));
        APIResponse again = context.request().get(first);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.text()).contains("has expired, was used already, or began in another browser");
    }

    /** Keycloak answers a moment before the dashboard looks for it again. */
    private static void openForm(OpenPage open, String address) {
        await().pollInSameThread().atMost(Duration.ofMinutes(1)).until(() -> {
            open.page.navigate(address);
            open.await("#password, [role=alert]");
            return open.page.locator("#password").count() == 1;
        });
    }

    private static void signIn(OpenPage open, String name, String password) {
        open.page.fill("#username", name);
        open.page.fill("#password", password);
        open.page.click("#kc-login");
    }

    private static Cookie session(BrowserContext context) {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.equals(SESSION))
                .findFirst()
                .orElseThrow();
    }

    private static void endSessionsOf(Keycloak keycloak, String name) throws Exception {
        String id = keycloak.admin("GET", REALM + "/users?exact=true&username=" + name, "")
                .path(0)
                .path("id")
                .asText();
        keycloak.admin("POST", REALM + "/users/" + id + "/logout", "");
    }

    private static void awaitEnd(BrowserContext context, String dashboard) {
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .until(() -> context.request().get(dashboard + "/api/session").status() == 401);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String realm(String dashboard) {
        return """
                {"realm": "%1$s", "enabled": true,
                 "roles": {"realm": [{"name": "ops"}]},
                 "clients": [{
                   "clientId": "dashboard", "secret": "%2$s",
                   "redirectUris": ["%3$s/sign-in-callback"],
                   "attributes": {"post.logout.redirect.uris": "%3$s/sign-out", "pkce.code.challenge.method": "S256"},
                   "protocolMappers": [{
                     "name": "roles", "protocol": "openid-connect", "protocolMapper": "oidc-usermodel-realm-role-mapper",
                     "config": {"claim.name": "realm_access.roles", "multivalued": "true", "id.token.claim": "true",
                                "jsonType.label": "String"}}]}],
                 "users": [
                   {"username": "ann", "enabled": true, "email": "ann@example.com", "firstName": "Ann", "lastName": "A",
                    "credentials": [{"type": "password", "value": "%4$s"}], "realmRoles": ["ops"]},
                   {"username": "ben", "enabled": true, "email": "ben@example.com", "firstName": "Ben", "lastName": "B",
                    "credentials": [{"type": "password", "value": "%4$s"}]}]}
                """.formatted(REALM, SECRET, dashboard, PASSWORD);
    }
}
