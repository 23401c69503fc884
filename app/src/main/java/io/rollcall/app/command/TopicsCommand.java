package io.rollcall.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.status.LatestProgress;
import io.rollcall.app.status.TopicFacts;
import io.rollcall.app.terminal.TextTable;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.IsoTime;
import io.rollcall.model.text.Json;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code rollcall topics}: shows the topics, and the lag of the jobs. */
@Command(
        name = "topics",
        description = {
            "Show each topic's partitions, records, size, first and last Kafka timestamp (UTC) and rate, and the lag of"
                    + " the jobs.",
            "RECORDS is the number of offsets, RATE the offsets per second over the last minute. There can be fewer"
                    + " records, because of compaction and transaction markers."
        })
final class TopicsCommand extends WatchedCommand {
    private record Topics(List<TopicFacts> topics, Map<String, Progress> jobs) implements View {
        @Override
        public void print(PrintWriter out) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("TOPIC", "PARTITIONS", "RECORDS", "SIZE", "FIRST", "LAST", "RATE"));
            topics.forEach(topic -> rows.add(row(topic)));
            TextTable.print(out, rows);
            if (topics.stream().anyMatch(topic -> topic.exists() && topic.bytes() == null)) {
                out.println("Kafka does not tell the sizes: that takes the right to Describe the cluster.");
            }
            out.println();
            TextTable.print(out, jobRows());
        }

        private static List<String> row(TopicFacts topic) {
            if (!topic.exists()) {
                return List.of(topic.name(), "-", "-", "-", "-", "-", "-");
            }
            return List.of(
                    topic.name(),
                    Integer.toString(topic.partitions()),
                    Long.toString(topic.records()),
                    topic.bytes() == null ? "-" : TextTable.bytes(topic.bytes()),
                    TextTable.seconds(topic.firstMillis()),
                    TextTable.seconds(topic.lastMillis()),
                    String.format(Locale.ROOT, "%.1f/s", topic.perSecond()));
        }

        private List<List<String>> jobRows() {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("JOB", "LAG", "AS OF"));
            for (String job : List.of(JobName.CLEAN, JobName.STATS)) {
                Progress last = jobs.get(job);
                rows.add(
                        last == null
                                ? List.of(job, "-", "-")
                                : List.of(job, Long.toString(last.input().lag()), IsoTime.format(last.atMillis())));
            }
            return rows;
        }

        @Override
        public ObjectNode json() {
            ObjectNode json = Json.object();
            ArrayNode all = json.putArray("topics");
            topics.forEach(topic -> all.add(topic.json()));
            ArrayNode reports = json.putArray("jobs");
            jobs.values().forEach(job -> reports.add(ProgressJson.tree(job)));
            return json;
        }
    }

    @Override
    View view(TopicAdmin admin, Settings settings, Clock clock) {
        return new Topics(TopicFacts.ofAll(admin, settings, clock), LatestProgress.read(admin, settings));
    }
}
