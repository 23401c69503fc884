package io.rollcall.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/**
 * Measures the speed of the page and the resources it uses, in a real browser. {@code bench/run page} prints the
 * results.
 */
class PageTimings {
    private static final int LOADS = 10;
    private static final int PROBES = 200;
    private static final double RATE = 10_000;
    private static final long SCRIPTING_MILLIS = 20_000;
    private static final int DAYS = 2;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    /** One update per simulated second, with a row of the current window for every state. */
    private static final String A_DAY_OF_UPDATES = """
            async (from) => {
              const { handlers } = await import('/app.js');
              const iso = (millis) => new Date(millis).toISOString();
              const locales = [...document.querySelectorAll('#states tbody tr')].map((row) => row.dataset.locale);
              for (let second = 0; second < 86400; second++) {
                const now = from + second * 1000;
                const start = Math.floor(now / 10000) * 10000 - 20000;
                const window = {start: iso(start), end: iso(start + 30000)};
                const logins = 1 + (second % 10);
                const rows = locales.map((locale) => (
                  {window, locale, logins, unique_users: logins, distinct_devices: logins}));
                const total = locales.length * logins;
                handlers.stats({as_of: iso(now), rows});
                handlers.summary({window: {...window, final: false, full: true}, as_of: iso(now), complete_through: iso(now - 1000),
                  totals: {logins: total, unique_users: total, distinct_devices: total},
                  visits: {total: second * 10, since: iso(from), by_locale: {CA: second}},
                  rejected: {total: second, by_reason: {tombstone: second}}, late: {total: second},
                  rates: [{start: iso(start), rejected: 1, late: 1}]});
                if (second % 100 === 0) await new Promise((go) => setTimeout(go));
              }
            }""";

    @Test
    void measure() throws Exception {
        try (Chromium chromium = new Chromium();
                FedDashboard fed = new FedDashboard(RATE)) {
            fed.createTopics();
            fed.goLive(Duration.ofMinutes(35).toMillis());
            firstPaint(chromium, fed);
            scripting(chromium, fed);
            rowToPixels(chromium, fed);
            heap(chromium, fed);
        }
    }

    /**
     * Measures the time from the start of the navigation to the first frame with the numbers of the window, and to the
     * first frame with all views. It alternates with a text without scripts or styles, which shows how long the browser
     * itself takes.
     */
    private static void firstPaint(Chromium chromium, FedDashboard fed) {
        Latencies plain = new Latencies();
        Latencies numbers = new Latencies();
        Latencies everything = new Latencies();
        for (int i = 0; i < LOADS; i++) {
            try (BrowserContext context = chromium.browser().newContext()) {
                Page page = context.newPage();
                page.navigate(fed.address() + "/data/README.md");
                page.waitForFunction("() => performance.getEntriesByName('first-contentful-paint').length");
                plain.add(Math.round(
                        number(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))));
            }
            try (BrowserContext context = chromium.browser().newContext()) {
                Page page = context.newPage();
                page.addInitScript("""
                        window.painted = {};
                        const wanted = {
                          numbers: () => /[0-9]/.test(document.getElementById('users')?.textContent),
                          everything: () => document.querySelector('#states td[data-number]')
                            && document.querySelector('#map path[d]'),
                        };
                        new MutationObserver((_, observer) => {
                          for (const [name, isThere] of Object.entries(wanted)) {
                            if (!isThere()) continue;
                            delete wanted[name];
                            requestAnimationFrame(() => setTimeout(() => (painted[name] = performance.now())));
                          }
                          if (Object.keys(wanted).length === 0) observer.disconnect();
                        }).observe(document, {subtree: true, attributes: true, childList: true, characterData: true});
                        """);
                page.navigate(fed.address());
                page.waitForFunction("() => painted.everything");
                numbers.add(Math.round(number(page.evaluate("painted.numbers"))));
                everything.add(Math.round(number(page.evaluate("painted.everything"))));
            }
        }
        System.out.println(Latencies.heading("ms", "times"));
        System.out.println(plain.line("load to a plain text painted"));
        System.out.println(numbers.line("load to numbers painted"));
        System.out.println(everything.line("load to all painted"));
    }

    /** Measures the share of a core that scripts, styles and layout take at ten updates per second. */
    private static void scripting(Chromium chromium, FedDashboard fed) {
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(fed.address());
            page.waitForSelector("html[data-connection=live]");
            page.waitForTimeout(3_000);
            CDPSession devtools = context.newCDPSession(page);
            devtools.send("Performance.enable");
            JsonObject before = devtools.send("Performance.getMetrics");
            page.waitForTimeout(SCRIPTING_MILLIS);
            JsonObject after = devtools.send("Performance.getMetrics");
            double seconds = metric(after, "Timestamp") - metric(before, "Timestamp");
            System.out.printf(
                    "of one core: scripting %.1f %%, style and layout %.1f %%, all tasks of the page's thread %.1f %%%n",
                    share("ScriptDuration", before, after, seconds),
                    share("RecalcStyleDuration", before, after, seconds)
                            + share("LayoutDuration", before, after, seconds),
                    share("TaskDuration", before, after, seconds));
        }
    }

    private static double share(String name, JsonObject before, JsonObject after, double seconds) {
        return 100 * (metric(after, name) - metric(before, name)) / seconds;
    }

    private static double metric(JsonObject metrics, String name) {
        for (var metric : metrics.getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals(name)) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new IllegalStateException("no metric " + name);
    }

    /** Measures the time from the Kafka timestamp of a row to the frame after the one that shows its number. */
    private static void rowToPixels(Chromium chromium, FedDashboard fed) throws Exception {
        Latencies latencies = new Latencies();
        try (BrowserContext context = chromium.browser().newContext();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", fed.bootstrapServer(), "linger.ms", 0),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Page page = context.newPage();
            page.navigate(fed.address());
            page.waitForSelector("html[data-connection=live]");
            page.evaluate("""
                    () => {
                      window.shown = new Map();
                      const cell = document.querySelector('tr[data-locale=OTHER] td[data-measure=logins]');
                      new MutationObserver(() => {
                        const number = cell.dataset.number;
                        requestAnimationFrame(() => setTimeout(() =>
                          window.shown.set(number, performance.timeOrigin + performance.now())));
                      }).observe(cell, {attributes: true});
                    }""");
            for (int i = 0; i < PROBES; i++) {
                long shown = IsoTime.parse(page.locator("#window").getAttribute("datetime"));
                long logins = 1_000_000 + i;
                WindowStats row = new WindowStats(Windowing.DEFAULT.window(shown), "OTHER", logins, 1, 1);
                long sent = producer.send(new ProducerRecord<>(
                                Topics.DEFAULT.stats(),
                                row.key().getBytes(StandardCharsets.UTF_8),
                                StatsJson.write(row)))
                        .get()
                        .timestamp();
                Object at = page.evaluate("""
                        (number) => new Promise((done) => {
                          const end = Date.now() + 3000;
                          const look = () => {
                            if (window.shown.has(number)) done(window.shown.get(number));
                            else if (Date.now() > end) done(null);
                            else setTimeout(look, 5);
                          };
                          look();
                        })""", Long.toString(logins));
                if (at != null) { // otherwise another window became current
                    latencies.add(Math.max(0, Math.round(number(at)) - sent));
                }
                page.waitForTimeout(37);
            }
        }
        System.out.println(latencies.line("row on the topic to its pixels"));
    }

    /** Measures the heap of the page after days of updates, which its store and views take as fast as they can. */
    private static void heap(Chromium chromium, FedDashboard fed) {
        fed.stopFeeding();
        try (BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            page.navigate(fed.address());
            page.waitForSelector("html[data-connection=live]");
            CDPSession devtools = context.newCDPSession(page);
            for (int day = 0; day < DAYS; day++) {
                System.out.printf("heap of the script after %d simulated days: %.1f MB%n", day, heapMb(devtools));
                page.evaluate(A_DAY_OF_UPDATES, (double) (System.currentTimeMillis() + day * DAY_MILLIS));
            }
            System.out.printf("heap of the script after %d simulated days: %.1f MB%n", DAYS, heapMb(devtools));
        }
    }

    private static double heapMb(CDPSession devtools) {
        devtools.send("HeapProfiler.collectGarbage");
        JsonObject usage = devtools.send("Runtime.getHeapUsage");
        return usage.get("usedSize").getAsDouble() / 1e6;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
