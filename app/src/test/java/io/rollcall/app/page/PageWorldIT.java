package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The map of the world, in a browser: which map opens, how one gets from one to the other, and what they show. */
class PageWorldIT {
    /** The logins of the United States: CA 3, UT 2, PR 1, state unknown 1; "ada" is in two states, and in Canada. */
    private static final String UNITED_STATES_LOGINS = "7";

    private static final String UNITED_STATES_USERS = "6";

    @TempDir
    private static Path folder;

    private static TestBrowser browser;
    private static WorldServer world;
    private BrowserContext context;

    @BeforeAll
    static void start() {
        browser = new TestBrowser();
        world = new WorldServer(folder.resolve("world"), "");
        world.count("CA", "ada", "bob", "cyd");
        world.count("UT", "ada", "dan");
        world.count("PR", "eve");
        world.count("USA", "fay");
        world.count("CAN", "ada", "gil", "hal", "ida");
        world.count("DEU", "jan", "kim");
        world.count("CIV", "lea");
        world.count("SGP", "max", "noa", "oli");
        world.count("UNK", "pat");
        world.count("OTHER", "quy");
    }

    @AfterAll
    static void stop() {
        browser.close();
        world.close();
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
    }

    private OpenPage open(String query) {
        context = browser.newContext();
        OpenPage open = new OpenPage(context, world.address(), query).awaitLive();
        return open.await("#logins[data-number='19']");
    }

    private OpenPage openWorld(String query) {
        return open(query).await("html[data-map=world]").await("#map path[data-locale=CAN]");
    }

    @Test
    void opensOnTheWorld_becauseACountryHasLogins_andLoadsItsOutlinesThen() {
        OpenPage page = openWorld("");
        assertThat(page.page.url()).as("the address says only what was chosen").endsWith("/");
        assertThat(page.requests).filteredOn(url -> url.endsWith("world.json")).hasSize(1);
        assertThat(page.page.locator("#maps").isVisible()).isTrue();
        assertThat(page.page.locator("#maps [value=world]").isChecked()).isTrue();
        assertThat(page.order())
                .as("countries with logins, and nothing else")
                .containsExactlyInAnyOrder("US", "CAN", "DEU", "CIV", "SGP", "UNK", "OTHER");
        assertThat(page.table().get("US"))
                .as("users are united, not added")
                .startsWith(UNITED_STATES_USERS, UNITED_STATES_LOGINS);
        assertThat(page.text("#users")).isEqualTo("17");
        assertThat(page.text("#logins")).isEqualTo("19");
        assertThat(page.errors).isEmpty();
    }

    @Test
    void mapOfTheStates_doesNotLoadTheWorld() {
        OpenPage page = open("?map=us").await("#map path[data-locale=CA]");
        assertThat(page.requests).noneMatch(url -> url.endsWith("world.json"));
        assertThat(page.order())
                .hasSize(59)
                .contains("CA", "WY", "PR", "USA", "UNK", "OTHER")
                .doesNotContain("US", "CAN");
        assertThat(page.text("#states tr[data-locale=USA] th")).isEqualTo("United States, state unknown");
        assertThat(page.page.locator("#callouts [data-locale=USA]").isVisible()).isTrue();
    }

    @Test
    void clickOnTheUnitedStates_showsTheStates_andEscapeAndBackReturn() {
        OpenPage page = openWorld("");
        page.page.locator("#map path[data-locale=US]").dispatchEvent("click");
        page.await("html[data-map=us]");
        assertThat(page.awaitAddress("map=us")).isEqualTo("?map=us");
        assertThat(page.page.locator("#map path[data-locale=CA]").isVisible()).isTrue();
        assertThat(page.page.locator("#map path[data-locale=CAN]").isVisible()).isFalse();
        page.press("Escape");
        page.await("html[data-map=world]");
        assertThat(page.awaitAddress("map=world")).isEqualTo("?map=world");
        page.page.goBack();
        page.await("html[data-map=us]");
        page.page.click("#maps label:has([value=world])");
        page.await("html[data-map=world]");
    }

    @Test
    void withKeys_oneMovesAmongCountries_opensTheStates_andComesBack() {
        OpenPage page = openWorld("");
        page.page.focus("#per-million");
        page.press("Tab");
        assertThat(page.focused()).isEqualTo("map US");
        assertThat(page.text("#tip strong")).isEqualTo("United States (US)");
        page.press("ArrowUp");
        assertThat(page.focused()).isEqualTo("map CAN");
        page.press("Enter");
        page.await("#state-panel:not([hidden])");
        assertThat(page.text("#state-name")).isEqualTo("Canada (CAN)");
        assertThat(page.text("#state-panel .note"))
                .startsWith("2nd of ")
                .contains(" countries · 21.1 % of all logins")
                .endsWith(" inhabitants (2025)");
        page.press("Escape");
        page.await("#state-panel[hidden]");
        page.press("ArrowDown");
        assertThat(page.focused()).isEqualTo("map US");
        page.press("Enter");
        page.await("html[data-map=us]");
        assertThat(page.focused()).as("no key loses the focus").isEqualTo("map CA");
        page.press("ArrowRight", "Enter");
        page.await("#state-panel:not([hidden])");
        page.press("Escape");
        page.await("#state-panel[hidden]").await("html[data-map=us]");
        page.press("Escape");
        page.await("html[data-map=world]");
        assertThat(page.focused()).isEqualTo("map US");
        assertThat(page.errors).isEmpty();
    }

    @Test
    void search_findsStatesAndCountries_alsoWithoutLogins_byNameOrCode_withoutAccents() {
        OpenPage page = openWorld("");
        page.page.fill("#filter", "cote d'iv");
        assertThat(page.order()).containsExactly("CIV");
        assertThat(page.text("#found")).matches("1 of [23]\\d\\d");
        page.page.fill("#filter", "tkl");
        assertThat(page.order()).as("it has neither logins nor an outline").containsExactly("TKL");
        page.page.focus("#filter");
        page.press("Enter");
        page.await("#state-panel:not([hidden])");
        assertThat(page.text("#state-name")).isEqualTo("Tokelau (TKL)");
        page.page.fill("#filter", "utah");
        page.press("Enter");
        page.await("html[data-map=us]").await("#states tr[data-locale=UT][aria-current=true]");
        assertThat(page.awaitAddress("state=UT")).contains("map=us");
        page.page.fill("#filter", "");
        assertThat(page.order()).doesNotContain("TKL", "CIV");
    }

    @Test
    void smallCountriesWithLogins_areBesideTheMap_andDotsOnIt() {
        OpenPage page = openWorld("");
        assertThat(page.page.locator("#callouts [data-map=world] button").allTextContents())
                .containsExactly("SGP3", "Unknown1", "Elsewhere1");
        page.page.click("#callouts [data-locale=SGP]");
        page.await("#state-panel:not([hidden])");
        assertThat(page.text("#state-name")).isEqualTo("Singapore (SGP)");
        assertThat(page.page.locator("#map path.small[data-locale=SGP]").count())
                .isOne();
        assertThat((String) page.page.evaluate("() => document.querySelector('#outlines .open').getAttribute('d')"))
                .as("a ring around the dot")
                .contains("a");
    }

    @Test
    void perMillion_andTheCsv_haveCountries() throws IOException {
        OpenPage page = openWorld("?per=million&measure=logins");
        assertThat(page.text("#states tr[data-locale=CAN] [data-measure=logins]"))
                .isEqualTo("0.1");
        assertThat(page.text("#states tr[data-locale=UNK] [data-measure=logins]"))
                .isEqualTo("–");
        Download download = page.page.waitForDownload(() -> page.page.click("#csv"));
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines).hasSize(8);
        assertThat(lines).anyMatch(line -> line.contains(",US,United States,6,7,6,7,"));
        assertThat(lines).anyMatch(line -> line.contains(",CIV,Côte d’Ivoire,1,1,1,1,"));
    }

    @Test
    void aBadMap_isSaid_andTheMapThatHasTheLoginsIsShown() {
        OpenPage page = openWorld("?map=mars");
        assertThat(page.text("#address-problem")).contains("map=mars", "neither us nor world");
    }

    @Test
    void statesAlone_haveNoWorld() {
        try (WorldServer states = new WorldServer(folder.resolve("states"), "CA,UT,UNK")) {
            context = browser.newContext();
            OpenPage page = new OpenPage(context, states.address(), "?map=world").await("#map path");
            page.await("html[data-map=us]").await("#address-problem:not(:empty)");
            assertThat(page.text("#address-problem")).contains("map=world", "no country is in the setting locales");
            assertThat(page.page.locator("#maps").isVisible()).isFalse();
            assertThat(page.requests).noneMatch(url -> url.endsWith("world.json"));
            page.press("Escape");
            page.await("html[data-map=us]");
        }
    }

    @Test
    void logins_decideWhichMapOpens() {
        try (WorldServer few = new WorldServer(folder.resolve("few"), "CA,UT,CAN,UNK")) {
            few.count("CA", "ada");
            context = browser.newContext();
            OpenPage page = new OpenPage(context, few.address(), "").awaitLive().await("#map path[data-locale=CA]");
            page.await("html[data-map=us]").await("#states tr[data-locale=CA] [data-measure=logins][data-number='1']");
            few.count("CAN", "bob");
            page.await("#logins[data-number='2']").await("html[data-map=us]");
            page.page.reload();
            page.await("html[data-map=world]").await("#map path[data-locale=CAN]");
            assertThat(page.page
                            .locator("#map path[aria-label='Germany: not counted by its own name']")
                            .count())
                    .isOne();
            assertThat(page.text("#legend")).contains("not counted");
            assertThat(page.errors).isEmpty();
        }
    }

    @Test
    void unitedStatesWithoutStates_openOnTheWorld_andTheMapOfTheStatesSaysWhereTheyCount() {
        try (WorldServer stateless = new WorldServer(folder.resolve("stateless"), "CA,UT,CAN,USA,UNK")) {
            stateless.count("USA", "ada", "bob");
            context = browser.newContext();
            OpenPage page = new OpenPage(context, stateless.address(), "").awaitLive();
            page.await("html[data-map=world]").await("#map path[data-locale=US]");
            assertThat(page.page.locator("#stateless").isVisible()).isFalse();
            page.page.click("#maps label:has([value=us])");
            page.await("html[data-map=us]").await("#stateless:not([hidden])");
            assertThat(page.text("#stateless"))
                    .isEqualTo("No login has a known state: all count as “United States, state unknown”.");
            stateless.count("UT", "cyd");
            page.await("#stateless[hidden]");
            assertThat(page.errors).isEmpty();
        }
    }

    @Test
    void onALowScreen_theMapHasTheRoomOfTheButtons() {
        context = browser.newContext(1024, 768, ColorScheme.LIGHT);
        OpenPage page = new OpenPage(context, world.address(), "").awaitLive();
        page.await("html[data-map=world]").await("#map path[data-locale=CAN]").await("#logins[data-number='19']");
        assertThat(page.page
                        .locator("#callouts [data-map=world] button:visible")
                        .allTextContents())
                .containsExactly("Unknown1", "Elsewhere1");
        assertThat(page.page.locator("#states tr[data-locale=CIV] th").boundingBox().width)
                .as("room for the name")
                .isGreaterThan(85);
    }

    @ParameterizedTest
    @CsvSource({
        "360, 800, LIGHT, ''",
        "1024, 768, DARK, ''",
        "360, 800, DARK, '?state=CAN'",
        "1280, 800, LIGHT, '?state=US&per=million&measure=users'",
        "1280, 900, DARK, '?map=us'",
        "3840, 2160, DARK, ''",
        "1920, 1080, DARK, '?wall'",
    })
    void everySize_fits_andIsAccessible(int width, int height, ColorScheme colours, String query) {
        context = browser.newContext(width, height, colours);
        OpenPage page = new OpenPage(context, world.address(), query).awaitLive();
        page.await("html[data-map=" + (query.contains("map=us") ? "us" : "world") + "]")
                .await("#map path[role=button]");
        await().pollInSameThread()
                .untilAsserted(() -> assertThat((int) page.page.evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width));
        if (width >= 1280) {
            assertThat((int) page.page.evaluate("() => document.documentElement.scrollHeight"))
                    .as("one screen")
                    .isLessThanOrEqualTo(height);
        }
        assertThat(page.page.locator("html").getAttribute("data-theme"))
                .isEqualTo(colours.name().toLowerCase(Locale.ROOT));
        assertThat(Axe.seriousFaults(page)).isEmpty();
        assertThat(page.errors).isEmpty();
    }
}
