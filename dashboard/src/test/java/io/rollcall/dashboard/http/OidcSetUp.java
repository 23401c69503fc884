package io.rollcall.dashboard.http;

import io.rollcall.dashboard.oidc.TestProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A provider of OpenID Connect, a dashboard that signs people in by it, and a browser. */
@Timeout(60)
abstract class OidcSetUp {
    static final String SESSION = "rollcall-session";

    @TempDir
    Path folder;

    final TestProvider provider = new TestProvider(() -> this.on.clock.millis());
    TestServer on;
    OidcBrowser oidc;
    SignedIn browser;

    @BeforeEach
    void start() {
        on = OidcBrowser.server(provider, folder, settings -> settings);
        oidc = new OidcBrowser(on, provider);
        browser = oidc.browser;
    }

    @AfterEach
    void stop() {
        on.close();
        provider.close();
    }
}
