package io.rollcall.app.trial;

import io.rollcall.app.tail.ReadableText;
import io.rollcall.model.place.Locales;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.source.mapping.MappingKey;
import io.rollcall.source.trial.Delays;
import io.rollcall.source.trial.Fate;
import io.rollcall.source.trial.TrialSummary;
import io.rollcall.source.trial.Tried;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The summary of a trial, in sentences. */
public final class TrialSummaryText {
    /** One login in so many is worth a sentence. */
    private static final int MANY = 10;

    private static final int MAX_PLACES = 5;

    private TrialSummaryText() {}

    /**
     * The sentences.
     *
     * @param labels how a record is called
     * @param names how a setting is called
     */
    public static List<String> of(
            TrialSummary summary, Function<Tried, String> labels, Function<SettingKey, String> names) {
        List<String> lines = new ArrayList<>();
        lines.add(count(summary.records(), "record") + ": "
                + Arrays.stream(Fate.values())
                        .map(fate -> number(summary.count(fate)) + " " + fate.wireName())
                        .collect(Collectors.joining(", "))
                + ".");
        summary.rejected()
                .forEach((reason, found) -> lines.add("Rejected for " + reason.wireName() + ": " + number(found.count())
                        + ", such as " + labels.apply(found.example()) + ": "
                        + ReadableText.escaped(found.example().detail())));
        if (summary.logins() > 0) {
            addLogins(summary, names, lines);
        }
        return lines;
    }

    private static void addLogins(TrialSummary summary, Function<SettingKey, String> names, List<String> lines) {
        long unknown = summary.logins() - summary.placed() - summary.stateless() - summary.abroad();
        lines.add("Place: of " + count(summary.logins(), "login") + ", " + number(summary.placed()) + " in a US state, "
                + number(summary.stateless()) + " in the US without a state, " + number(summary.abroad())
                + " in another country, " + number(unknown) + " unknown."
                + (summary.byAddress() == 0 ? "" : " Of " + number(summary.byAddress()) + " the address says it."));
        addUnplaced(summary, names, lines);
        if (!summary.empty().isEmpty()) {
            lines.add("Empty: "
                    + summary.empty().entrySet().stream()
                            .map(entry -> entry.getKey().yamlName() + " in " + number(entry.getValue())
                                    + (entry.getKey() == MappingKey.REASON
                                            ? " of " + count(summary.failedLogins(), "failed login")
                                            : ""))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (!summary.unmapped().isEmpty()) {
            lines.add("Not in the mapping: "
                    + summary.unmapped().stream().map(MappingKey::yamlName).collect(Collectors.joining(", ")) + ".");
        }
        if (summary.repeated() > 0) {
            lines.add("Repeated: " + count(summary.repeated(), "login")
                    + " with the event-id of an earlier one. In one window such logins count once.");
        }
        addDelays(summary, lines);
    }

    private static void addUnplaced(TrialSummary summary, Function<SettingKey, String> names, List<String> lines) {
        if (summary.unasked() * MANY >= summary.logins()) {
            lines.add("Unknown places with a public address: " + number(summary.unasked()) + ". A database for "
                    + names.apply(SettingKey.GEO_DATABASE) + " may know where these are.");
        }
        TrialSummary.Elsewhere elsewhere = summary.elsewhere();
        if (elsewhere.count() == 0) {
            return;
        }
        List<String> places = elsewhere.byFrequency();
        String named = places.stream()
                .limit(MAX_PLACES)
                .map(place -> ReadableText.escaped(place) + " "
                        + number(elsewhere.places().get(place)))
                .collect(Collectors.joining(", "));
        String locales = names.apply(SettingKey.LOCALES);
        lines.add("OTHER: " + count(elsewhere.count(), "login") + " from outside of " + locales + " "
                + elsewhere.locales() + ": "
                + named + (places.size() > MAX_PLACES ? ", and more" : "") + ". "
                + (places.stream().anyMatch(Locales::isPlace)
                        ? locales + " " + Locales.WORLD + " counts every country by its own name."
                        : "To count these by their own names, add them to " + locales + "."));
    }

    private static void addDelays(TrialSummary summary, List<String> lines) {
        Delays delays = summary.delays();
        if (summary.untimed() > 0) {
            lines.add("Delay: unknown for " + count(summary.untimed(), "login")
                    + ", since these records have no Kafka timestamp. Whether a login is late, or in the future, was"
                    + " not judged.");
        }
        if (delays.count() == 0) {
            return;
        }
        lines.add("Delay from the event to Kafka: half of the logins at most " + Durations.text(delays.median())
                + ", 99 % at most " + Durations.text(delays.p99()) + ", the longest " + Durations.text(delays.max())
                + ".");
        lines.add("Lateness: " + Durations.setting(delays.lateness()) + " in force; "
                + (delays.isKept() ? "it keeps" : Durations.setting(delays.keeping()) + " would keep")
                + " 99.9 % of these logins.");
    }

    private static String count(long count, String noun) {
        return number(count) + " " + noun + (count == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
