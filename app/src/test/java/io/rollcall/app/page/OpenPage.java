package io.rollcall.app.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An open page of the dashboard. Waits by selectors, because the page's security policy forbids eval. */
final class OpenPage implements AutoCloseable {
    /** For a context: then {@code window.shift}, in ms, moves the clock by which the page measures how long things take. */
    static final String SHIFTED_TIME = """
            {
              window.shift = 0;
              const now = performance.now.bind(performance);
              performance.now = () => now() + window.shift;
            }
            """;

    final Page page;
    final List<String> errors = new ArrayList<>();
    final List<String> dialogs = new ArrayList<>();
    final List<String> requests = new ArrayList<>();
    private final String address;

    /** Opens a page in this browser profile, at this address and query. */
    OpenPage(BrowserContext context, String address, String query) {
        this.address = address;
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text());
            }
        });
        page.onPageError(errors::add);
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        context.onRequest(request -> requests.add(request.url()));
        page.navigate(address + "/" + query);
    }

    OpenPage awaitLive() {
        return await("html[data-connection=live]");
    }

    /** Waits until a matching element exists, visible or not. */
    OpenPage await(String selector) {
        page.waitForSelector(selector, new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
        return this;
    }

    /** Waits until what was done so far is drawn: the page draws in the next frame. */
    OpenPage awaitDrawn() {
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
        return this;
    }

    /** Waits until the page shows the window with this start, in ISO-8601. */
    OpenPage awaitWindow(String start) {
        return await("#window[datetime='" + start + "']");
    }

    String text(String selector) {
        return page.locator(selector).textContent();
    }

    /** Waits until the address contains this text, and returns its query. */
    String awaitAddress(String part) {
        page.waitForURL((String url) -> url.contains(part));
        return page.url().substring(address.length() + 1);
    }

    /** Users, logins, devices and visits by locale, as text. Read in one step, because rows change places. */
    @SuppressWarnings("unchecked")
    Map<String, List<String>> table() {
        return new TreeMap<>((Map<String, List<String>>) page.evaluate("""
                () => Object.fromEntries([...document.querySelectorAll('#states tbody tr')].map((row) =>
                  [row.dataset.locale, [...row.querySelectorAll('td:not(.outcome)')].map((cell) => cell.textContent)]))
                """));
    }

    /** The locales of the visible rows, from the top. */
    @SuppressWarnings("unchecked")
    List<String> order() {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll('#states tbody tr:not([hidden])')].map((row) => row.dataset.locale)
                """);
    }

    /** The element that has the focus, as its id, or its place and locale: {@code map NV}. */
    String focused() {
        return (String) page.evaluate("""
                () => {
                  const {id, dataset, parentElement} = document.activeElement;
                  if (id) return id;
                  const place = document.activeElement.closest('[id]')?.id ?? document.activeElement.tagName;
                  return `${place} ${dataset.locale ?? parentElement.closest('[data-locale]')?.dataset.locale ?? ''}`.trim();
                }
                """);
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    Map<String, String> tiles() {
        Map<String, String> tiles = new TreeMap<>();
        for (String id : List.of("visits", "logins", "users", "devices", "rejected", "late")) {
            tiles.put(id, text("#" + id));
        }
        return tiles;
    }

    @Override
    public void close() {
        page.close();
    }
}
