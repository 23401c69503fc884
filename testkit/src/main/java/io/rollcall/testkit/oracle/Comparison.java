package io.rollcall.testkit.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.stats.StatsJson;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.text.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The differences between the numbers of Rollcall and those of the oracle, each in one line for a person. */
public final class Comparison {
    private static final int MAX_EXAMPLES = 3;

    private final KafkaSettings kafka;
    private final Topics topics;
    private final Oracle oracle;
    private final List<String> differences = new ArrayList<>();

    /** A comparison of these topics with the oracle. */
    public Comparison(KafkaSettings kafka, Topics topics, Oracle oracle) {
        this.kafka = kafka;
        this.topics = topics;
        this.oracle = oracle;
    }

    /** The differences found so far; empty if all numbers are exact. */
    public List<String> differences() {
        return List.copyOf(differences);
    }

    /** Compares the event ids on the clean, late and rejected topics. */
    public Comparison topics() {
        sameIds(topics.clean(), oracle.clean, ids(topics.clean()));
        sameIds(topics.late(), oracle.late, ids(topics.late()));
        Map<String, Set<String>> rejected = new TreeMap<>();
        TopicRecords.forEach(kafka, topics.rejected(), message -> {
            JsonNode login = Json.readTree(message.value());
            rejected.computeIfAbsent(login.get("reason").asText(), r -> new HashSet<>())
                    .add(login.get("partition").asText() + "-"
                            + login.get("offset").asText()
                            + (login.has("element") ? "-" + login.get("element").asText() : ""));
        });
        for (String reason : union(rejected.keySet(), oracle.rejectedByReason.keySet())) {
            sameIds(
                    topics.rejected() + " (" + reason + ")",
                    oracle.rejectedByReason.getOrDefault(reason, Set.of()),
                    rejected.getOrDefault(reason, Set.of()));
        }
        return this;
    }

    private Set<String> ids(String topic) {
        Set<String> ids = new HashSet<>();
        TopicRecords.forEach(
                kafka,
                topic,
                message ->
                        ids.add(Json.readTree(message.value()).get("event_id").asText()));
        return ids;
    }

    private void sameIds(String where, Set<String> expected, Set<String> found) {
        Set<String> lost = new TreeSet<>(expected);
        lost.removeAll(found);
        if (!lost.isEmpty()) {
            differences.add(where + " lacks " + lost.size() + " of " + expected.size() + " ids: " + examples(lost));
        }
        Set<String> extra = new TreeSet<>(found);
        extra.removeAll(expected);
        if (!extra.isEmpty()) {
            differences.add(where + " has " + extra.size() + " ids too many: " + examples(extra));
        }
    }

    private static String examples(Set<String> ids) {
        return String.join(", ", ids.stream().limit(MAX_EXAMPLES).toList())
                + (ids.size() > MAX_EXAMPLES ? ", ..." : "");
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> union = new TreeSet<>(a);
        union.addAll(b);
        return union;
    }

    /**
     * Compares the rows of the stats topic. For each key the last of the rows with the most logins and failed logins counts,
     * of those since the last tombstone.
     */
    public Comparison rows() {
        Map<String, WindowStats> latest = new TreeMap<>();
        TopicRecords.forEach(kafka, topics.stats(), message -> {
            if (message.value() == null) {
                latest.remove(new String(message.key(), StandardCharsets.UTF_8));
                return;
            }
            WindowStats row = StatsJson.read(message.value());
            latest.merge(
                    row.key(),
                    row,
                    (old, now) -> now.logins() + now.failures().logins()
                                    >= old.logins() + old.failures().logins()
                            ? now
                            : old);
        });
        Map<String, Long> logins = new TreeMap<>();
        Map<String, Long> failed = new TreeMap<>();
        latest.forEach((key, row) -> {
            if (row.logins() > 0) {
                logins.put(key, row.logins());
            }
            if (!row.failures().isNone()) {
                failed.put(key, row.failures().logins());
            }
            near(key + " unique_users", oracle.users, key, row.uniqueUsers());
            near(key + " distinct_devices", oracle.devices, key, row.distinctDevices());
            near(key + " failed_users", oracle.failedUsers, key, row.failures().users());
            Map<String, Long> reasons = new TreeMap<>();
            row.failures().reasons().forEach(reason -> reasons.put(reason.reason(), reason.logins()));
            if (!oracle.isKept(key) && !reasons.equals(oracle.reasonCounts(key))) {
                differences.add(key + " failure_reasons are " + reasons + ", not " + oracle.reasonCounts(key));
            }
        });
        sameCounts(topics.stats(), oracle.loginCounts(), logins);
        sameCounts(topics.stats() + ", failed logins,", oracle.failedCounts(), failed);
        return this;
    }

    /**
     * Small counts must be exact. Larger ones may differ by four standard errors, so that no seed makes the test fail.
     */
    private void near(String what, Map<String, Set<String>> expected, String key, long found) {
        int exact = expected.getOrDefault(key, Set.of()).size();
        double tolerance = exact < 100 ? 0 : 0.07 * exact;
        if (!oracle.isKept(key) && Math.abs(found - exact) > tolerance) {
            differences.add(what + " is " + found + ", not " + exact);
        }
    }

    private void sameCounts(String where, Map<String, Long> expected, Map<String, Long> found) {
        Set<String> wrong = new TreeSet<>();
        for (String key : union(expected.keySet(), found.keySet())) {
            if (!Objects.equals(expected.get(key), found.get(key))) {
                wrong.add(key + " is " + found.get(key) + ", not " + expected.get(key));
            }
        }
        if (!wrong.isEmpty()) {
            differences.add(
                    where + " is wrong in " + wrong.size() + " of " + expected.size() + " rows: " + examples(wrong));
        }
    }

    /** Compares the body of {@code /api/snapshot?window=filling}. */
    public Comparison snapshot(JsonNode snapshot) {
        String window = snapshot.at("/window/start").asText(null);
        equal("window", oracle.fillingWindow(), window);
        Map<String, Long> visits = new TreeMap<>();
        Map<String, Long> logins = new TreeMap<>();
        Map<String, Long> failed = new TreeMap<>();
        snapshot.path("states").forEach(state -> {
            put(visits, state, "visits");
            put(logins, state, "logins");
            put(failed, state, "failed_logins");
        });
        Map<String, Long> expected = ofWindow(window, oracle.loginCounts());
        Map<String, Long> expectedFailed = ofWindow(window, oracle.failedCounts());
        sameCounts("/api/snapshot, failed logins by state,", expectedFailed, failed);
        equal(
                "totals.failed_logins",
                sum(expectedFailed),
                snapshot.at("/totals/failed_logins").longValue());
        sameCounts("/api/snapshot, logins by state,", expected, logins);
        sameCounts("/api/snapshot, visits by state,", oracle.visitsByLocale(), visits);
        equal("totals.logins", sum(expected), snapshot.at("/totals/logins").longValue());
        equal(
                "visits.total",
                sum(oracle.visitsByLocale()),
                snapshot.at("/visits/total").longValue());
        equal(
                "late.total",
                (long) oracle.late.size(),
                snapshot.at("/late/total").longValue());
        equal(
                "rejected.total",
                oracle.rejected(),
                snapshot.at("/rejected/total").longValue());
        oracle.rejectedByReason.forEach((reason, ids) -> equal(
                "rejected." + reason,
                (long) ids.size(),
                snapshot.at("/rejected/by_reason/" + reason).longValue()));
        return this;
    }

    private static Map<String, Long> ofWindow(String window, Map<String, Long> counts) {
        Map<String, Long> byLocale = new TreeMap<>();
        counts.forEach((key, count) -> {
            if (key.startsWith(window + "|")) {
                byLocale.put(key.substring(key.indexOf('|') + 1), count);
            }
        });
        return byLocale;
    }

    private static void put(Map<String, Long> counts, JsonNode state, String field) {
        if (state.path(field).longValue() > 0) {
            counts.put(state.get("locale").asText(), state.get(field).longValue());
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void equal(String what, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            differences.add("/api/snapshot, " + what + ", is " + found + ", not " + expected);
        }
    }
}
