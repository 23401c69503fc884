package io.rollcall.model.health;

import io.rollcall.model.progress.HealthLimits;
import io.rollcall.model.progress.HeldApart;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.Message;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.text.IsoTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Judges a pipeline. {@code /health}, the page, the metrics, {@code rollcall status} and its exit code all come from
 * here, so they agree as far as they know the same facts.
 */
public final class Judgement {
    /** So many records without a login are no chance. */
    private static final long MANY_SKIPPED = 1_000;
    /** So many positions are named. */
    private static final int MAX_POSITIONS = 4;

    private final Facts facts;
    private final List<Problem> problems = new ArrayList<>();

    private Judgement(Facts facts) {
        this.facts = facts;
    }

    /** The problems, in the order of the pipeline; empty if all is well. */
    public static List<Problem> of(Facts facts) {
        return new Judgement(facts).problems();
    }

    /** What is said of topics that do not exist. */
    public static Message missing(Collection<String> topics) {
        return Message.of(
                "These topics do not exist: {}. `rollcall up` or one of the jobs creates them.",
                String.join(", ", topics));
    }

    private List<Problem> problems() {
        if (!facts.missingTopics().isEmpty()) {
            add(Problem.TOPICS, Severity.STARTING, missing(facts.missingTopics()));
        }
        judge(Problem.CLEAN, JobName.CLEAN);
        judge(Problem.STATS, JobName.STATS);
        facts.differences().forEach(text -> add(Problem.PIPELINE, Severity.DOWN, Message.literal(text)));
        if (facts.otherPipeline() != null) {
            add(Problem.PIPELINE, Severity.WARNING, Message.literal(facts.otherPipeline()));
        }
        judgeSkipped();
        judgeRejected();
        judgeHeldApart();
        judgeClocks();
        return List.copyOf(problems);
    }

    private void judge(String component, String job) {
        JobReport report = facts.jobs().get(job);
        if (report == null) {
            add(component, Severity.STARTING, Message.of("{} has not reported: {}.", job, start(component)));
            return;
        }
        judgeLosses(component, report.progress());
        String failure = report.progress().failure();
        if (HealthLimits.isSilent(facts.nowMillis() - report.timestampMillis())) {
            add(component, Severity.STALE, silent(component, report));
        } else if (HealthLimits.isBehind(report.timestampMillis() - report.lastAdvanceMillis())) {
            add(component, Severity.STALE, stuck(report));
        } else if (failure != null) {
            add(component, Severity.WARNING, Message.of("{} failed and is started again: {}.", job, failure));
        } else {
            judgeDelay(component, report);
        }
    }

    private static Message silent(String component, JobReport report) {
        String job = report.progress().job();
        String failure = report.progress().failure();
        String since = IsoTime.format(report.timestampMillis());
        return failure == null
                ? Message.of("{} has not reported since {}: {}, or see its log.", job, since, start(component))
                : Message.of("{} has not reported since {}, when it failed: {}.", job, since, failure);
    }

    private static Message stuck(JobReport report) {
        String job = report.progress().job();
        String since = IsoTime.format(report.lastAdvanceMillis());
        String failure = report.progress().failure();
        String why = failure == null ? "see its log" : failure;
        long lag = report.progress().input().lag();
        return lag > 0
                ? Message.of(
                        "{} has made no progress since {}, and {} wait: {}{}.",
                        job,
                        since,
                        records(lag),
                        why,
                        slowMapping(report.progress()))
                : Message.of("{} has not known since {} how far it is: {}.", job, since, why);
    }

    private void judgeDelay(String component, JobReport report) {
        Progress.Input input = report.progress().input();
        Long through = input.completeThroughMillis();
        if (through == null || input.lag() == 0 || !HealthLimits.isBehind(report.timestampMillis() - through)) {
            return;
        }
        String delay = span(report.timestampMillis() - through);
        String job = report.progress().job();
        if (input.catchingUp()) {
            add(
                    component,
                    Severity.WARNING,
                    Message.of("{} is {} behind, by {}, and catching up.", job, delay, records(input.lag())));
        } else {
            add(
                    component,
                    Severity.STALE,
                    Message.of(
                            "{} is {} behind, by {}: give it more cores, or slow the producers{}.",
                            job,
                            delay,
                            records(input.lag()),
                            slowMapping(report.progress())));
        }
    }

    /** Expressions may take longer for one record than all else for a thousand. */
    private static String slowMapping(Progress progress) {
        String source = source(progress);
        return source == null || progress.input().offsets().isEmpty()
                ? ""
                : "; if expressions of " + source + " take long, they do on its next records: " + next(progress);
    }

    /** The name of the mapping by which a clean job reads its records; null if it has none, or does not say. */
    private static String source(Progress progress) {
        return progress.job().equals(JobName.CLEAN) && progress.input().skippedRows() != null
                ? progress.pipeline().settings().getOrDefault(SettingKey.SOURCE.key(), "its mapping")
                : null;
    }

    /** The first records that are not processed, by partition. */
    private static String next(Progress progress) {
        return new TreeMap<>(progress.input().offsets())
                .entrySet().stream()
                        .limit(MAX_POSITIONS)
                        .map(position -> position.getKey() + "-" + position.getValue())
                        .collect(Collectors.joining(", "));
    }

    private void judgeSkipped() {
        JobReport clean = facts.jobs().get(JobName.CLEAN);
        JobReport stats = facts.jobs().get(JobName.STATS);
        if (clean == null || stats == null || source(clean.progress()) == null) {
            return;
        }
        long skipped = clean.progress().input().skippedRows();
        Progress.Input counted = stats.progress().input();
        if (skipped >= MANY_SKIPPED && !counted.offsets().isEmpty() && !counted.hasProcessedAny()) {
            add(
                    Problem.PRODUCERS,
                    Severity.WARNING,
                    Message.of(
                            "{} skipped, and no login was clean: `rollcall source try` shows what becomes of each"
                                    + " record by {}.",
                            records(skipped) + (skipped == 1 ? " was" : " were"),
                            source(clean.progress())));
        }
    }

    private void judgeLosses(String component, Progress last) {
        if (last.losses().droppedRows() > 0) {
            add(
                    component,
                    Severity.DOWN,
                    Message.of(
                            "{} dropped {} that came after the horizon had passed their windows: `rollcall reset --job"
                                    + " stats`, with the options of the job, counts them again. If this repeats, the"
                                    + " clock of a producer is slow: set message.timestamp.type=LogAppendTime on {}.",
                            last.job(),
                            count(last.losses().droppedRows(), "login"),
                            facts.topics().raw()));
        }
        if (last.losses().aheadRows() > 0) {
            add(
                    Problem.PRODUCERS,
                    Severity.WARNING,
                    Message.of(
                            "{} not counted, as their times are more than 24 h ahead of Kafka's clock: set the clock of"
                                    + " their producer, or set message.timestamp.type=LogAppendTime on {}.",
                            count(last.losses().aheadRows(), "login")
                                    + (last.losses().aheadRows() == 1 ? " was" : " were"),
                            facts.topics().raw()));
        }
        if (last.losses().lostRows() > 0) {
            add(
                    component,
                    Severity.WARNING,
                    Message.of(
                            "{} deleted before {} had read them: keep them longer with {}.",
                            count(last.losses().lostRows(), "record")
                                    + (last.losses().lostRows() == 1 ? " was" : " were"),
                            last.job(),
                            SettingKey.LOGIN_RETENTION));
        }
    }

    private void judgeRejected() {
        Facts.Rates rates = facts.lastMinute();
        if (rates != null && HealthLimits.isTooManyRejected(rates.rejected(), rates.input())) {
            double share = rates.rejected() / Math.max(rates.input(), rates.rejected());
            add(
                    Problem.PRODUCERS,
                    Severity.WARNING,
                    Message.of(
                            "{} % of the last minute's logins were rejected: `rollcall tail {} -o table` shows why.",
                            Math.round(100 * share), facts.topics().rejected()));
        }
    }

    private void judgeHeldApart() {
        HeldApart held = facts.heldApart();
        if (held != null) {
            add(
                    Problem.PRODUCERS,
                    Severity.WARNING,
                    Message.of(
                            "The clock of a producer is fast: {} held apart, the last of {}, which is {} ahead: set that"
                                    + " clock, or set message.timestamp.type=LogAppendTime on {}.",
                            count(held.windows(), "window") + (held.windows() == 1 ? " is" : " are"),
                            IsoTime.format(held.lastStartMillis()),
                            span(held.lastStartMillis() - held.nowMillis()),
                            facts.topics().raw()));
        }
    }

    private void judgeClocks() {
        facts.jobs().values().stream()
                .mapToLong(report -> report.timestampMillis() - facts.nowMillis())
                .filter(HealthLimits::isAhead)
                .max()
                .ifPresent(ahead -> add(
                        Problem.CLOCK,
                        Severity.WARNING,
                        Message.of(
                                "The clock of this machine is {} behind Kafka's, so ages that it shows are wrong: set it.",
                                span(ahead))));
        Long newest = facts.newestRawMillis();
        if (newest != null && HealthLimits.isAhead(newest - facts.nowMillis())) {
            add(
                    Problem.PRODUCERS,
                    Severity.WARNING,
                    Message.of(
                            "{} has a record with a Kafka timestamp {} ahead of this machine's clock: set the clock of"
                                    + " its producer, or set message.timestamp.type=LogAppendTime on the topic.",
                            facts.topics().raw(),
                            span(newest - facts.nowMillis())));
        }
    }

    private static String start(String component) {
        return "start it with `rollcall up` or `rollcall " + component + "`";
    }

    private void add(String component, Severity severity, Message message) {
        problems.add(new Problem(component, severity, message));
    }

    private static String records(long count) {
        return count(count, "record");
    }

    private static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static String span(long millis) {
        Duration time = Duration.ofMillis(millis);
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
    }
}
