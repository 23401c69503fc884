package io.rollcall.dashboard.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.dashboard.history.Sketches;
import io.rollcall.model.stats.DistinctSketch;
import io.rollcall.model.stats.FailureReason;
import io.rollcall.model.stats.Failures;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.WindowStats;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import io.rollcall.testkit.GoldenCases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;

/** The golden events, and the rows with sketches that they give. */
public final class WindowCases {
    public static final JsonNode GOLDEN = GoldenCases.windows();

    private WindowCases() {}

    /** A row with its compact sketches. */
    public record SketchedRow(WindowStats stats, Sketches sketches) {
        public void applyTo(StatsBoard board, long timestampMillis) {
            board.applyStats(stats, sketches.users(), sketches.devices(), sketches.failedUsers(), timestampMillis);
        }

        /** The same row with failed logins of these users, for reasons that are given as one text per login. */
        public SketchedRow withFailed(List<String> users, List<String> reasons) {
            HllSketch userSketch = DistinctSketch.empty();
            users.forEach(userSketch::update);
            Map<String, Long> counts = new TreeMap<>();
            reasons.forEach(reason -> counts.merge(reason, 1L, Long::sum));
            List<FailureReason> all = counts.entrySet().stream()
                    .map(count -> new FailureReason(count.getKey(), count.getValue()))
                    .toList();
            Failures failures =
                    new Failures(reasons.size(), DistinctSketch.count(userSketch), Failures.united(List.of(all)));
            WindowStats row = new WindowStats(
                    stats.window(),
                    stats.locale(),
                    stats.logins(),
                    stats.uniqueUsers(),
                    stats.distinctDevices(),
                    failures);
            return new SketchedRow(
                    row, new Sketches(sketches.users(), sketches.devices(), userSketch.toCompactByteArray()));
        }
    }

    /** The row of each window and locale after the first {@code count} events. */
    static List<SketchedRow> rowsAfter(int count) {
        Map<String, List<JsonNode>> events = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < count; i++) {
            JsonNode event = GOLDEN.path("events").path(i);
            if (!seen.add(event.path("event_id").asText())) {
                continue;
            }
            long time = IsoTime.parse(event.path("timestamp").asText());
            for (Window window : Windowing.DEFAULT.windowsOf(Windowing.DEFAULT.paneOf(time))) {
                String locale = event.path("locale").asText();
                events.computeIfAbsent(window.startMillis() + "|" + locale, k -> new ArrayList<>())
                        .add(event);
            }
        }
        List<SketchedRow> rows = new ArrayList<>();
        events.forEach((key, found) -> rows.add(row(key, found)));
        return rows;
    }

    /** The rows after all events. */
    public static List<SketchedRow> rows() {
        return rowsAfter(GOLDEN.path("events").size());
    }

    private static SketchedRow row(String key, List<JsonNode> events) {
        String[] parts = key.split("\\|", -1);
        List<String> users =
                events.stream().map(e -> e.path("user_id").asText()).toList();
        List<String> devices =
                events.stream().map(e -> e.path("device_id").asText()).toList();
        return row(Long.parseLong(parts[0]), parts[1], events.size(), users, devices);
    }

    /** A row with the sketches of these ids. */
    public static SketchedRow row(long start, String locale, int logins, List<String> users, List<String> devices) {
        HllSketch userSketch = DistinctSketch.empty();
        users.forEach(userSketch::update);
        HllSketch deviceSketch = DistinctSketch.empty();
        devices.forEach(deviceSketch::update);
        WindowStats stats = new WindowStats(
                Windowing.DEFAULT.window(start),
                locale,
                logins,
                DistinctSketch.count(userSketch),
                DistinctSketch.count(deviceSketch));
        return new SketchedRow(
                stats, new Sketches(userSketch.toCompactByteArray(), deviceSketch.toCompactByteArray(), null));
    }
}
