package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.rollcall.dashboard.access.UsersEditor;
import io.rollcall.model.settings.Role;
import io.rollcall.model.settings.SettingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in, in a real browser; and what becomes of open pages when a session ends. */
class PageSignInIT {
    private static final String PASSWORD = "correct horse battery";
    private static final String VIEW = "?state=UT&measure=users";
    /** A stream closes at the next heartbeat, 15 s apart; the promise is 30 s. */
    private static final double END_MILLIS = 30_000;

    @TempDir
    private Path folder;

    @Test
    void people_signIn_seeThePage_andComeBackToTheirViewAfterTheSessionEnds() throws Exception {
        Path users = folder.resolve("users");
        UsersEditor.setPassword(users, "ann", Role.VIEWER, PASSWORD);
        try (WorldServer server = new WorldServer(
                        folder.resolve("kafka"), settings -> settings.with(SettingKey.DASHBOARD_AUTH, "basic")
                                .with(SettingKey.DASHBOARD_USERS, users.toString()));
                TestBrowser browser = new TestBrowser();
                BrowserContext context = browser.newContext()) {
            server.count("UT", "a", "b");
            server.report();
            OpenPage open = new OpenPage(context, server.address(), VIEW).await("#sign-in");
            assertThat(open.page.title()).isEqualTo("Sign in – Rollcall");
            assertThat(open.page.evaluate("() => document.activeElement.id")).isEqualTo("name");

            signIn(open, "wrong password");
            open.await("[role=alert]:has-text('do not belong together')");
            signIn(open, PASSWORD);
            open.awaitLive().await("#state-panel:visible");
            assertThat(open.awaitAddress("state=UT")).contains("measure=users");
            assertThat(open.text("#session span")).isEqualTo("ann");
            open.await("#rejected-feed:has-text('not for the role viewer')");

            OpenPage second = new OpenPage(context, server.address(), "?state=CA").awaitLive();
            String before = Files.readString(users);
            Files.writeString(users, before.replace("user ann ", "user bob ")); // ann is gone
            for (OpenPage tab : List.of(open, second)) {
                tab.page.waitForSelector("#sign-in", new Page.WaitForSelectorOptions().setTimeout(END_MILLIS));
            }
            assertThat(open.page.url()).contains("sign-in?to=", "state%3DUT");

            Files.writeString(users, before);
            awaitSignIn(open);
            open.awaitLive();
            assertThat(open.awaitAddress("state=UT")).contains("measure=users");
            second.page.reload(); // the form leads whoever is signed in to their view
            second.awaitLive();
            assertThat(second.awaitAddress("state=CA")).isEqualTo("?state=CA");

            second.page.click("#session button");
            second.await("#sign-in");
            open.page.waitForSelector("#sign-in", new Page.WaitForSelectorOptions().setTimeout(END_MILLIS));
            assertThat(open.dialogs).isEmpty();
            assertThat(open.errors).allMatch(error -> error.contains("401")); // what the browser says of refusals
        }
    }

    private static void signIn(OpenPage open, String password) {
        open.page.fill("#name", "ann");
        open.page.fill("#password", password);
        open.page.click("#sign-in button");
    }

    /** The server looks at the file of users once per second. */
    private static void awaitSignIn(OpenPage open) {
        await().pollInSameThread().untilAsserted(() -> {
            if (open.page.locator("#sign-in").count() > 0) {
                signIn(open, PASSWORD);
            }
            assertThat(open.page.locator("#session").count()).isEqualTo(1);
        });
    }

    @Test
    void signIn_worksWithoutScripts() throws Exception {
        Path users = folder.resolve("users");
        UsersEditor.setPassword(users, "ann", Role.VIEWER, PASSWORD);
        try (WorldServer server = new WorldServer(
                        folder.resolve("kafka"), settings -> settings.with(SettingKey.DASHBOARD_AUTH, "basic")
                                .with(SettingKey.DASHBOARD_USERS, users.toString()));
                TestBrowser browser = new TestBrowser();
                BrowserContext context = browser.newContextWithoutScripts()) {
            OpenPage open = new OpenPage(context, server.address(), VIEW).await("#sign-in");
            signIn(open, PASSWORD);
            open.await("#plain").await("#session");
            open.page.click("#session button");
            open.await("#sign-in");
        }
    }
}
