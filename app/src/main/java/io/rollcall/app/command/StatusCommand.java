package io.rollcall.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.status.LatestProgress;
import io.rollcall.app.status.StatusFacts;
import io.rollcall.app.status.TopicFacts;
import io.rollcall.app.terminal.TextTable;
import io.rollcall.kafka.TopicAdmin;
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
import java.util.ArrayList;
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
            "COMPLETE THROUGH: all input before this time (UTC) is processed. STATE: entries in the job's state.",
            "Exit code: 0 if health is up, even with warnings; 1 if it is starting, stale or down."
        })
final class StatusCommand extends WatchedCommand {
    private record Status(
            Map<String, JobReport> jobs, long late, long rejected, OtherLocales others, List<Problem> problems)
            implements View {
        @Override
        public void print(PrintWriter out) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of(
                    "JOB", "LAG", "ROWS/S", "BATCH", "COMPLETE THROUGH", "HORIZON", "STATE", "DROPPED", "REPORTED"));
            for (String name : List.of(JobName.CLEAN, JobName.STATS)) {
                rows.add(row(name, jobs.containsKey(name) ? jobs.get(name).progress() : null));
            }
            TextTable.print(out, rows);
            out.println();
            out.printf(Locale.ROOT, "The topics hold %,d late and %,d rejected logins.%n", late, rejected);
            if (!others.counts().isEmpty()) {
                out.printf(
                        Locale.ROOT,
                        "OTHER among the newest %,d clean logins: %s.%n",
                        OtherLocales.SAMPLE,
                        others.text());
            }
            if (problems.isEmpty()) {
                out.println("All is well.");
            }
            problems.forEach(problem -> out.println("! " + problem.message()));
            if (!problems.isEmpty()) {
                out.println("Health: " + Problem.stateName(problems) + ".");
            }
        }

        private static List<String> row(String name, Progress job) {
            if (job == null) {
                return List.of(name, "-", "-", "-", "-", "-", "-", "-", "never");
            }
            return List.of(
                    name,
                    Long.toString(job.input().lag()),
                    String.format(Locale.ROOT, "%.1f", job.batch().rowsPerSecond()),
                    job.batch().millis() + " ms",
                    TextTable.seconds(job.input().completeThroughMillis()),
                    TextTable.seconds(job.state().horizonMillis()),
                    job.state().rows() + " (" + TextTable.bytes(job.state().bytes()) + ")",
                    Long.toString(job.losses().droppedRows()),
                    TextTable.seconds(job.atMillis()));
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
        return new Status(
                new TreeMap<>(progress.reports()),
                records(topics, settings.topics().late()),
                records(topics, settings.topics().rejected()),
                OtherLocales.read(settings),
                Judgement.of(StatusFacts.of(settings.topics(), topics, progress, clock.millis())));
    }

    private static long records(List<TopicFacts> topics, String name) {
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .mapToLong(TopicFacts::records)
                .sum();
    }
}
