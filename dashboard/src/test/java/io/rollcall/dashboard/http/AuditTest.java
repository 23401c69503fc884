package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.LogLines;
import io.rollcall.dashboard.access.TestUsers;
import io.rollcall.model.settings.SettingKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log says: who, from where, and what; and no secret. */
@Timeout(60)
class AuditTest {
    private static final String CLIENT = "192.0.2.1";

    @TempDir
    private Path folder;

    private LogLines audit;
    private TestServer on;

    @BeforeEach
    void listen() {
        audit = LogLines.ofAudit();
    }

    @AfterEach
    void stop() {
        on.close();
        audit.close();
    }

    /** A server behind a proxy, with this mask. */
    private void start(String mask) {
        on = SignedIn.server("/web", folder, settings -> settings.with(SettingKey.DASHBOARD_PROXIES, "127.0.0.1")
                .with(SettingKey.DASHBOARD_MASK, mask));
        ServerState.WORKING.setUp(on);
    }

    private int get(String path, String client, String authorization) throws Exception {
        return ApiAnswer.of(on, "GET", path, "X-Forwarded-For", client, "Authorization", authorization)
                .status();
    }

    private int asMachine(String role, String path) throws Exception {
        return get(path, CLIENT, "Bearer " + TestUsers.token(role));
    }

    @Test
    void signInAndOut_andRefusals() throws Exception {
        start("");
        SignedIn browser = new SignedIn(on);
        browser.always.addAll(List.of("X-Forwarded-For", CLIENT));
        browser.signIn("viewer", "wrong password", "");
        browser.signIn("no such\nname", "wrong password", "");
        assertThat(audit.next())
                .containsExactly(
                        "viewer at 192.0.2.1 is refused: wrong name or password",
                        "(no name) at 192.0.2.1 is refused: wrong name or password");
        browser.signIn("viewer");
        String session = browser.cookies.get("rollcall-session");
        browser.post(
                "/sign-out", Map.of("token", SignedIn.token(browser.get("/").body())));
        List<String> lines = audit.next();
        assertThat(lines).containsExactly("viewer at 192.0.2.1 signs in", "viewer at 192.0.2.1 signs out");
        assertThat(lines.toString()).doesNotContain(session, TestUsers.password("viewer"));
    }

    /** Machines send their password each time. */
    @Test
    void passwordWithEachRequest_isNotedOncePerHourAndAddress() throws Exception {
        start("");
        String viewer = basic("viewer");
        for (int i = 0; i < 3; i++) {
            assertThat(get("/api/session", CLIENT, viewer)).isEqualTo(200);
        }
        assertThat(audit.next()).containsExactly("viewer at 192.0.2.1 signs in");
        get("/api/session", "192.0.2.2", viewer);
        get("/api/session", CLIENT, basic("admin"));
        assertThat(audit.next()).containsExactly("viewer at 192.0.2.2 signs in", "admin at 192.0.2.1 signs in");
        on.clock.set(TestServer.NOW + 3_600_000 - 1);
        get("/api/session", CLIENT, viewer);
        assertThat(audit.next()).isEmpty();
        on.clock.set(TestServer.NOW + 3_600_000);
        get("/api/session", CLIENT, viewer);
        assertThat(audit.next()).containsExactly("viewer at 192.0.2.1 signs in");
    }

    private static String basic(String name) {
        String pair = name + ":" + TestUsers.password(name);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rawRecords_areNoted_whereverTheyAreRead() throws Exception {
        start("");
        assertThat(asMachine("admin", "/api/rejected?limit=7")).isEqualTo(200);
        assertThat(asMachine("admin", "/api/stream")).isEqualTo(200);
        assertThat(audit.next())
                .containsExactly(
                        "admin-machine (admin) at 192.0.2.1 looks at raw records: the newest 7",
                        "admin-machine (admin) at 192.0.2.1 looks at raw records: the newest, while a page is open");
        asMachine("analyst", "/api/rejected"); // hashes
        asMachine("viewer", "/api/rejected");
        asMachine("viewer", "/api/stream");
        asMachine("admin", "/api/snapshot");
        assertThat(audit.next()).isEmpty();
    }

    /** An id says who it was as well as a raw value does. */
    @Test
    void idsThatAMaskShows_areNotedToo() throws Exception {
        start("analyst.user_id=shown, analyst.ip=shown, admin.raw=hidden, admin.user_id=hash, admin.ip=hash,"
                + " admin.device_id=hidden");
        asMachine("analyst", "/api/rejected");
        asMachine("analyst", "/api/stream");
        assertThat(audit.next())
                .containsExactly(
                        "analyst-machine (analyst) at 192.0.2.1 looks at user_id, ip of rejected records: the newest 20",
                        "analyst-machine (analyst) at 192.0.2.1 looks at user_id, ip of rejected records: the newest,"
                                + " while a page is open");
        asMachine("admin", "/api/rejected");
        assertThat(audit.next()).as("hashes only").isEmpty();
    }
}
