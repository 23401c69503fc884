package io.rollcall.app.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.app.status.LatestProgress;
import io.rollcall.app.status.TopicFacts;
import io.rollcall.app.terminal.Layout;
import io.rollcall.app.terminal.TextTable;
import io.rollcall.app.terminal.TextTable.Column;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.text.Json;
import java.io.PrintWriter;
import java.time.Clock;
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
                    + " records, because of compaction and transaction markers. A narrow terminal shows fewer columns;"
                    + " -o wide shows all."
        })
final class TopicsCommand extends WatchedCommand {
    private record Topics(List<TopicFacts> topics, Map<String, Progress> jobs, long nowMillis) implements View {
        /** A topic's name is not cut below this: Rollcall's own names stay whole. */
        private static final int LEAST_NAME = 24;

        @Override
        public void print(PrintWriter out, Layout layout) {
            TextTable table = new TextTable(
                    new Column("TOPIC", LEAST_NAME, 0),
                    Column.ofRank(3, "PARTITIONS"),
                    Column.of("RECORDS"),
                    Column.ofRank(1, "SIZE"),
                    Column.ofRank(2, "FIRST"),
                    Column.of("LAST"),
                    Column.of("RATE"));
            topics.forEach(topic -> table.row(row(topic, layout)));
            table.print(out, layout);
            if (topics.stream().anyMatch(topic -> topic.exists() && topic.bytes() == null)) {
                out.println(
                        layout.wrapped("Kafka does not tell the sizes: that takes the right to Describe the cluster."));
            }
            out.println();
            jobTable(layout).print(out, layout);
        }

        private List<String> row(TopicFacts topic, Layout layout) {
            if (!topic.exists()) {
                return List.of(topic.name(), "-", "-", "-", "-", "-", "-");
            }
            return List.of(
                    topic.name(),
                    Integer.toString(topic.partitions()),
                    Long.toString(topic.records()),
                    topic.bytes() == null ? "-" : TextTable.bytes(topic.bytes()),
                    layout.time(topic.firstMillis(), nowMillis),
                    layout.time(topic.lastMillis(), nowMillis),
                    String.format(Locale.ROOT, "%.1f/s", topic.perSecond()));
        }

        private TextTable jobTable(Layout layout) {
            TextTable table = new TextTable(Column.of("JOB"), Column.of("LAG"), Column.of("AS OF"));
            for (String job : List.of(JobName.CLEAN, JobName.STATS)) {
                Progress last = jobs.get(job);
                table.row(
                        last == null
                                ? List.of(job, "-", "-")
                                : List.of(
                                        job,
                                        Long.toString(last.input().lag()),
                                        layout.time(last.atMillis(), nowMillis)));
            }
            return table;
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
        return new Topics(
                TopicFacts.ofAll(admin, settings, clock), LatestProgress.read(admin, settings), clock.millis());
    }
}
