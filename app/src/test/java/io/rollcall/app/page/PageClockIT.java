package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A viewer's clock that is wrong, or jumps, changes nothing: the page measures by the server's. */
@ExtendWith(PageFixture.class)
class PageClockIT {
    /** Moves the clock of the page by {@code shift} ms, which the test may change. */
    private static final String SHIFTED_CLOCK = """
            window.shift = 7_200_000;
            const Real = Date;
            Date = class extends Real {
              constructor(...parts) { parts.length ? super(...parts) : super(Real.now() + window.shift); }
              static now() { return Real.now() + window.shift; }
            };
            """;

    @Test
    void ratesAndAges_areMeasuredByTheServersClock(PageFixture.Shared shared) {
        try (BrowserContext context = shared.browser.newContext()) {
            context.addInitScript(SHIFTED_CLOCK);
            OpenPage open = new OpenPage(context, shared.address(), "").awaitLive();
            long wrong = ((Number) open.page.evaluate("() => Date.now()")).longValue();
            assertThat(wrong).as("the clock of the page").isGreaterThan(System.currentTimeMillis() + 7_000_000);
            awaitAgeInSeconds(open);
            awaitRate(open, shared);

            open.page.evaluate("() => (window.shift = -18_000_000)");
            awaitAgeInSeconds(open);
            awaitRate(open, shared);
            assertThat(open.errors).isEmpty();
        }
    }

    private static void awaitAgeInSeconds(OpenPage open) {
        for (int i = 0; i < 3; i++) {
            String before = open.text("#as-of");
            String after = await().pollInSameThread()
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> open.text("#as-of"), text -> !text.equals(before));
            assertThat(after).matches("[0-9]\\.[0-9] s ago|1[0-9] s ago");
        }
    }

    private static void awaitRate(OpenPage open, PageFixture.Shared shared) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    long now = System.currentTimeMillis();
                    shared.send(now, now - 400, now, 50);
                    return open.text("#logins-rate").matches("[1-9].*|0\\.[1-9]");
                });
    }
}
