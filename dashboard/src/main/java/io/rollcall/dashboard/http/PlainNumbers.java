package io.rollcall.dashboard.http;

import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.place.Region;
import io.rollcall.model.stats.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The numbers of a snapshot as HTML for people, for browsers that run no scripts. */
final class PlainNumbers {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Map<String, String> NAMES = Map.of(Region.UNKNOWN, "Unknown", Region.OTHER, "Elsewhere");

    private record Row(String name, Totals totals, long visits) {}

    private PlainNumbers() {}

    /** While there are no numbers to show. @param reason why, in a phrase */
    static String none(String reason) {
        return "<p>Rollcall has no numbers yet: " + escaped(reason) + ". Reload this page after a while.</p>";
    }

    /**
     * A sentence, the numbers of the tiles, and the table of states.
     *
     * @param locales those that are counted by their own name
     */
    static String html(Snapshot snapshot, Set<String> locales) {
        StringBuilder html = new StringBuilder("<p>This page needs JavaScript to update itself.");
        if (snapshot.asOfMillis() != null) {
            html.append(" These are the numbers as of ")
                    .append(time(snapshot.asOfMillis()))
                    .append(".");
        }
        html.append(" Reload it for newer ones.</p>");
        Window window = snapshot.window();
        if (window == null) {
            return html.append("<p>No logins yet.</p>").toString();
        }
        String since = "since " + time(snapshot.visitsSinceMillis());
        html.append("<dl>");
        fact(html, "Visits: all logins " + since, snapshot.counts().visits());
        fact(html, "Logins in the window", snapshot.totals().logins());
        fact(html, "Unique users in the window", snapshot.totals().uniqueUsers());
        fact(html, "Devices in the window", snapshot.totals().distinctDevices());
        if (snapshot.hasOutcomes()) {
            fact(html, "Failed logins in the window", snapshot.totals().failedLogins());
            fact(html, "Their users", snapshot.totals().failedUsers());
            fact(html, "Failure rate in the window", failureRate(snapshot.totals()));
        }
        fact(html, "Rejected " + since, snapshot.counts().rejectedTotal());
        fact(html, "Late " + since, snapshot.counts().late());
        html.append("</dl><table><caption>Window ")
                .append(time(window.startMillis()))
                .append(" to ")
                .append(time(window.endMillis()))
                .append(state(snapshot))
                .append("</caption><thead><tr><th scope=\"col\">State</th>");
        columns(snapshot)
                .forEach(column ->
                        html.append("<th scope=\"col\">").append(column).append("</th>"));
        html.append("</tr></thead><tbody>");
        rows(snapshot, locales).forEach(row -> row(html, row, snapshot.hasOutcomes()));
        return html.append("</tbody></table>").toString();
    }

    private static String state(Snapshot snapshot) {
        if (snapshot.isFinal()) {
            return ", final";
        }
        return snapshot.isFull() ? ", provisional" : ", still filling";
    }

    private static List<String> columns(Snapshot snapshot) {
        return snapshot.hasOutcomes()
                ? List.of("Users", "Logins", "Devices", "Failed", "Failure rate", "Visits")
                : List.of("Users", "Logins", "Devices", "Visits");
    }

    private static void fact(StringBuilder html, String name, long number) {
        fact(html, name, number(number));
    }

    private static void fact(StringBuilder html, String name, String value) {
        html.append("<div><dt>").append(name).append("</dt><dd>").append(value).append("</dd></div>");
    }

    private static void row(StringBuilder html, Row row, boolean hasOutcomes) {
        html.append("<tr><th scope=\"row\">").append(escaped(row.name())).append("</th>");
        Totals totals = row.totals();
        for (long number : new long[] {totals.uniqueUsers(), totals.logins(), totals.distinctDevices()}) {
            cell(html, number(number));
        }
        if (hasOutcomes) {
            cell(html, number(totals.failedLogins()));
            cell(html, failureRate(totals));
        }
        cell(html, number(row.visits()));
        html.append("</tr>");
    }

    private static void cell(StringBuilder html, String text) {
        html.append("<td>").append(text).append("</td>");
    }

    /** Failed logins as a share of all that succeeded or failed; a dash without any. Written as by the page. */
    static String failureRate(Totals totals) {
        long attempts = totals.logins() + totals.failedLogins();
        if (attempts == 0) {
            return "–";
        }
        double percent = 100.0 * totals.failedLogins() / attempts;
        if (percent > 0 && percent < 0.05) {
            return "&lt; 0.1 %";
        }
        boolean isWhole = percent >= 9.95 || percent == Math.rint(percent);
        return String.format(Locale.ROOT, isWhole ? "%.0f %%" : "%.1f %%", percent);
    }

    /** Every locale that is counted by its own name, Elsewhere, and every other with logins; the most logins first. */
    private static List<Row> rows(Snapshot snapshot, Set<String> locales) {
        Map<String, Long> visits = snapshot.counts().visitsByLocale();
        Set<String> shown = new TreeSet<>(locales);
        shown.add(Region.OTHER);
        shown.addAll(visits.keySet());
        shown.addAll(snapshot.byLocale().keySet());
        return shown.stream()
                .map(locale -> new Row(
                        name(locale),
                        snapshot.byLocale().getOrDefault(locale, Totals.ZERO),
                        visits.getOrDefault(locale, 0L)))
                .sorted(Comparator.comparingLong((Row row) -> -row.totals().logins())
                        .thenComparing(Row::name))
                .toList();
    }

    private static String name(String locale) {
        for (Region region : Region.values()) {
            if (region.name().equals(locale)) {
                return region.displayName();
            }
        }
        return NAMES.getOrDefault(locale, locale);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** Locales come from the input, and the input is not trusted. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
