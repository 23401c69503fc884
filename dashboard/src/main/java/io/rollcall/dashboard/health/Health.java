package io.rollcall.dashboard.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.dashboard.board.Notices;
import io.rollcall.dashboard.board.StatsBoard;
import io.rollcall.dashboard.feed.Component;
import io.rollcall.dashboard.feed.FeedStatus;
import io.rollcall.model.health.Facts;
import io.rollcall.model.health.Judgement;
import io.rollcall.model.health.Problem;
import io.rollcall.model.health.Severity;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Tells whether the dashboard serves current numbers, and if not, why. Thread-safe. */
public final class Health {
    private static final String CONSUMER = "consumer";

    private final Topics topics;
    private final StatsBoard board;
    private final Supplier<FeedStatus> feed;
    private final Clock clock;
    private final Supplier<Map<String, Component>> others;

    /** The health of this board and the feed that fills it from these topics. */
    public Health(Topics topics, StatsBoard board, Supplier<FeedStatus> feed, Clock clock) {
        this(topics, board, feed, clock, Map::of);
    }

    /** The same with other components of the dashboard, by name. */
    public Health(
            Topics topics,
            StatsBoard board,
            Supplier<FeedStatus> feed,
            Clock clock,
            Supplier<Map<String, Component>> others) {
        this.topics = topics;
        this.board = board;
        this.feed = feed;
        this.clock = clock;
        this.others = others;
    }

    /** The components by name, in the order of display: kafka, clean, stats, consumer, others. */
    public Map<String, Component> components() {
        FeedStatus status = feed.get();
        Map<String, JobReport> jobs = board.jobs();
        List<Problem> problems = problems(jobs);
        Map<String, Component> all = new LinkedHashMap<>();
        all.put("kafka", status.kafka());
        all.put(Problem.CLEAN, judged(Problem.CLEAN, reported(jobs.get(JobName.CLEAN)), problems));
        all.put(Problem.STATS, judged(Problem.STATS, reported(jobs.get(JobName.STATS)), problems));
        boolean following = status.consumer().state() == Component.State.UP;
        all.put(CONSUMER, following ? judged(CONSUMER, status.consumer(), problems) : status.consumer());
        all.putAll(others.get());
        return all;
    }

    private List<Problem> problems(Map<String, JobReport> jobs) {
        Notices notices = board.notices();
        Facts facts = Facts.of(clock.millis(), topics, jobs)
                .withPipeline(notices.differences(), notices.otherPipeline())
                .withHeldApart(notices.heldApart());
        List<Problem> problems = new ArrayList<>(Judgement.of(facts));
        notices.warnings()
                .forEach(text -> problems.add(new Problem(Problem.PIPELINE, Severity.WARNING, Message.literal(text))));
        return problems;
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

    /** The same without the reasons of components that are up and warn of nothing, so that it stays equal while all are. */
    public static ObjectNode problemsJson(Map<String, Component> components) {
        ObjectNode json = json(components);
        components.forEach((part, component) -> {
            if (component.state() == Component.State.UP && !component.warns()) {
                ((ObjectNode) json.at("/components/" + part)).remove("reason");
            }
        });
        return json;
    }

    private static String name(Component.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Component judged(String name, Component otherwise, List<Problem> problems) {
        return Problem.worst(problems.stream()
                        .filter(problem -> name.equals(component(problem)))
                        .toList())
                .map(problem -> new Component(
                        state(problem.severity()), problem.message().toString(), true))
                .orElse(otherwise);
    }

    /** The component that shows a problem. */
    private static String component(Problem problem) {
        return switch (problem.component()) {
            case Problem.CLOCK, Problem.TOPICS, Problem.PIPELINE -> CONSUMER;
            case Problem.PRODUCERS -> Problem.CLEAN;
            default -> problem.component();
        };
    }

    private static Component.State state(Severity severity) {
        return switch (severity) {
            case WARNING -> Component.State.UP;
            case STARTING -> Component.State.STARTING;
            case STALE -> Component.State.STALE;
            case DOWN -> Component.State.DOWN;
        };
    }

    private static Component reported(JobReport report) {
        return new Component(
                Component.State.UP, report == null ? "" : "reported at " + IsoTime.format(report.timestampMillis()));
    }
}
