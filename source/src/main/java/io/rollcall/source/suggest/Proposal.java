package io.rollcall.source.suggest;

import io.rollcall.source.mapping.MappingKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A mapping by the names and values of fields.
 *
 * @param score how much of a login it finds; compared between roots
 */
record Proposal(Draft draft, double score) {
    /** By its user agent, a browser tells the system. */
    private static final String SYSTEM_OF_AGENT = """
        (%s // "" | tostring) | if test("iPhone|iPad") then "iOS" elif test("Android") then "Android"
        elif test("Windows") then "Windows" elif test("Mac OS X") then "macOS" elif test("CrOS") then "ChromeOS"
        elif test("Linux") then "Linux" else null end\
        """;

    private static final int MAX_SHOWN = 40;
    private static final int MAX_LISTED = 5;

    static Proposal of(String name, Root root, List<Sample.Element> records) {
        Sample all = Sample.of(root.elements(records));
        Builder builder = new Builder(all);
        builder.draft.put(MappingKey.NAME, name, "");
        if (!root.equals(Root.RECORD)) {
            builder.draft.put(MappingKey.EACH, root.each(), "The logins within a record.");
        }
        builder.build();
        return new Proposal(builder.draft, builder.score);
    }

    private static final class Builder {
        private final Draft draft = new Draft();
        private final Sample all;
        private Sample logins;
        private double score;

        Builder(Sample all) {
            this.all = all;
        }

        void build() {
            Optional<Logins.Found> login = new Logins(all).find();
            logins = login.map(found -> all.of(found.elements())).orElse(all);
            login.ifPresent(this::when);
            time();
            List<Candidate> users = user();
            Places places = new Places(logins);
            put(MappingKey.REGION, places.states(), "the names and values look like states", 0.8);
            put(MappingKey.COUNTRY, places.countries(), "the values are countries", 0.3);
            put(MappingKey.IP, places.addresses(), "the values are addresses", 0.8);
            Details details = new Details(logins);
            device(details);
            put(MappingKey.DEVICE_ID, details.deviceIds(), "it names a device", 0.2);
            put(MappingKey.APP_VERSION, details.versions(), "it names a version of the application", 0.1);
            outcome(login.orElse(null), details);
            eventId(details.eventIds(users));
        }

        private void when(Logins.Found found) {
            draft.put(MappingKey.WHEN, found.expression(), why(found));
            score += 2;
        }

        private static String why(Logins.Found found) {
            String more = found.others() == 0
                    ? "The only value in the sample; others are skipped."
                    : found.others() + " other value" + (found.others() == 1 ? " is" : "s are") + " skipped: "
                            + listed(found.field().distinct().keySet().stream()
                                    .filter(value -> !found.values().contains(value))
                                    .map(Field.Value::trimmed)
                                    .toList())
                            + ".";
            return "Of " + found.field().expression() + ", the values that name logins. " + more;
        }

        private void time() {
            Optional<Times.Found> time = new Times(logins).find();
            if (time.isEmpty()) {
                draft.put(
                        MappingKey.TIME,
                        ".time",
                        "NOT FOUND: no field of the sample looks like the time of an event. Put its path here.");
                return;
            }
            Times.Found found = time.get();
            Field field = found.chosen().get(0).field();
            draft.put(
                    MappingKey.TIME,
                    Candidate.expression(found.chosen()),
                    "Such as " + Quoting.comment(field.values().get(0).trimmed(), MAX_SHOWN) + coverage(found.chosen())
                            + "." + Candidate.others(found.sorted(), found.chosen()));
            if (found.form().format() != null) {
                draft.put(MappingKey.TIME_FORMAT, found.form().format(), "The form of these times.");
            }
            if (found.form().zone() != null) {
                draft.put(
                        MappingKey.TIME_ZONE,
                        found.form().zone(),
                        "GUESSED: these times have no offset. Give the zone of the clock that writes them.");
            }
            score += 4 + found.chosen().get(0).score() / 10;
        }

        private List<Candidate> user() {
            List<Candidate> users = new Users(logins).find();
            if (users.isEmpty()) {
                draft.put(
                        MappingKey.USER,
                        ".user",
                        "NOT FOUND: no field of the sample looks like a user. Put its path here.");
                return List.of();
            }
            put(MappingKey.USER, users, "", 3);
            return Candidate.cover(users, logins.elements());
        }

        private static String failures(Outcomes.Found outcome) {
            List<String> open =
                    outcome.open().stream().map(Field.Value::trimmed).toList();
            List<String> failures = outcome.failures().stream()
                    .filter(value -> !open.contains(value))
                    .toList();
            return failures.isEmpty()
                    ? "The sample has no failed login: check which values mean success."
                    : "Taken for failed: " + listed(failures) + ".";
        }

        private void device(Details details) {
            List<Candidate> systems = details.systems();
            List<Candidate> agents = details.agents();
            if (!systems.isEmpty()) {
                put(MappingKey.DEVICE, systems, "it names a system or kind of device", 0.3);
            } else if (!agents.isEmpty()) {
                Field agent = agents.get(0).field();
                draft.putBlock(
                        MappingKey.DEVICE,
                        String.format(Locale.ROOT, SYSTEM_OF_AGENT, agent.expression()),
                        "The operating system, by the user agent in " + agent.expression() + ".");
                score += 0.3;
            }
        }

        private void outcome(Logins.Found login, Details details) {
            new Outcomes(logins).find(login).ifPresent(outcome -> {
                draft.put(MappingKey.OUTCOME, outcome.field().expression(), failures(outcome));
                draft.putSuccess(outcome.success(), "");
                exclude(login, outcome);
                score += 2;
                Set<Integer> failed = outcome.failed();
                put(
                        MappingKey.REASON,
                        details.reasons(outcome),
                        "",
                        0.3,
                        failed.isEmpty() ? logins.elements() : failed);
            });
        }

        /** Leaves out logins that are not over. Values of the field that tells the type of the event are chosen before. */
        private void exclude(Logins.Found login, Outcomes.Found outcome) {
            List<Field.Value> open = outcome.open();
            if (open.isEmpty()
                    || login != null
                            && login.field().path().equals(outcome.field().path())) {
                return;
            }
            String tests = open.stream()
                    .map(value -> outcome.field().expression() + " != " + value.literal())
                    .collect(Collectors.joining(" and "));
            boolean several = login != null && login.values().size() > 1;
            String before =
                    login == null ? "" : several ? "(" + login.expression() + ") and " : login.expression() + " and ";
            draft.put(
                    MappingKey.WHEN,
                    before + tests,
                    (login == null ? "" : why(login) + " ")
                            + "Skipped, too: logins that are not over, or of which nobody knows how" + " they ended.");
        }

        private void eventId(List<Candidate> ids) {
            if (ids.isEmpty()) {
                return;
            }
            Field id = ids.get(0).field();
            String repeats = id.distinct().size() < id.count()
                    ? (id.count() - id.distinct().size()) + " of the sample repeat another; such logins count once."
                    : "No value repeats in the sample.";
            draft.put(MappingKey.EVENT_ID, id.expression(), repeats + Candidate.others(ids, ids.subList(0, 1)));
            score += 0.5;
        }

        private void put(MappingKey key, List<Candidate> sorted, String why, double weight) {
            put(key, sorted, why, weight, logins.elements());
        }

        /** @param elements those that should have it */
        private void put(MappingKey key, List<Candidate> sorted, String why, double weight, Set<Integer> elements) {
            if (sorted.isEmpty()) {
                return;
            }
            List<Candidate> chosen = Candidate.cover(sorted, elements);
            int distinct = chosen.get(0).field().distinct().size();
            String values = distinct + " value" + (distinct == 1 ? "" : "s") + coverage(chosen);
            draft.put(
                    key,
                    Candidate.expression(chosen),
                    values + (why.isEmpty() ? "" : ": " + why) + "." + Candidate.others(sorted, chosen));
            score += weight * (chosen.get(0).field().path().isWithinArray() ? 0.3 : 1);
        }

        /** In how many of the logins the fields are, if not in all. */
        private String coverage(List<Candidate> chosen) {
            long covered = logins.elements().stream()
                    .filter(element ->
                            chosen.stream().anyMatch(one -> one.field().in(element) != null))
                    .count();
            return covered == logins.size() ? "" : ", in " + covered + " of " + logins.size() + " logins";
        }

        private static String listed(List<String> values) {
            return values.stream()
                            .limit(MAX_LISTED)
                            .map(value -> Quoting.comment(value, MAX_SHOWN))
                            .collect(Collectors.joining(", "))
                    + (values.size() > MAX_LISTED ? ", …" : "");
        }
    }
}
