package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import io.rollcall.app.command.CommandRun;
import io.rollcall.model.settings.SettingKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rejected record opens: with its value as text, why it was rejected, where it lies, and commands that work. */
@ExtendWith(PageFixture.class)
class PageRecordIT {
    private static final String DIALOG = "#record[open]";

    private PageFixture.Shared shared;
    private BrowserContext context;

    @BeforeEach
    void open(PageFixture.Shared fixture) {
        shared = fixture;
        context = shared.browser.newContext();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private OpenPage live(String query) {
        return new OpenPage(context, shared.address(), query).awaitLive().await("#rejected-feed button");
    }

    /** Sends a raw record that will be rejected, and returns it as the API shows it. */
    private JsonNode reject(byte[] value) {
        long before = newest().path("offset").longValue();
        int partition = newest().path("partition").intValue();
        shared.pipeline.send(List.of(new ProducerRecord<>(
                shared.pipeline.settings().topics().raw(), null, System.currentTimeMillis(), null, value)));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> newest().path("offset").longValue() != before
                        || newest().path("partition").intValue() != partition);
        return newest();
    }

    private JsonNode newest() {
        return shared.json("/api/rejected?limit=1").at("/rejected/0");
    }

    private static Locator row(OpenPage open, JsonNode record) {
        String id =
                record.path("partition").asText() + "-" + record.path("offset").asText();
        Locator row = open.page.locator("#rejected-feed button:has(.id:text-is('" + id + "'))");
        row.waitFor();
        return row;
    }

    /** The commands in the dialog, as a shell would split them. */
    private static List<List<String>> commands(OpenPage open) {
        return open.page.locator("#record code").allTextContents().stream()
                .map(command -> Arrays.asList(command.split(" ")))
                .toList();
    }

    /** Runs a command of the dialog. A JVM cannot set its own environment, so the variable becomes an option. */
    private static CommandRun run(List<String> command, String... more) {
        String variable = SettingKey.BOOTSTRAP_SERVER.environmentVariable() + "=";
        assertThat(command.get(0)).startsWith(variable);
        assertThat(command.get(1)).isEqualTo("./rollcall");
        List<String> args = new ArrayList<>(command.subList(2, command.size()));
        args.addAll(List.of("--bootstrap-server", command.get(0).substring(variable.length())));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @Test
    void enterAndClick_openARecord_andEscapeGivesTheFocusBack() {
        OpenPage open = live("?state=CA");
        Locator row = open.page.locator("#rejected-feed button").first();
        String id = row.locator(".id").textContent();
        row.focus();
        open.page.keyboard().press("Enter");
        open.await(DIALOG);
        assertThat(open.page.locator("#record :focus").textContent()).isEqualTo("close");
        assertThat(open.text("#record h2")).startsWith("Rejected: ");

        open.page.keyboard().press("Escape");
        open.await("#record:not([open])");
        assertThat(open.page.locator("#rejected-feed button:focus .id").textContent())
                .isEqualTo(id);
        open.awaitDrawn();
        assertThat(open.page.locator("#state-panel").isVisible())
                .as("Escape closed the dialog alone")
                .isTrue();

        row.click();
        open.await(DIALOG);
        open.page.mouse().click(2, 2);
        open.await("#record:not([open])");
        row.click();
        open.page.locator("#record .bar button").click();
        open.await("#record:not([open])");
        assertThat(open.errors).isEmpty();
    }

    @Test
    void focusInTheNewestRecords_holdsThem_andStaysWhenTheyMoveOn() {
        context.addInitScript(OpenPage.SHIFTED_TIME);
        OpenPage open = live("");
        Locator newest = open.page.locator("#rejected-feed button .id").first();
        String focused = newest.textContent();
        open.page.locator("#rejected-feed button").first().focus();
        JsonNode record = reject("no JSON".getBytes(StandardCharsets.UTF_8));
        open.await("#rejected[data-number='"
                + shared.json("/api/snapshot").at("/rejected/total").asText() + "']");
        assertThat(newest.textContent()).as("held under the focus").isEqualTo(focused);

        open.page.evaluate("() => (window.shift = 31_000)"); // half a minute after the last key
        row(open, record);
        assertThat(newest.textContent()).isNotEqualTo(focused);
        assertThat(open.page.locator("#rejected-feed button:focus .id").textContent())
                .isEqualTo(focused);
    }

    @Test
    void hostileText_isShownAsText_andHiddenCharactersAsEscapes() {
        String value = "{\"user_id\":\"<script>alert(1)</script>\u202e\u2066<img src=x onerror=alert(1)>\"}";
        JsonNode record = reject(value.getBytes(StandardCharsets.UTF_8));
        OpenPage open = live("");
        row(open, record).click();
        open.await(DIALOG);
        assertThat(open.text("#record-value")).isEqualTo(value.replace("\u202e\u2066", "\\u202e\\u2066"));
        assertThat(open.text("#record h2")).isEqualTo("Rejected: missing timestamp");
        assertThat(open.text("#record .detail")).isEqualTo(record.path("detail").asText());
        assertThat(open.text("#record dl"))
                .contains("user-login, partition " + record.path("partition") + ", offset " + record.path("offset"))
                .contains("user-login-rejected, partition " + record.at("/stored/partition") + ", offset "
                        + record.at("/stored/offset"));
        assertThat(open.page.locator("#record img, #record script").count()).isZero();
        assertThat(open.dialogs).isEmpty();
    }

    @Test
    void longLine_isCut_andSaysSo_andTheCommandShowsAllThatIsKept() {
        byte[] value = "x".repeat(300 * 1024).getBytes(StandardCharsets.US_ASCII);
        JsonNode record = reject(value);
        OpenPage open = live("");
        row(open, record).click();
        open.await(DIALOG);
        assertThat(open.text("#record-value")).isEqualTo("x".repeat(2_048));
        assertThat(open.text("#record")).contains("Cut: Rollcall keeps only the beginning of so long a value.");
        assertThat((boolean) open.page.evaluate("() => { const box = document.querySelector('#record');"
                        + " return box.scrollWidth <= box.clientWidth; }"))
                .as("nothing is wider than the dialog")
                .isTrue();
        assertThat(commands(open)).as("it cannot be sent again").hasSize(2);
        assertThat(run(commands(open).get(0)).out()).contains("x".repeat(256 * 1024));
    }

    @Test
    void bytes_areShownInBase64_withTheFirstInHexadecimal() {
        byte[] value = {(byte) 0xff, 0, 1, '<'};
        JsonNode record = reject(value);
        OpenPage open = live("");
        row(open, record).click();
        open.await(DIALOG);
        assertThat(open.text("#record-value")).isEqualTo(Base64.getEncoder().encodeToString(value));
        assertThat(open.text("#record")).contains("Base64, because it is not text", "First bytes: ff 00 01 3c");
    }

    @Test
    void commands_showTheRecord_andSendItAgain() {
        JsonNode record = reject("{\"user_id\":\"ada\",\"timestamp\":\"soon\"}".getBytes(StandardCharsets.UTF_8));
        OpenPage open = live("");
        row(open, record).click();
        open.await(DIALOG);
        List<List<String>> commands = commands(open);
        assertThat(commands).hasSize(3);

        CommandRun kept = run(commands.get(0));
        assertThat(kept.lines()).hasSize(1);
        assertThat(kept.out()).contains("invalid_timestamp", "ada");
        CommandRun raw = run(commands.get(1), "-o", "raw");
        assertThat(raw.out()).isEqualTo("{\"user_id\":\"ada\",\"timestamp\":\"soon\"}\n");
        CommandRun unasked = run(commands.get(2));
        assertThat(unasked.exitCode()).as("it asks first").isEqualTo(2);
        CommandRun sent = run(commands.get(2), "--yes");
        assertThat(sent.lines().get(0)).isEqualTo("1 sent to user-login again");
        assertThat(sent.exitCode()).isZero();
    }

    @Test
    void copyButton_copiesTheCommand() {
        context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
        OpenPage open = live("");
        open.page.locator("#rejected-feed button").first().click();
        open.await(DIALOG);
        open.page.locator("#record .command button").first().click();
        open.page.locator("#record .command button:text-is('copied')").waitFor();
        Locator button = open.page.locator("#record .command button").first();
        assertThat(button.getAttribute("aria-label"))
                .as("a screen reader hears it too")
                .isEqualTo("Copied");
        open.await("#record .command button[aria-label^='Copy: ']");
        assertThat(open.page.evaluate("() => navigator.clipboard.readText()"))
                .isEqualTo(open.page.locator("#record code").first().textContent());
    }
}
