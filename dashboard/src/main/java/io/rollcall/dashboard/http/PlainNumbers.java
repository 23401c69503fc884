package io.rollcall.dashboard.http;

import io.rollcall.dashboard.board.Snapshot;
import io.rollcall.dashboard.board.UnitedStates;
import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.place.Country;
import io.rollcall.model.place.Region;
import io.rollcall.model.stats.Window;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The numbers of a snapshot as HTML for people, for browsers that run no scripts. */
final class PlainNumbers {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Map<String, String> NAMES = Map.of(
            Region.UNKNOWN,
            "Unknown",
            Region.OTHER,
            "Elsewhere",
            Country.UNITED_STATES,
            "United States, state unknown");

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
        html.append("</dl>");
        List<String> all = shown(snapshot, locales);
        if (UnitedStates.countries(locales).isEmpty()) {
            table(html, snapshot, "State", all, false);
        } else {
            table(
                    html,
                    snapshot,
                    "Country",
                    all.stream().filter(locale -> !isOfUnitedStates(locale)).toList(),
                    true);
            table(
                    html,
                    snapshot,
                    "State",
                    all.stream().filter(PlainNumbers::isOfUnitedStates).toList(),
                    false);
        }
        return html.toString();
    }

    /** @param withUnitedStates whether they stand among the places, as a whole */
    private static void table(
            StringBuilder html, Snapshot snapshot, String heading, List<String> locales, boolean withUnitedStates) {
        Window window = snapshot.window();
        html.append("<table><caption>Window ")
                .append(time(window.startMillis()))
                .append(" to ")
                .append(time(window.endMillis()))
                .append(state(snapshot))
                .append("</caption><thead><tr><th scope=\"col\">")
                .append(heading)
                .append("</th>");
        columns(snapshot)
                .forEach(column ->
                        html.append("<th scope=\"col\">").append(column).append("</th>"));
        html.append("</tr></thead><tbody>");
        rows(snapshot, locales, withUnitedStates).forEach(row -> row(html, row, snapshot.hasOutcomes()));
        html.append("</tbody></table>");
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

    /** Every locale that is counted by its own name, except for countries without logins, Elsewhere, and every other with logins. */
    private static List<String> shown(Snapshot snapshot, Set<String> locales) {
        Set<String> shown = new TreeSet<>(locales);
        UnitedStates.countries(locales).forEach(country -> shown.remove(country.alpha3()));
        shown.add(Region.OTHER);
        shown.addAll(snapshot.counts().visitsByLocale().keySet());
        shown.addAll(snapshot.byLocale().keySet());
        return List.copyOf(shown);
    }

    /** The most logins first. */
    private static List<Row> rows(Snapshot snapshot, List<String> locales, boolean withUnitedStates) {
        List<Row> rows = new ArrayList<>();
        for (String locale : locales) {
            Totals totals = snapshot.byLocale().getOrDefault(locale, Totals.ZERO);
            rows.add(new Row(name(locale), totals, snapshot.counts().visitsOf(Set.of(locale))));
        }
        if (withUnitedStates && !snapshot.unitedStates().isEmpty()) {
            long visits = snapshot.counts().visitsOf(snapshot.unitedStates().locales());
            rows.add(new Row("United States", snapshot.ofUnitedStates(), visits));
        }
        rows.sort(Comparator.comparingLong((Row row) -> -row.totals().logins()).thenComparing(Row::name));
        return rows;
    }

    private static boolean isOfUnitedStates(String locale) {
        return locale.equals(Country.UNITED_STATES)
                || Stream.of(Region.values()).anyMatch(region -> region.name().equals(locale));
    }

    private static String name(String locale) {
        for (Region region : Region.values()) {
            if (region.name().equals(locale)) {
                return region.displayName();
            }
        }
        Country country = NAMES.containsKey(locale) ? null : Country.ofCode(locale);
        return country == null ? NAMES.getOrDefault(locale, locale) : country.displayName();
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
