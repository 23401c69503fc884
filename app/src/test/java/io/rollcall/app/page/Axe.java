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
    /** Rows of the table that differ from the first, the last and the open one in their numbers alone. */
    private static final String ALIKE =
            "#states tbody tr:nth-child(n + 6):not(:last-child, [aria-current=true], [data-locale=OTHER])";

    private Axe() {}

    /** The serious faults of a page as it is. */
    static List<String> seriousFaults(OpenPage open) {
        Map<String, Object> result = run(open, "{resultTypes: ['violations']}");
        assertThat((List<?>) result.get("passes"))
                .as("rules that axe found kept")
                .hasSizeGreaterThan(15);
        return serious(result);
    }

    /**
     * The serious faults of a page in light and dark colours, and in those that a viewer forces. Colours change nothing but
     * the contrast.
     */
    static List<String> seriousFaultsInEveryTheme(OpenPage open) {
        turnTo(ColorScheme.DARK, open);
        List<String> faults = new ArrayList<>(seriousFaults(open));
        turnTo(ColorScheme.LIGHT, open);
        faults.addAll(poorContrasts(open));
        open.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        faults.addAll(poorContrasts(open));
        open.page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
        return faults;
    }

    private static void turnTo(ColorScheme scheme, OpenPage open) {
        open.page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        open.await("html[data-theme=" + (scheme == ColorScheme.DARK ? "dark" : "light") + "]");
    }

    private static List<String> poorContrasts(OpenPage open) {
        Map<String, Object> result = run(open, "{resultTypes: ['violations'], runOnly: ['color-contrast']}");
        assertThat((List<?>) result.get("passes")).as("texts with contrast").isNotEmpty();
        return serious(result);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> run(OpenPage open, String options) {
        if (!(boolean) open.page.evaluate("() => 'axe' in window")) {
            open.page.evaluate(SCRIPT);
        }
        return (Map<String, Object>)
                open.page.evaluate("(alike) => axe.run({exclude: [alike]}, " + options + ")", ALIKE);
    }

    @SuppressWarnings("unchecked")
    private static List<String> serious(Map<String, Object> result) {
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

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
