package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import io.rollcall.model.text.IsoTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** With the keyboard: no key loses the focus. And the table, whose rows are in order but never jump under somebody. */
@ExtendWith(PageFixture.class)
class PageKeysIT {
    /** Notes at each frame whether the rows are in the descending order of their logins, and what the first one says. */
    private static final String SAMPLE = """
            () => {
              window.samples = [];
              const note = () => {
                const logins = [...document.querySelectorAll('#states td[data-measure=logins]')]
                  .map((cell) => Number(cell.textContent));
                window.samples.push({sorted: logins.every((n, i) => i === 0 || logins[i - 1] >= n), first: logins[0]});
                requestAnimationFrame(note);
              };
              note();
            }
            """;

    private PageFixture.Shared shared;
    private BrowserContext context;
    private OpenPage page;

    @BeforeEach
    void open(PageFixture.Shared fixture) {
        shared = fixture;
        shared.settled(); // other tests have sent logins: the window moves on until theirs are full
        context = shared.browser.newContext();
        page = new OpenPage(context, shared.address(), "").awaitLive().await("#map path");
        page.await("#states tbody tr");
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void tab_reachesTheMapOnce_atAState() {
        page.page.focus("#per-million");
        page.press("Tab");
        assertThat(page.focused()).isEqualTo("map CA");
        page.press("ArrowRight");
        assertThat(page.focused()).isEqualTo("map NV");
        page.press("Tab");
        assertThat(page.focused()).startsWith("callouts ");
        page.press("Shift+Tab");
        assertThat(page.focused()).isEqualTo("map NV");
        page.press("Shift+Tab");
        assertThat(page.focused()).isEqualTo("per-million");
    }

    @Test
    void enterOnAState_opensItAndKeepsTheFocus_andEscapeCloses() {
        page.page.focus("#map [data-locale=CA]");
        page.press("ArrowRight", "Enter");
        page.await("#state-panel:not([hidden])");
        assertThat(page.focused()).isEqualTo("map NV");
        page.press("ArrowRight");
        assertThat(page.focused()).isEqualTo("map UT");
        page.press("Enter");
        page.await("#states tr[data-locale=UT][aria-current=true]");
        assertThat(page.focused()).isEqualTo("map UT");
        page.press("Escape");
        page.await("#state-panel[hidden]");
        assertThat(page.focused()).isEqualTo("map UT");
    }

    @Test
    void closingAState_returnsTheFocusToWhereItWasOpened() {
        page.page.focus("#states tr[data-locale=TX] button");
        page.press("Enter");
        page.await("#state-panel:not([hidden])");
        assertThat(page.focused()).isEqualTo("states TX");
        for (String key : List.of("Escape", "Enter")) {
            page.page.focus("#state-panel .bar button");
            page.press(key);
            page.await("#state-panel[hidden]");
            assertThat(page.focused()).as("focus after " + key).isEqualTo("states TX");
            page.press("Enter");
            page.await("#state-panel:not([hidden])");
        }
    }

    @Test
    void buttonsOfTheTimeline_keepTheFocus_alsoWhenThereIsNothingLeftToDo() {
        page.page.focus("#back");
        page.press("Enter");
        page.await("html[data-mode=past]");
        assertThat(page.focused()).isEqualTo("back");
        for (String id : List.of("forward", "live")) {
            page.page.focus("#" + id);
            page.press("Enter");
            page.await("html[data-mode=live]").await("#" + id + "[aria-disabled=true]");
            assertThat(page.focused()).isEqualTo(id);
            page.press("Enter");
            page.page.focus("#back");
            page.press("Enter");
            page.await("html[data-mode=past]");
        }
    }

    @Test
    void find_putsTheExactCodeFirst_enterOpensIt_andEscapeClosesOneThingAtATime() {
        page.page.fill("#filter", "or");
        assertThat(page.order()).startsWith("OR").contains("CA", "FL", "NC").doesNotContain("TX");
        page.page.focus("#filter");
        page.press("Enter");
        page.await("#states tr[data-locale=OR][aria-current=true]");
        assertThat(page.text("#state-name")).isEqualTo("Oregon (OR)");
        page.press("Escape");
        page.await("#state-panel[hidden]");
        assertThat(page.page.inputValue("#filter"))
                .as("what was opened last closes first")
                .isEqualTo("or");
        assertThat(page.focused()).isEqualTo("filter");
        page.press("Escape");
        assertThat(page.page.inputValue("#filter")).isEmpty();
        assertThat(page.order()).hasSize(58);

        page.page.click("#callouts [data-locale=DC]"); // opened elsewhere, before the search
        page.await("#state-panel:not([hidden])");
        page.page.fill("#filter", "or");
        page.page.focus("#filter");
        page.press("Escape");
        assertThat(page.page.inputValue("#filter")).isEmpty();
        page.awaitDrawn();
        assertThat(page.page.locator("#state-panel").isVisible()).isTrue();
        page.press("Escape");
        page.await("#state-panel[hidden]");
        assertThat(page.focused()).isEqualTo("filter");
    }

    @Test
    void clickBesideTheNameInARow_opensTheState_andTheFocusIsInTheRow() {
        page.page.click("#states tr[data-locale=TX] td[data-measure=devices]");
        page.await("#states tr[data-locale=TX][aria-current=true]");
        assertThat(page.focused()).isEqualTo("states TX");
        page.page.focus("#state-panel .bar button");
        page.press("Escape");
        page.await("#state-panel[hidden]");
        assertThat(page.focused()).isEqualTo("states TX");
    }

    @Test
    void table_isSortedInEverySample() {
        page.page.evaluate(SAMPLE);
        for (String locale : List.of("WY", "VT", "AK")) {
            overtakeWith(locale);
            page.await("#states tbody tr:first-child[data-locale=" + locale + "]");
        }
        assertSorted(3);
    }

    @Test
    void rowsUnderThePointerOrTheFocus_stay_andAreSortedAfterwards() {
        page.page.hover("#states tbody tr:nth-child(3)");
        List<String> order = page.order();
        overtakeWith("ND");
        page.await("#states[data-held]");
        assertThat(page.order()).isEqualTo(order);
        assertThat(page.page.locator("thead").getAttribute("title")).contains("sorted again");
        page.page.hover("#filter");
        page.await("#states tbody tr:first-child[data-locale=ND]").await("#states:not([data-held])");

        page.page.focus("#states tbody tr:nth-child(3) button");
        page.press("Tab", "Shift+Tab"); // by keyboard
        String focused = page.focused();
        order = page.order();
        overtakeWith("SD");
        page.await("#states[data-held]");
        assertThat(page.order()).isEqualTo(order);
        assertThat(page.focused()).isEqualTo(focused);
        page.page.focus("#filter");
        page.await("#states tbody tr:first-child[data-locale=SD]").await("#states:not([data-held])");
    }

    @Test
    void sortingWhileARowHasTheFocus_leavesTheFocusThere() {
        page.page.click("#states tr[data-locale=TX] button");
        page.page.hover("#filter");
        overtakeWith("DC");
        page.await("#states tbody tr:first-child[data-locale=DC]");
        assertThat(page.focused()).isEqualTo("states TX");
    }

    /** Sends so many logins in the window that the page shows that this locale has the most. */
    private void overtakeWith(String locale) {
        // Of the logins sent last, the page may show the first only.
        shared.pipeline.awaitAllCounted();
        JsonNode snapshot = shared.settled();
        int most = 0;
        for (JsonNode state : snapshot.path("states")) {
            most = Math.max(most, state.path("logins").asInt());
        }
        String start = snapshot.at("/window/start").asText();
        shared.sendFrom(locale, most + 50, IsoTime.parse(start) + 1_000);
    }

    @SuppressWarnings("unchecked")
    private void assertSorted(int changes) {
        List<Map<String, Object>> samples = (List<Map<String, Object>>) page.page.evaluate("() => window.samples");
        assertThat(samples).hasSizeGreaterThan(20).allSatisfy(sample -> assertThat(sample)
                .containsEntry("sorted", true));
        assertThat(samples.stream().map(sample -> sample.get("first")).distinct())
                .as("numbers of the first row")
                .hasSizeGreaterThan(changes);
    }
}
