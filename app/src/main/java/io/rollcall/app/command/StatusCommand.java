package io.rollcall.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.status.LatestProgress;
import io.rollcall.app.status.StatusFacts;
import io.rollcall.app.status.TopicFacts;
import io.rollcall.app.terminal.Layout;
import io.rollcall.app.terminal.TextTable;
import io.rollcall.app.terminal.TextTable.Column;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.kafka.newest.NewestLogins;
import io.rollcall.kafka.newest.OtherLocales;
import io.rollcall.model.health.Judgement;
import io.rollcall.model.health.Problem;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rollcall status}: shows the state of the jobs, and what is wrong. */
@Command(
        name = "status",
        description = {
            "Show the state of each job, how many logins were late or rejected, and what is wrong.",
            "COMPLETE THROUGH: all input before this time is processed. HORIZON: event time before which the job keeps no"
                    + " state. STATE: entries in the job's state. A narrow terminal shows fewer columns; -o wide shows all.",
            "Exit code: 0 if health is up, even with warnings; 1 if it is starting, stale or down."
        })
final class StatusCommand extends WatchedCommand {
    private record Status(
            Map<String, JobReport> jobs,
            long late,
            long rejected,
            OtherLocales others,
            List<Problem> problems,
            long nowMillis)
            implements View {
        @Override
        public void print(PrintWriter out, Layout layout) {
            TextTable table = new TextTable(
                    Column.of("JOB"),
                    Column.of("LAG"),
                    Column.ofRank(1, "ROWS/S"),
                    Column.ofRank(2, "BATCH"),
                    Column.of("COMPLETE THROUGH"),
                    Column.ofRank(4, "HORIZON"),
                    Column.ofRank(3, "STATE"),
                    Column.of("DROPPED"),
                    Column.of("REPORTED"));
            for (String name : List.of(JobName.CLEAN, JobName.STATS)) {
                table.row(row(name, jobs.containsKey(name) ? jobs.get(name).progress() : null, layout));
            }
            table.print(out, layout);
            out.println();
            say(
                    out,
                    layout,
                    String.format(Locale.ROOT, "The topics hold %,d late and %,d rejected logins.", late, rejected));
            if (skipped() != null) {
                say(
                        out,
                        layout,
                        String.format(Locale.ROOT, "The source's mapping has skipped %,d as no logins.", skipped()));
            }
            if (geoDatabase() != null) {
                say(out, layout, "The clean job looks up addresses in " + geoDatabase() + ".");
            }
            if (!others.counts().isEmpty()) {
                say(
                        out,
                        layout,
                        String.format(
                                Locale.ROOT,
                                "OTHER among the newest %,d clean logins: %s.%s",
                                others.sample(),
                                others.text(),
                                others.remedy().map(" "::concat).orElse("")));
            }
            if (problems.isEmpty()) {
                out.println("All is well.");
            }
            problems.forEach(problem -> say(out, layout, "! " + problem.message()));
            if (!problems.isEmpty()) {
                out.println("Health: " + Problem.stateName(problems) + ".");
            }
        }

        /** Null if the clean job skips nothing, or has not reported. */
        private Long skipped() {
            JobReport clean = jobs.get(JobName.CLEAN);
            return clean == null ? null : clean.progress().input().skippedRows();
        }

        /** Null if the clean job looks up no addresses, or has not reported. */
        private String geoDatabase() {
            JobReport clean = jobs.get(JobName.CLEAN);
            return clean == null ? null : clean.progress().geoDatabase();
        }

        private static void say(PrintWriter out, Layout layout, String sentence) {
            out.println(layout.wrapped(sentence));
        }

        private List<String> row(String name, Progress job, Layout layout) {
            if (job == null) {
                return List.of(name, "-", "-", "-", "-", "-", "-", "-", "never");
            }
            return List.of(
                    name,
                    Long.toString(job.input().lag()),
                    String.format(Locale.ROOT, "%.1f", job.batch().rowsPerSecond()),
                    job.batch().millis() + " ms",
                    layout.time(job.input().completeThroughMillis(), nowMillis),
                    layout.time(job.state().horizonMillis(), nowMillis),
                    job.state().rows() + " (" + TextTable.bytes(job.state().bytes()) + ")",
                    Long.toString(job.losses().droppedRows()),
                    layout.time(job.atMillis(), nowMillis));
        }

        @Override
        public ObjectNode json() {
            ObjectNode json = Json.object();
            ArrayNode reports = json.putArray("jobs");
            jobs.values().forEach(job -> reports.add(ProgressJson.tree(job.progress())));
            json.put("late", late);
            json.put("rejected", rejected);
            json.set("other_locales", others.json());
            json.put("status", Problem.stateName(problems));
            ArrayNode sentences = json.putArray("problems");
            problems.forEach(problem -> sentences.add(problem.message().toString()));
            return json;
        }

        @Override
        public int exitCode() {
            return Problem.anyRed(problems) ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
        }
    }

    @Override
    View view(TopicAdmin admin, Settings settings, Clock clock) {
        List<TopicFacts> topics = TopicFacts.ofPipeline(admin, settings, clock);
        LatestProgress progress = LatestProgress.of(admin, settings);
        NewestLogins newest = NewestLogins.read(settings);
        long now = clock.millis();
        return new Status(
                new TreeMap<>(progress.reports()),
                records(topics, settings.topics().late()),
                records(topics, settings.topics().rejected()),
                OtherLocales.of(newest, settings),
                Judgement.of(StatusFacts.of(settings, topics, progress, newest, now)),
                now);
    }

    private static long records(List<TopicFacts> topics, String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .mapToLong(TopicFacts::records)
                .sum();
    }
}
