package io.rollcall.testkit.oracle;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.model.place.Region;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Computes every number from the raw topic alone, in the simplest way: trees, big decimals, sets. It shares no logic
 * with the code that it checks, and knows only the default settings, but for what {@link Source} says. For one thread.
 */
public final class Oracle {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern UNIX_TIME = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern ISO_TIME =
            Pattern.compile("(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<minute>[0-9]{2}:[0-9]{2})"
                    + "(:(?<second>[0-5][0-9])([.,](?<fraction>[0-9]+))?)? ?(?<offset>[Zz]|[+-][0-9]{2}(:?[0-9]{2})?)");
    private static final List<String> TEXT_FIELDS =
            List.of("user_id", "app_version", "device_type", "ip", "locale", "device_id");
    private static final BigDecimal YEAR_2000 = BigDecimal.valueOf(946_684_800_000L);
    private static final long LENGTH = 30_000;
    private static final long SLIDE = 10_000;

    /**
     * Which places are counted, and where addresses are.
     *
     * @param locales the setting {@code locales}, as a set of codes
     * @param ofAddress gives the locale of what a record has for an address, or null
     */
    public record Places(Set<String> locales, UnaryOperator<String> ofAddress) {
        /** US states, and no address is looked up. */
        public static final Places US = new Places(Set.copyOf(Region.defaultLocales()), address -> null);
    }

    /**
     * What records mean.
     *
     * @param latenessMillis the setting {@code lateness}, ms
     * @param hasElements whether a record may consist of several elements, whose event ids have a third part
     * @param logins gives the elements of a record in the built-in form, with the further fields {@code outcome}, {@code
     *     failure_reason} and {@code source_event_id}. A missing node is an element that is no login
     * @param places where logins come from
     */
    public record Source(
            long latenessMillis, boolean hasElements, Function<JsonNode, List<JsonNode>> logins, Places places) {
        /** The built-in form with the default lateness. */
        public static final Source BUILT_IN = builtIn(60_000);
        /** An element on which a mapping fails. */
        public static final JsonNode MAPPING_ERROR = TextNode.valueOf("mapping_error");
        /** The only element of a record that a mapping cannot take apart. */
        public static final JsonNode EACH_FAILS = TextNode.valueOf("each fails");

        /** A source whose addresses are not looked up, counted by US states. */
        public Source(long latenessMillis, boolean hasElements, Function<JsonNode, List<JsonNode>> logins) {
            this(latenessMillis, hasElements, logins, Places.US);
        }

        /** The same with other places. */
        public Source in(Places others) {
            return new Source(latenessMillis, hasElements, logins, others);
        }

        /** The built-in form. */
        public static Source builtIn(long latenessMillis) {
            return new Source(latenessMillis, false, record -> record.isObject() ? List.of(record) : List.of());
        }

        /** A form of which each record is one login. */
        public static Source of(long latenessMillis, UnaryOperator<JsonNode> builtIn) {
            return new Source(latenessMillis, false, record -> List.of(builtIn.apply(record)));
        }

        /** How many event ids a record puts on the topics. */
        public long routed(ConsumerRecord<byte[], byte[]> record) {
            List<JsonNode> elements = new Oracle(this).elements(record.value());
            return elements == null
                    ? 1
                    : elements.stream()
                            .filter(element -> !element.isMissingNode())
                            .count();
        }
    }

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

    private final Source source;

    private Oracle(Source source) {
        this.source = source;
    }

    /** An oracle of a source that has no records yet. */
    public static Oracle of(Source source) {
        return new Oracle(source);
    }

    /** The numbers for all records on the raw topic. */
    public static Oracle of(KafkaSettings kafka, String rawTopic) {
        return of(kafka, rawTopic, record -> true);
    }

    /** The numbers for those records on the raw topic that must be counted. */
    public static Oracle of(KafkaSettings kafka, String rawTopic, Predicate<ConsumerRecord<byte[], byte[]>> counts) {
        return of(kafka, rawTopic, counts, Source.BUILT_IN);
    }

    /** The same of another source. */
    public static Oracle of(
            KafkaSettings kafka, String rawTopic, Predicate<ConsumerRecord<byte[], byte[]>> counts, Source source) {
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
        List<JsonNode> elements = elements(record.value());
        if (elements == null) {
            reject(record.value() == null ? "tombstone" : "malformed_json", id);
            return;
        }
        if (elements.get(0).equals(Source.EACH_FAILS)) {
            reject("mapping_error", id);
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            add(elements.get(i), source.hasElements() ? id + "-" + i : id, record);
        }
    }

    /** The elements of a record; null if it cannot be read. */
    private List<JsonNode> elements(byte[] value) {
        JsonNode record = value == null || value.length > 1_048_576 ? null : parse(value);
        List<JsonNode> elements = record == null ? List.of() : source.logins().apply(record);
        return elements.isEmpty() ? null : elements;
    }

    private void reject(String reason, String id) {
        rejectedByReason.computeIfAbsent(reason, r -> new HashSet<>()).add(id);
    }

    private void add(JsonNode login, String id, ConsumerRecord<byte[], byte[]> record) {
        if (login.isMissingNode()) {
            skipped++;
            return;
        }
        String reason = login.isTextual() ? login.textValue() : reject(login, record);
        if (reason != null) {
            reject(reason, id);
            return;
        }
        long time = millis(trim(text(login, "timestamp")));
        if (kafkaTime(record) - time > source.latenessMillis()) {
            late.add(id);
            return;
        }
        clean.add(id);
        String counted = counted(place(login));
        String identity = login.hasNonNull("source_event_id") ? "source " + text(login, "source_event_id") : id;
        long pane = Math.floorDiv(time, SLIDE) * SLIDE;
        for (long start = pane - LENGTH + SLIDE; start <= pane; start += SLIDE) {
            String key = iso(start) + "|" + counted;
            if (login.path("outcome").asText().equals("failure")) {
                fail(key, identity, login);
                continue;
            }
            logins.computeIfAbsent(key, k -> new HashSet<>()).add(identity);
            users.computeIfAbsent(key, k -> new HashSet<>()).add(trim(text(login, "user_id")));
            if (!isMissing(login, "device_id")) {
                devices.computeIfAbsent(key, k -> new HashSet<>()).add(text(login, "device_id"));
            }
        }
    }

    /** What the record names, else what its address says. */
    private String place(JsonNode login) {
        String named =
                isMissing(login, "locale") ? null : trim(text(login, "locale")).toUpperCase(Locale.ROOT);
        String place = NamedPlaces.locale(named);
        if (place == null && !isMissing(login, "ip")) {
            place = source.places().ofAddress().apply(text(login, "ip"));
        }
        return place != null ? place : named != null ? named : "UNK";
    }

    private String counted(String locale) {
        if (source.places().locales().contains(locale)) {
            return locale;
        }
        return locale.equals("USA") && source.places().locales().contains("UNK") ? "UNK" : "OTHER";
    }

    private void fail(String key, String identity, JsonNode login) {
        String reason = isMissing(login, "failure_reason") ? "unknown" : trim(text(login, "failure_reason"));
        failed.computeIfAbsent(key, k -> new TreeMap<>())
                .computeIfAbsent(reason, r -> new HashSet<>())
                .add(identity);
        Set<String> known = failedUsers.computeIfAbsent(key, k -> new HashSet<>());
        if (!isMissing(login, "user_id")) {
            known.add(trim(text(login, "user_id")));
        }
    }

    private static String reject(JsonNode login, ConsumerRecord<byte[], byte[]> record) {
        if (isMissing(login, "user_id") && !login.path("outcome").asText().equals("failure")) {
            return "missing_user_id";
        }
        if (TEXT_FIELDS.stream().anyMatch(f -> login.path(f).isContainerNode() || tooLong(text(login, f)))) {
            return "invalid_field";
        }
        if (isMissing(login, "timestamp")) {
            return "missing_timestamp";
        }
        String time = trim(text(login, "timestamp"));
        if (login.get("timestamp").isContainerNode()
                || value(time) == null
                || value(time).compareTo(YEAR_2000) < 0) {
            return "invalid_timestamp";
        }
        return millis(time) - kafkaTime(record) > 30_000 ? "future_timestamp" : null;
    }

    /** From 1970 to the year 9999. */
    private static long kafkaTime(ConsumerRecord<byte[], byte[]> record) {
        return Math.min(Math.max(record.timestamp(), 0), 253_402_300_799_999L);
    }

    private static String trim(String text) {
        return text.replaceAll("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$", "");
    }

    private static boolean tooLong(String text) {
        return text != null && text.codePointCount(0, text.length()) > 4_096;
    }

    private static boolean isMissing(JsonNode login, String field) {
        return login.path(field).isMissingNode()
                || login.path(field).isNull()
                || (login.path(field).isTextual()
                        && trim(login.path(field).asText()).isEmpty());
    }

    private static String text(JsonNode login, String field) {
        JsonNode node = login.path(field);
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }

    /** In ms; null if it is no time. */
    private static BigDecimal value(String time) {
        Matcher iso = ISO_TIME.matcher(time);
        if (iso.matches()) {
            String fraction = iso.group("fraction") == null ? "0" : iso.group("fraction");
            try {
                long second = LocalDateTime.parse(iso.group("date") + "T" + iso.group("minute"))
                        .plusSeconds(iso.group("second") == null ? 0 : Long.parseLong(iso.group("second")))
                        .toEpochSecond(ZoneOffset.of(iso.group("offset").toUpperCase(Locale.ROOT)));
                return new BigDecimal(second + "." + fraction).movePointRight(3);
            } catch (DateTimeException noSuchTime) {
                return null;
            }
        }
        if (!UNIX_TIME.matcher(time).matches()) {
            return null;
        }
        BigDecimal value = new BigDecimal(withShortExponents(time));
        int digits = value.precision() - value.scale();
        if (digits > 19) {
            return value.signum() == 0 ? value : null;
        }
        return value.movePointRight(digits <= 11 ? 3 : digits <= 14 ? 0 : digits <= 17 ? -3 : -6);
    }

    private static long millis(String time) {
        return value(time).longValue();
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            JsonNode node = tree(bytes);
            boolean mark = bytes.length > 2 && bytes[0] == (byte) 0xEF;
            boolean whole =
                    node != null && StandardCharsets.UTF_8.newEncoder().canEncode(JSON.writeValueAsString(node));
            return whole && node.isContainerNode() && !mark ? node : null;
        } catch (CharacterCodingException notUtf8) {
            return null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static JsonNode tree(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (NumberFormatException exponentTooLong) {
            return JSON.readTree(withShortExponents(new String(bytes, StandardCharsets.UTF_8)));
        }
    }

    /**
     * BigDecimal allows at most ten digits of exponent. A value with more is outside any valid time, so a shorter
     * exponent gives the same result.
     */
    private static String withShortExponents(String text) {
        return text.replaceAll("(?<e>[eE][+-]?)0*[0-9]{6,}", "${e}99999");
    }
}
