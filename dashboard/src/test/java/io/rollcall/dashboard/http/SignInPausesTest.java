package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.model.settings.SettingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How guessing of passwords is slowed down, behind a proxy that names the address of each client. */
@Timeout(60)
class SignInPausesTest {
    private static final String DEVICE = "rollcall-device";

    @TempDir
    private Path folder;

    private TestServer on;
    private SignedIn browser;

    @BeforeEach
    void start() {
        on = SignedIn.server("/web", folder, settings -> settings.with(SettingKey.DASHBOARD_PROXIES, "127.0.0.1"));
        browser = at("192.0.2.1");
    }

    @AfterEach
    void stop() {
        on.close();
    }

    /** A browser at another address. */
    private SignedIn at(String address) {
        SignedIn browser = new SignedIn(on);
        browser.always.addAll(List.of("X-Forwarded-For", address));
        return browser;
    }

    private static int status(SignedIn browser, String name, String password) throws Exception {
        return browser.signIn(name, password, "").status();
    }

    @Test
    void wrongPasswords_areSlowedDown_butNotForLongForTheRightUser() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(browser.signIn("viewer", "wrong password", "").status());
        }
        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429);
        ApiAnswer right = browser.signIn("viewer", TestUsers.password("viewer"), "");
        assertThat(right.status()).as("not looked at").isEqualTo(429);
        assertThat(right.headers().get("retry-after")).isEqualTo("1");
        on.clock.set(TestServer.NOW + 1_000);
        assertThat(browser.signIn("viewer", TestUsers.password("viewer"), "").status())
                .isEqualTo(303);
    }

    @Test
    void namesThatNobodyHas_areTreatedAsThoseThatSomebodyHas() throws Exception {
        ApiAnswer unknown = browser.signIn("nobody", "wrong password", "");
        ApiAnswer known = browser.signIn("viewer", "wrong password", "");
        assertThat(unknown.status()).isEqualTo(401).isEqualTo(known.status());
        assertThat(unknown.body()).isEqualTo(known.body());
    }

    /** The pause belongs to the client that the proxy names, not to the proxy, and not to what the client invents. */
    @Test
    void pauseOfAnAddress_isThatOfTheClientBehindTheProxy() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(status(browser, "nobody" + i, "wrong password")).isEqualTo(401);
        }
        assertThat(status(browser, "analyst", TestUsers.password("analyst"))).isEqualTo(429);
        assertThat(status(at("198.51.100.9, 192.0.2.1"), "analyst", TestUsers.password("analyst")))
                .as("an invented address in front")
                .isEqualTo(429);
        assertThat(status(at("192.0.2.2"), "analyst", TestUsers.password("analyst")))
                .isEqualTo(303);
    }

    @Test
    void guessersWithManyAddresses_keepNobodyOutOfABrowserThatSignedInBefore() throws Exception {
        SignedIn hers = at("192.0.2.1").signIn("viewer");
        String cookie = hers.cookies.get(DEVICE);
        String others = at("192.0.2.2").signIn("analyst").cookies.get(DEVICE);
        for (int i = 0; i < 6; i++) {
            status(at("10.0.0." + i), "viewer", "wrong password");
        }
        assertThat(signInWith(null)).as("a new browser at a new address").isEqualTo(429);
        for (String forged : List.of(
                others,
                cookie.substring(0, cookie.length() - 2) + "..",
                (cookie.startsWith("x") ? "y" : "x") + cookie.substring(1),
                "x" + cookie,
                cookie.substring(cookie.indexOf('.')),
                ".",
                "",
                "A".repeat(5_000))) {
            assertThat(signInWith(forged)).as(forged).isEqualTo(429);
        }
        assertThat(signInWith(cookie)).isEqualTo(303);
        Path file = folder.resolve("users");
        String former = Files.readString(file);
        Files.writeString(
                file, former.replace(TestUsers.hash(TestUsers.password("viewer")), TestUsers.hash("another password")));
        on.clock.set(TestServer.NOW + 1_000);
        status(at("10.0.1.1"), "viewer", "wrong password");
        assertThat(signInWith(cookie))
                .as("the password that signed the cookie no longer holds")
                .isEqualTo(429);
    }

    /** There are 4 checks at a time, and their pauses do not hold strangers who are new each time. */
    @Test
    void strangersWhoTakeAllChecks_keepNobodyOutOfABrowserThatSignedInBefore() throws Exception {
        String cookie = at("192.0.2.1").signIn("viewer").cookies.get(DEVICE);
        AtomicInteger turnedAway = new AtomicInteger();
        AtomicInteger strangers = new AtomicInteger();
        ExecutorService crowd = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                crowd.submit(() -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        int stranger = strangers.incrementAndGet();
                        SignedIn browser =
                                at("10." + stranger / 65_536 + "." + stranger / 256 % 256 + "." + stranger % 256);
                        if (status(browser, "nobody" + stranger, "wrong password") == 429) {
                            turnedAway.incrementAndGet();
                        }
                    }
                    return null;
                });
            }
            for (int i = 0; i < 5; i++) {
                int before = turnedAway.get();
                await().until(() -> turnedAway.get() > before);
                assertThat(signInWith(cookie)).isEqualTo(303);
            }
        } finally {
            crowd.shutdownNow();
            crowd.awaitTermination(30, TimeUnit.SECONDS);
        }
    }

    /** Signs in as the viewer at an address that nobody has used, with this cookie. */
    private int signInWith(String device) throws Exception {
        SignedIn other = at("203.0.113.7");
        if (device != null) {
            other.cookies.put(DEVICE, device);
        }
        return status(other, "viewer", TestUsers.password("viewer"));
    }

    @Test
    void cookieOfABrowser_staysAtSignOut_andOpensNothing() throws Exception {
        ApiAnswer in = browser.signIn("admin", TestUsers.password("admin"), "");
        assertThat(in.headers().get("set-cookie"))
                .containsPattern(DEVICE + "=[^;]+; Path=/; Max-Age=34560000; HttpOnly; SameSite=Strict");
        String page = browser.get("/").body();
        ApiAnswer out = browser.post("/sign-out", Map.of("token", SignedIn.token(page)));
        assertThat(out.headers().get("set-cookie")).doesNotContain(DEVICE);
        assertThat(browser.cookies).containsOnlyKeys(DEVICE);
        assertThat(browser.get("/api/session").status()).isEqualTo(401);
    }
}
