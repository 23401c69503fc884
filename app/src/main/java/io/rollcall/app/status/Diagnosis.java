package io.rollcall.app.status;

import io.rollcall.model.progress.HealthLimits;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.model.settings.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is wrong with the jobs and their topics, in sentences that say what to do. */
public final class Diagnosis {
    private final Topics topics;
    private final Map<String, TopicFacts> facts;
    private final Map<String, Progress> jobs;
    private final long now;
    private final List<String> problems = new ArrayList<>();

    private Diagnosis(Topics topics, List<TopicFacts> facts, Map<String, Progress> jobs, long nowMillis) {
        this.topics = topics;
        this.facts = facts.stream().collect(Collectors.toMap(TopicFacts::name, Function.identity()));
        this.jobs = jobs;
        this.now = nowMillis;
    }

    /** The problems; empty if there are none. @param nowMillis ms since the epoch */
    public static List<String> of(Topics topics, List<TopicFacts> facts, Map<String, Progress> jobs, long nowMillis) {
        return new Diagnosis(topics, facts, jobs, nowMillis).problems();
    }

    private List<String> problems() {
        List<String> missing =
                topics.all().stream().filter(name -> !facts.get(name).exists()).toList();
        if (!missing.isEmpty()) {
            problems.add("These topics do not exist: " + String.join(", ", missing)
                    + ". `rollcall up` or one of the jobs creates them.");
        }
        judge(JobName.CLEAN, "clean");
        judge(JobName.STATS, "stats");
        judgeRejected();
        return problems;
    }

    private void judge(String job, String command) {
        Progress last = jobs.get(job);
        if (last == null) {
            problems.add(job + " has not reported in the last 24 h: start it with `rollcall up` or `rollcall " + command
                    + "`.");
            return;
        }
        long silent = now - last.atMillis();
        if (HealthLimits.isSilent(silent)) {
            problems.add(job + " reported last " + ago(silent)
                    + " ago, so it is not running: start it with `rollcall up` or `rollcall " + command + "`.");
        } else if (last.input().completeThroughMillis() != null
                && last.input().lag() > 0
                && HealthLimits.isBehind(last.atMillis() - last.input().completeThroughMillis())) {
            problems.add(String.format(
                    Locale.ROOT,
                    "%s is %s behind, by %,d records%s.",
                    job,
                    ago(last.atMillis() - last.input().completeThroughMillis()),
                    last.input().lag(),
                    last.input().catchingUp() ? ", and catching up" : ": give it more cores, or slow the producers"));
        }
        if (last.losses().droppedRows() > 0) {
            problems.add(String.format(
                    Locale.ROOT,
                    "%s dropped %,d logins that came after the horizon had passed their windows: `rollcall reset --job"
                            + " stats` counts them again.",
                    job,
                    last.losses().droppedRows()));
        }
        if (last.losses().lostRows() > 0) {
            problems.add(String.format(
                    Locale.ROOT,
                    "%,d records were deleted before %s had read them: keep them longer with %s.",
                    last.losses().lostRows(),
                    job,
                    SettingKey.LOGIN_RETENTION.variableAndKey()));
        }
    }

    private void judgeRejected() {
        double in = facts.get(topics.raw()).perSecond();
        double rejected = facts.get(topics.rejected()).perSecond();
        if (HealthLimits.isTooManyRejected(rejected, in)) {
            problems.add(String.format(
                    Locale.ROOT,
                    "%.0f %% of the last minute's logins were rejected: `rollcall tail %s -o table` shows why.",
                    Math.min(100, 100 * rejected / Math.max(in, rejected)),
                    topics.rejected()));
        }
    }

    private static String ago(long millis) {
        Duration time = Duration.ofMillis(millis);
        if (time.toMinutes() < 2) {
            return time.toSeconds() + " s";
        }
        return time.toHours() < 2 ? time.toMinutes() + " min" : time.toHours() + " h";
    }
}
