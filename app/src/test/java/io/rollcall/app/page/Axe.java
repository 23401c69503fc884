package io.rollcall.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What axe-core finds wrong with a page. */
final class Axe {
    private static final String SCRIPT = script();

    private Axe() {}

    /** The serious faults of a page as it is. */
    @SuppressWarnings("unchecked")
    static List<String> seriousFaults(OpenPage open) {
        open.page.evaluate(SCRIPT);
        Map<String, Object> result =
                (Map<String, Object>) open.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})");
        assertThat((List<?>) result.get("passes"))
                .as("rules that axe found kept")
                .hasSizeGreaterThan(15);
        List<String> faults = new ArrayList<>();
        for (Map<String, Object> fault : (List<Map<String, Object>>) result.get("violations")) {
            if (List.of("serious", "critical").contains(fault.get("impact"))) {
                List<Map<String, Object>> nodes = (List<Map<String, Object>>) fault.get("nodes");
                faults.add(fault.get("help") + ": " + nodes.get(0).get("html") + " "
                        + nodes.get(0).get("failureSummary"));
            }
        }
        return faults;
    }

    /** The serious faults of a page in light and dark colours, and in those that a viewer forces. */
    static List<String> seriousFaultsInEveryTheme(OpenPage open) {
        List<String> faults = new ArrayList<>();
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            open.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            open.await("html[data-theme=" + (scheme == ColorScheme.DARK ? "dark" : "light") + "]");
            faults.addAll(seriousFaults(open));
        }
        open.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        faults.addAll(seriousFaults(open));
        open.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        return faults;
    }

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
