package io.rollcall.testkit.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.kafka.KafkaSettings;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Computes every number from the raw topic alone, in the simplest way: trees, big decimals, sets. It shares no logic
 * with the code that it checks, and knows only the default settings, but for what {@link RawSource} says. For one thread.
 */
public final class Oracle {
    private static final long LENGTH = 30_000;
    private static final long SLIDE = 10_000;

    /**
     * The identities of the counted logins, by window key ({@code <window start>|<locale>}): event ids, or the source's own
     * ids.
     */
    public final Map<String, Set<String>> logins = new TreeMap<>();
    /** The user ids of the counted logins, by window key. */
    public final Map<String, Set<String>> users = new TreeMap<>();
    /** The device ids of the counted logins, by window key. */
    public final Map<String, Set<String>> devices = new TreeMap<>();

    /** The identities of failed logins by reason, by window key. */
    public final Map<String, Map<String, Set<String>>> failed = new TreeMap<>();
    /** The user ids of failed logins, by window key. */
    public final Map<String, Set<String>> failedUsers = new TreeMap<>();

    /** The event ids of the clean logins. */
    public final Set<String> clean = new TreeSet<>();
    /** The event ids of the late logins. */
    public final Set<String> late = new TreeSet<>();
    /** The event ids of the rejected logins, by reason. */
    public final Map<String, Set<String>> rejectedByReason = new TreeMap<>();

    private long skipped;

    /** The logins of rows that were published before and stay, by window key. */
    private final Map<String, Long> kept = new TreeMap<>();
    /** The failed logins of these rows. */
    private final Map<String, Long> keptFailed = new TreeMap<>();

    private final RawSource source;

    private Oracle(RawSource source) {
        this.source = source;
    }

    /** An oracle of a source that has no records yet. */
    public static Oracle of(RawSource source) {
        return new Oracle(source);
    }

    /** The numbers for all records on the raw topic. */
    public static Oracle of(KafkaSettings kafka, String rawTopic) {
        return of(kafka, rawTopic, record -> true);
    }

    /** The numbers for those records on the raw topic that must be counted. */
    public static Oracle of(KafkaSettings kafka, String rawTopic, Predicate<ConsumerRecord<byte[], byte[]>> counts) {
        return of(kafka, rawTopic, counts, RawSource.BUILT_IN);
    }

    /** The same of another source. */
    public static Oracle of(
            KafkaSettings kafka, String rawTopic, Predicate<ConsumerRecord<byte[], byte[]>> counts, RawSource source) {
        Oracle oracle = new Oracle(source);
        TopicRecords.forEach(kafka, rawTopic, record -> {
            if (counts.test(record)) {
                oracle.add(record);
            }
        });
        return oracle;
    }

    /** The number of elements that are no logins. */
    public long skipped() {
        return skipped;
    }

    /** The number of rejected logins. */
    public long rejected() {
        return rejectedByReason.values().stream().mapToLong(Set::size).sum();
    }

    /**
     * Windows that start before this time (ms) are not counted from the records, but keep these rows. Call it after
     * the last {@link #add}.
     *
     * @param rows the number of logins by window key
     * @param failedRows the number of failed logins by window key
     */
    public void keep(Map<String, Long> rows, Map<String, Long> failedRows, long floorMillis) {
        for (Map<String, ?> ids : List.of(logins, users, devices, failed, failedUsers)) {
            ids.keySet().removeIf(key -> start(key) < floorMillis);
        }
        rows.forEach((key, count) -> {
            if (start(key) < floorMillis && count > 0) {
                kept.put(key, count);
            }
        });
        failedRows.forEach((key, count) -> {
            if (start(key) < floorMillis && count > 0) {
                keptFailed.put(key, count);
            }
        });
    }

    /**
     * Forgets the windows that start after this time (ms), because a clock was fast. Call it after the last {@link #add}.
     *
     * @return how many logins belong to aligned windows among them
     */
    public long forgetAfter(long ceilingMillis) {
        Set<String> ids = new HashSet<>();
        logins.forEach((key, of) -> {
            if (start(key) > ceilingMillis && start(key) % LENGTH == 0) {
                ids.addAll(of);
            }
        });
        failed.forEach((key, reasons) -> {
            if (start(key) > ceilingMillis && start(key) % LENGTH == 0) {
                reasons.values().forEach(ids::addAll);
            }
        });
        for (Map<String, ?> all : List.of(logins, users, devices, failed, failedUsers)) {
            all.keySet().removeIf(key -> start(key) > ceilingMillis);
        }
        return ids.size();
    }

    /** Whether the row of this window key was published before and stays. */
    boolean isKept(String key) {
        return kept.containsKey(key) || keptFailed.containsKey(key);
    }

    private static long start(String key) {
        return Instant.parse(key.substring(0, key.indexOf('|'))).toEpochMilli();
    }

    /** The number of logins per window key. */
    public Map<String, Long> loginCounts() {
        Map<String, Long> counts = new TreeMap<>(kept);
        logins.forEach((key, ids) -> counts.put(key, (long) ids.size()));
        return counts;
    }

    /** The number of failed logins per window key. */
    public Map<String, Long> failedCounts() {
        Map<String, Long> counts = new TreeMap<>(keptFailed);
        failed.forEach((key, reasons) -> {
            Set<String> ids = new HashSet<>();
            reasons.values().forEach(ids::addAll);
            counts.put(key, (long) ids.size());
        });
        return counts;
    }

    /** The number of failed logins per reason of a window key, as long as there are few reasons. */
    Map<String, Long> reasonCounts(String key) {
        Map<String, Long> counts = new TreeMap<>();
        failed.getOrDefault(key, Map.of()).forEach((reason, ids) -> counts.put(reason, (long) ids.size()));
        return counts;
    }

    /**
     * The number of counted logins per locale. Each login is in one aligned window, so the aligned windows are added up.
     */
    public Map<String, Long> visitsByLocale() {
        Map<String, Long> visits = new TreeMap<>();
        loginCounts().forEach((key, count) -> {
            if (start(key) % LENGTH == 0) {
                visits.merge(key.substring(key.indexOf('|') + 1), count, Long::sum);
            }
        });
        return visits;
    }

    /**
     * The start of the window that is filling: of the windows that contain the newest event, the one that ends first.
     * Null without events.
     */
    public String fillingWindow() {
        return Stream.concat(loginCounts().keySet().stream(), failed.keySet().stream())
                .map(Oracle::start)
                .max(Long::compare)
                .map(pane -> iso(pane - LENGTH + SLIDE))
                .orElse(null);
    }

    private static String iso(long millis) {
        return Instant.ofEpochMilli(millis).toString().replaceFirst("(:\\d\\d)Z$", "$1.000Z");
    }

    /** Adds a record of the raw topic, for example one that has been deleted. */
    public void add(ConsumerRecord<byte[], byte[]> record) {
        String id = record.partition() + "-" + record.offset();
        List<JsonNode> elements = source.elements(record.value());
        if (elements == null) {
            reject(record.value() == null ? "tombstone" : "malformed_json", id);
            return;
        }
        if (elements.get(0).equals(RawSource.EACH_FAILS)) {
            reject("mapping_error", id);
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            add(elements.get(i), source.hasElements() ? id + "-" + i : id, record);
        }
    }

    private void reject(String reason, String id) {
        rejectedByReason.computeIfAbsent(reason, r -> new HashSet<>()).add(id);
    }

    private void add(JsonNode login, String id, ConsumerRecord<byte[], byte[]> record) {
        if (login.isMissingNode()) {
            skipped++;
            return;
        }
        String reason = login.isTextual() ? login.textValue() : RawFields.rejection(login, record);
        if (reason != null) {
            reject(reason, id);
            return;
        }
        long time = RawTime.millis(RawFields.text(login, "timestamp"));
        if (RawTime.ofKafka(record) - time > source.latenessMillis()) {
            late.add(id);
            return;
        }
        clean.add(id);
        String counted = source.places().counted(login);
        String identity =
                login.hasNonNull("source_event_id") ? "source " + RawFields.text(login, "source_event_id") : id;
        long pane = Math.floorDiv(time, SLIDE) * SLIDE;
        for (long start = pane - LENGTH + SLIDE; start <= pane; start += SLIDE) {
            String key = iso(start) + "|" + counted;
            if (login.path("outcome").asText().equals("failure")) {
                fail(key, identity, login);
                continue;
            }
            logins.computeIfAbsent(key, k -> new HashSet<>()).add(identity);
            users.computeIfAbsent(key, k -> new HashSet<>()).add(RawFields.trim(RawFields.text(login, "user_id")));
            if (!RawFields.isMissing(login, "device_id")) {
                devices.computeIfAbsent(key, k -> new HashSet<>()).add(RawFields.text(login, "device_id"));
            }
        }
    }

    private void fail(String key, String identity, JsonNode login) {
        String reason = RawFields.isMissing(login, "failure_reason")
                ? "unknown"
                : RawFields.trim(RawFields.text(login, "failure_reason"));
        failed.computeIfAbsent(key, k -> new TreeMap<>())
                .computeIfAbsent(reason, r -> new HashSet<>())
                .add(identity);
        Set<String> known = failedUsers.computeIfAbsent(key, k -> new HashSet<>());
        if (!RawFields.isMissing(login, "user_id")) {
            known.add(RawFields.trim(RawFields.text(login, "user_id")));
        }
    }
}
