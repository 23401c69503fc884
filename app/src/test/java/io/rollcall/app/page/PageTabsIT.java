package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many tabs of one browser, which opens at most six connections per server, and hidden tabs. */
@ExtendWith(PageFixture.class)
class PageTabsIT {
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

    @Test
    void twelveTabs_followOverOneStream() {
        List<OpenPage> tabs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tabs.add(new OpenPage(context, shared.address(), ""));
        }
        tabs.forEach(OpenPage::awaitLive);
        awaitViewers(1);

        long now = System.currentTimeMillis();
        shared.send(now, now - 5_000, now, 200);
        shared.pipeline.awaitAllCounted();
        String visits = shared.json("/api/snapshot").at("/visits/total").asText();
        tabs.forEach(tab -> tab.await("#visits[data-number='" + visits + "']"));
        assertThat(tabs).allSatisfy(tab -> assertThat(tab.errors).isEmpty());

        tabs.get(0).close();
        awaitViewers(1);
        tabs.subList(1, 12).forEach(OpenPage::close);
        awaitViewers(0);
    }

    @Test
    void hiddenTab_closesItsStream_andCatchesUpWhenShown() {
        OpenPage tab = new OpenPage(context, shared.address(), "").awaitLive();
        awaitViewers(1);
        show(tab, false);
        awaitViewers(0);

        long now = System.currentTimeMillis();
        shared.send(now, now - 5_000, now, 200);
        shared.pipeline.awaitAllCounted();
        String visits = shared.json("/api/snapshot").at("/visits/total").asText();
        assertThat(tab.text("#visits")).isNotEqualTo(visits);
        show(tab, true);
        tab.awaitLive().await("#visits[data-number='" + visits + "']");
        awaitViewers(1);
    }

    /** What happens when the viewer switches tabs; in a headless browser all tabs are visible. */
    private static void show(OpenPage tab, boolean shown) {
        tab.page.evaluate("""
                state => {
                  Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});
                  document.dispatchEvent(new Event('visibilitychange'));
                }
                """, shown ? "visible" : "hidden");
    }

    private void awaitViewers(int viewers) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(shared.get("/metrics"))
                .contains("rollcall_dashboard_viewers " + viewers + "\n"));
    }
}
