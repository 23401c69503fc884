package io.rollcall.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.dashboard.access.TestUsers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of users that changes while the dashboard runs. */
@Timeout(60)
class UsersReloadTest {
    private static final String WARNING = "those of the former one still hold";

    @TempDir
    private Path folder;

    private TestServer on;
    private Path file;
    private String good;
    private long now = TestServer.NOW;

    @BeforeEach
    void start() throws Exception {
        on = SignedIn.server("/web", folder);
        file = folder.resolve("users");
        good = Files.readString(file);
    }

    @AfterEach
    void stop() {
        on.close();
    }

    /** The file is looked at once per second. */
    private void later() {
        on.clock.set(now += 2_000);
    }

    private String health() throws Exception {
        return ApiAnswer.of(on, "GET", "/health", "Authorization", "Bearer " + TestUsers.token("viewer"))
                .body();
    }

    /** The file is looked at once per second. A new password, another role, and no line at all end what was open. */
    @Test
    void changedFile_countsAtOnce() throws Exception {
        Path file = folder.resolve("users");
        String before = Files.readString(file);
        List<String> changes = List.of(
                before.replace("user viewer viewer", "user viewer analyst"),
                before.replace("user viewer ", "user other "),
                "user viewer viewer " + TestUsers.hash("another password"));
        long now = TestServer.NOW;
        for (String changed : changes) {
            SignedIn one = new SignedIn(on).signIn("viewer");
            Files.writeString(file, changed);
            on.clock.set(now += 2_000);
            assertThat(one.get("/api/session").status()).as(changed).isEqualTo(401);
            Files.writeString(file, before + "\n# " + now);
            on.clock.set(now += 2_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# user ann viewer x\n", "user broken", "\u0000"})
    void fileThatIsEmptyOrBad_signsNobodyOut_andHealthWarns(String bad) throws Exception {
        SignedIn browser = new SignedIn(on).signIn("viewer");
        assertThat(health()).contains("\"users\":{\"state\":\"up\",\"reason\":\"file is read\"}");
        Files.writeString(file, bad);
        later();
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        assertThat(new SignedIn(on).signIn("admin").get("/metrics").status()).isEqualTo(200);
        assertThat(health()).contains(WARNING).doesNotContain(folder.toString(), "broken");
        Files.writeString(file, good);
        later();
        assertThat(health()).contains("file is read");
    }

    @Test
    void missingFile_signsNobodyOut_andHealthWarns() throws Exception {
        SignedIn browser = new SignedIn(on).signIn("viewer");
        Files.delete(file);
        later();
        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        assertThat(health()).contains(WARNING);
    }

    /** As after `chmod`: the file has the same key, time and length as when it could not be read. */
    @Test
    void fileThatBecomesReadable_withoutLookingDifferent_isRead() throws Exception {
        String other = good.replace("user viewer viewer", "user viewer analyst");
        FileTime time = FileTime.fromMillis(TestServer.NOW);
        byte[] unreadable = other.getBytes(StandardCharsets.UTF_8);
        unreadable[0] = -1; // no UTF-8
        Files.write(file, unreadable);
        Files.setLastModifiedTime(file, time);
        later();
        assertThat(health()).contains(WARNING);
        Files.writeString(file, other);
        Files.setLastModifiedTime(file, time);
        later();
        assertThat(health()).contains("file is read");
        assertThat(new SignedIn(on).signIn("viewer").get("/api/session").body()).contains("\"role\":\"analyst\"");
    }
}
