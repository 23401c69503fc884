package io.rollcall.dashboard.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.board.JobReport;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.model.progress.HealthLimits;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Tells whether the dashboard serves current numbers, and if not, why. Thread-safe. */
public final class Health {
    private final StatsBoard board;
    private final Supplier<FeedStatus> feed;
    private final Clock clock;

    /** The health of this board and the feed that fills it. */
    public Health(StatsBoard board, Supplier<FeedStatus> feed, Clock clock) {
        this.board = board;
        this.feed = feed;
        this.clock = clock;
    }

    /** The components by name, in the order of display: kafka, clean, stats, consumer. */
    public Map<String, Component> components() {
        FeedStatus status = feed.get();
        Map<String, Component> all = new LinkedHashMap<>();
        all.put("kafka", status.kafka());
        all.put("clean", job(JobName.CLEAN));
        all.put("stats", job(JobName.STATS));
        all.put("consumer", status.consumer());
        board.notices().differences().stream()
                .findFirst()
                .ifPresent(sentence -> all.put("stats", new Component(Component.State.DOWN, sentence)));
        return all;
    }

    /** The worst state of all components. */
    public static Component.State overall(Map<String, Component> components) {
        return components.values().stream()
                .map(Component::state)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The body of {@code /health}. */
    public static ObjectNode json(Map<String, Component> components) {
        ObjectNode json = Json.object().put("status", name(overall(components)));
        ObjectNode parts = json.putObject("components");
        components.forEach((part, component) ->
                parts.putObject(part).put("state", name(component.state())).put("reason", component.reason()));
        return json;
    }

    /** The same without the reasons of components that are up, so that it stays equal while all are. */
    public static ObjectNode problemsJson(Map<String, Component> components) {
        ObjectNode json = json(components);
        components.forEach((part, component) -> {
            if (component.state() == Component.State.UP) {
                ((ObjectNode) json.at("/components/" + part)).remove("reason");
            }
        });
        return json;
    }

    private static String name(Component.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Component job(String name) {
        JobReport report = board.jobs().get(name);
        if (report == null) {
            return new Component(Component.State.STARTING, name + " has not reported yet");
        }
        long dropped = report.progress().losses().droppedRows();
        if (dropped > 0) {
            return new Component(
                    Component.State.DOWN,
                    name + " dropped " + dropped + " logins: run `rollcall reset --job stats` to count them again");
        }
        String when = IsoTime.format(report.timestampMillis());
        if (HealthLimits.isSilent(clock.millis() - report.timestampMillis())) {
            return new Component(Component.State.STALE, "no report from " + name + " since " + when);
        }
        if (HealthLimits.isBehind(report.timestampMillis() - report.lastAdvanceMillis())) {
            return new Component(
                    Component.State.STALE,
                    name + " has made no progress since " + IsoTime.format(report.lastAdvanceMillis()) + ", and "
                            + report.progress().input().lag() + " records wait: see its log");
        }
        long lost = report.progress().losses().lostRows();
        return new Component(
                Component.State.UP,
                "reported at " + when + (lost > 0 ? "; " + lost + " records were deleted before it read them" : ""));
    }
}
