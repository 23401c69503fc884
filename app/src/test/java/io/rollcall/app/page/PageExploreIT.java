package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import io.rollcall.model.place.Region;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exploring the numbers: measures, the view of one state, the table, the address. */
@ExtendWith(PageFixture.class)
class PageExploreIT {
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
        OpenPage page = new OpenPage(context, shared.address(), query).awaitLive();
        return page.await("#map path");
    }

    @Test
    void perMillion_dividesByTheInhabitants_andSaysWhereTheyAreUnknown() {
        OpenPage page = live("");
        Map<String, List<String>> counts = page.table();
        page.page.locator("label.switch").click();
        page.await("#states tr[data-locale=CA] td[data-measure=visits]:not([data-number])");

        double visits = Double.parseDouble(counts.get("CA").get(3));
        String expected = String.format(Locale.ROOT, "%.1f", visits / Region.CA.population() * 1e6);
        assertThat(page.table().get("CA").get(3)).isEqualTo(expected);
        assertThat(page.table().get("UNK").get(3)).isEqualTo("–");
        assertThat(page.text("#callouts [data-locale=UNK] b")).isEqualTo("–");
        page.awaitAddress("per=million");
    }

    @Test
    void perMillion_hatchesWhatRestsOnFew() {
        OpenPage page = live("?per=million");
        page.await("#legend .few");
        assertThat(page.text("#legend li:last-child")).isEqualTo("fewer than 20 logins");
        assertThat(
                        page.page.evaluate(
                                "() => [...document.querySelectorAll('#map [data-locale]')].some((p) => p.style.fill.startsWith('url('))"))
                .isEqualTo(true);
        page.page.locator("label.switch").click();
        page.await("#legend:not(:has(.few))");
        assertThat(
                        page.page.evaluate(
                                "() => [...document.querySelectorAll('#map [data-locale]')].some((p) => p.style.fill.startsWith('url('))"))
                .isEqualTo(false);
    }

    @Test
    void measure_colorsTheMap_andStaysInTheAddress() {
        OpenPage page = live("?measure=visits");
        assertThat(page.page.locator("#measure [value=visits]").isChecked()).isTrue();
        assertThat(page.page.locator("#legend").getAttribute("aria-label")).contains("visits");
        page.page
                .locator("#measure label", new com.microsoft.playwright.Page.LocatorOptions().setHasText("users"))
                .click();
        page.await("#states[data-measure=users]");
        page.awaitAddress("measure=users");
        page.page.reload();
        page.awaitLive().await("#states[data-measure=users]");
    }

    @Test
    void mapByKeys_goesFromStateToState_andEnterOpensOne() {
        OpenPage page = live("");
        page.page.focus("#map [data-locale=CA]");
        page.page.keyboard().press("ArrowRight");
        page.page.waitForSelector("#tip[data-locale=NV]");
        page.page.keyboard().press("Enter");
        page.await("#state-panel:not([hidden])");
        assertThat(page.text("#state-name")).isEqualTo("Nevada (NV)");
        page.awaitAddress("state=NV");
        page.page.keyboard().press("Escape");
        page.await("#state-panel[hidden]");
    }

    @Test
    void viewOfOneState_showsItsNumbersRankAndShare() {
        OpenPage page = live("");
        page.page.click("#callouts [data-locale=DC]");
        page.await("#state-panel:not([hidden])");
        assertThat(page.text("#state-panel")).contains("District of Columbia (DC)", "inhabitants (2020)");

        page.page.click("#states tr[data-locale=CA] button");
        page.await("#states tr[data-locale=CA][aria-current=true]");
        Map<String, List<String>> table = page.table();
        assertThat(page.page
                        .locator("#state-panel div:not(.outcome) > dd.value")
                        .allTextContents())
                .isEqualTo(table.get("CA"));
        long logins = Long.parseLong(table.get("CA").get(1));
        long all = table.values().stream()
                .mapToLong(cells -> Long.parseLong(cells.get(1)))
                .sum();
        long rank = 1
                + Arrays.stream(Region.values())
                        .filter(region ->
                                Long.parseLong(table.get(region.name()).get(1)) > logins)
                        .count();
        assertThat(page.text("#state-panel .note"))
                .startsWith(Long.toString(rank))
                .contains(String.format(Locale.ROOT, "%.1f %% of all logins", 100.0 * logins / all));
        assertThat(page.text("#state-panel .basis")).isEqualTo("Change: compared with the 30 s before");
        page.page.click("#state-panel .bar button");
        page.await("#state-panel[hidden]");
    }

    @Test
    void table_isSortedAndFiltered() {
        OpenPage page = live("");
        page.page.click("#states [data-sort=name]");
        assertThat(page.order().subList(0, 3)).containsExactly("AL", "AK", "AS");
        page.page.click("#states [data-sort=visits]");
        List<Long> visits = page.order().stream()
                .map(locale -> Long.parseLong(page.table().get(locale).get(3)))
                .limit(5)
                .toList();
        assertThat(visits).isSortedAccordingTo((a, b) -> Long.compare(b, a));

        page.page.fill("#filter", "north");
        assertThat(page.order()).containsExactlyInAnyOrder("NC", "ND", "MP");
        assertThat(page.text("#found")).isEqualTo("3 of 58");
        page.page.fill("#filter", "dc");
        assertThat(page.order()).containsExactly("DC");
    }

    @Test
    void csv_holdsTheRowsThatAreShown() throws Exception {
        OpenPage page = live("");
        page.page.fill("#filter", "carolina");
        Map<String, List<String>> table = page.table();
        Download download = page.page.waitForDownload(() -> page.page.click("#csv"));
        assertThat(download.suggestedFilename()).matches("rollcall-[0-9T-]+\\.csv");
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .isEqualTo(
                        "window_start,window_end,locale,name,unique_users,logins,distinct_devices,visits,population");
        assertThat(lines.subList(1, 3)).anySatisfy(line -> assertThat(line)
                .contains(",NC,North Carolina," + String.join(",", table.get("NC")) + "," + Region.NC.population()));
    }

    @Test
    void smallStatesAndTerritories_areListedBesideTheMap_neverDropped() {
        OpenPage page = live("");
        assertThat(page.page.locator("#callouts button").all().stream()
                        .map(button -> button.getAttribute("data-locale")))
                .contains("DC", "RI", "DE", "PR", "GU", "VI", "AS", "MP", "UNK", "OTHER");
        assertThat(page.page.locator("#map path").count() + 5).isEqualTo(Region.values().length);
        page.page.hover("#callouts [data-locale=UNK]");
        assertThat(page.text("#callouts [data-locale=UNK] span"))
                .isEqualTo("Unknown")
                .isEqualTo(page.text("#states tr[data-locale=UNK] button"));
        assertThat(page.text("#tip strong")).isEqualTo("Unknown (UNK)");
        assertThat(page.text("#callouts [data-locale=UNK] b"))
                .isEqualTo(page.table().get("UNK").get(1));
    }
}
