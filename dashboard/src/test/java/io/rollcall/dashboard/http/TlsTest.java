package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.dashboard.wire.TestCertificate;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dashboard with a certificate of its own. */
@Timeout(60)
class TlsTest {
    private final TestCertificate certificate = new TestCertificate(Instant.now());

    @TempDir
    private Path folder;

    private Path chain;
    private Path key;

    @BeforeEach
    void write() throws IOException {
        chain = folder.resolve("chain.pem");
        key = folder.resolve("key.pem");
        certificate.write(chain, key);
    }

    /** The client judges the certificate by the time of this machine, and so must the server. */
    private TestServer start(String... more) {
        return new TestServer(
                "/test-web",
                settings -> {
                    Settings all = settings.with(SettingKey.DASHBOARD_TLS_CERTIFICATE, chain.toString())
                            .with(SettingKey.DASHBOARD_TLS_KEY, key.toString());
                    for (int i = 0; i < more.length; i += 2) {
                        all = all.with(SettingKey.valueOf(more[i]), more[i + 1]);
                    }
                    return all;
                },
                System.currentTimeMillis());
    }

    private static URI https(TestServer on, String path) {
        return URI.create("https://127.0.0.1:" + on.server.port() + path);
    }

    private static HttpResponse<String> get(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1", "HTTP_2"})
    void pageAndStream_arriveByEitherVersion(HttpClient.Version version) throws Exception {
        try (TestServer on = start()) {
            on.apply(TestServer.START, "UT", 3);
            HttpRequest page =
                    HttpRequest.newBuilder(https(on, "/")).version(version).build();
            HttpResponse<String> answer = certificate.client().send(page, BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(version);
            HttpRequest stream = HttpRequest.newBuilder(https(on, "/api/stream"))
                    .version(version)
                    .build();
            HttpResponse<InputStream> events = certificate.client().send(stream, BodyHandlers.ofInputStream());
            assertThat(events.version()).isEqualTo(version);
            try (SseReader reader = new SseReader(events.body())) {
                reader.next("snapshot");
                on.apply(TestServer.START, "UT", 4);
                reader.next("stats", event -> event.data().at("/rows/0/logins").asInt() == 4);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"HTTP_1_1", "HTTP_2"})
    void foreignHost_isRefusedByEitherVersion(HttpClient.Version version) throws Exception {
        try (TestServer on = start("DASHBOARD_PROXIES", "127.0.0.1")) {
            HttpRequest foreign = HttpRequest.newBuilder(https(on, "/api/regions"))
                    .version(version)
                    .header("X-Forwarded-Host", "evil.test")
                    .build();
            assertThat(certificate
                            .client()
                            .send(foreign, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void signIn_getsCookiesThatNeedTls() throws Exception {
        String users = TestUsers.write(folder.resolve("users")).toString();
        try (TestServer on = start("DASHBOARD_AUTH", "basic", "DASHBOARD_USERS", users)) {
            HttpResponse<String> form = get(certificate.client(), https(on, "/sign-in"));
            assertThat(form.statusCode()).isEqualTo(200);
            assertThat(form.headers().firstValue("set-cookie").orElse("")).contains("; Path=/; Secure; HttpOnly");
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, true", "TLSv1.3, true", "TLSv1.1, false", "TLSv1, false"})
    void oldVersionsOfTls_areRefused(String version, boolean accepted) throws Exception {
        try (TestServer on = start()) {
            SSLSocketFactory factory = certificate.client().sslContext().getSocketFactory();
            try (SSLSocket socket =
                    RawConnection.limited((SSLSocket) factory.createSocket("127.0.0.1", on.server.port()))) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setProtocols(new String[] {version});
                socket.setSSLParameters(parameters);
                if (accepted) {
                    socket.startHandshake();
                    assertThat(socket.getSession().getProtocol()).isEqualTo(version);
                } else {
                    assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
                }
            }
        }
    }

    @Test
    void plainRequestToTheTlsPort_getsNothing() throws Exception {
        try (TestServer on = start();
                Socket socket = RawConnection.open(on.server.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain("200", "Exception", "rollcall");
        }
    }

    @Test
    void plainPort_redirectsToTls_withPathAndQuery_forNamesOfTheDashboardOnly() throws Exception {
        try (TestServer on = start("DASHBOARD_TLS_REDIRECT_PORT", "0", "DASHBOARD_PATH", "/rollcall/")) {
            HttpResponse<String> answer = get(
                    on.client, URI.create("http://localhost:" + on.server.redirectPort() + "/rollcall/?at=1&x=%0d%0a"));
            assertThat(answer.statusCode()).isEqualTo(308);
            assertThat(answer.headers().firstValue("Location"))
                    .contains("https://localhost:" + on.server.port() + "/rollcall/?at=1&x=%0d%0a");
            ApiAnswer foreign = ApiAnswer.forHost(on.server.redirectPort(), "evil.test", "/rollcall/");
            assertThat(foreign.status()).isEqualTo(403);
            assertThat(foreign.headers()).doesNotContainKey("location");
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void browsers_areBoundToTls_ifTheSettingSaysSo(boolean hsts) throws Exception {
        try (TestServer on = start("DASHBOARD_TLS_HSTS", Boolean.toString(hsts))) {
            assertThat(get(certificate.client(), https(on, "/api/regions"))
                            .headers()
                            .firstValue("Strict-Transport-Security")
                            .isPresent())
                    .isEqualTo(hsts);
        }
    }

    @Test
    void newFiles_areTaken_andBadOnesAreNot() throws Exception {
        try (TestServer on = start()) {
            assertThat(get(certificate.client(), https(on, "/health")).body()).contains("certificate is valid");
            Files.writeString(key, "no key");
            awaitHealth(
                    on,
                    certificate,
                    "the former one stays in force: dashboard.tls.key '" + key + "' has no private key");
            TestCertificate fresh = new TestCertificate(Instant.now());
            fresh.write(chain, key);
            awaitHealth(on, fresh, "certificate is valid");
            assertThatThrownBy(() -> get(certificate.client(), https(on, "/health")))
                    .isInstanceOf(SSLException.class);
        }
    }

    /** Waits until a new connection with this certificate says so. */
    private static void awaitHealth(TestServer on, TestCertificate expected, String text) throws Exception {
        HttpClient client = expected.client();
        for (; ; ) {
            try {
                if (get(client, https(on, "/health")).body().contains(text)) {
                    return;
                }
            } catch (SSLException formerCertificate) {
                // the next connection may have the new one
            }
        }
    }

    @Test
    void certificateThatExpiresSoon_isAWarning() throws Exception {
        TestCertificate old = new TestCertificate(Instant.now().minus(Duration.ofDays(29)));
        old.write(chain, key);
        try (TestServer on = start()) {
            assertThat(get(old.client(), https(on, "/health")).body()).contains("the certificate expires at ");
        }
    }

    @Test
    void selfSignedCertificate_isMade_alsoWithNamesThatNoCertificateCanHave() {
        try (TestServer on = new TestServer(settings -> settings.with(SettingKey.DASHBOARD_TLS_SELF_SIGNED, "true")
                .with(SettingKey.DASHBOARD_HOSTS, "dash.test, d\u00e4sh.test, [::1], a:b"))) {
            assertThat(on.server.address())
                    .matches(
                            "https://localhost:[0-9]+ \\(self-signed certificate, SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}\\)");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DASHBOARD_TLS_KEY, key.pem, dashboard.tls.key needs dashboard.tls.certificate",
        "DASHBOARD_TLS_REDIRECT_PORT, 80, dashboard.tls.redirect-port needs dashboard.tls.certificate",
        "DASHBOARD_TLS_CERTIFICATE, absent.pem, dashboard.tls.certificate 'absent.pem' does not exist",
    })
    void badSettings_areRefusedAtTheStart(SettingKey setting, String value, String says) {
        assertThatThrownBy(() -> new TestServer(settings -> settings.with(setting, value)))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.message().render(SettingKey::key))
                                .isEqualTo(says));
    }
}
