package io.rollcall.app;

import io.rollcall.model.IsoTime;
import io.rollcall.model.JobName;
import io.rollcall.model.Progress;
import io.rollcall.model.Settings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code rollcall topics}: what lies in Kafka, and how far the jobs are. */
@Command(name = "topics", description = "Show topics with partitions, records and size, and the jobs' lag.")
final class TopicsCommand implements Runnable {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Override
    public void run() {
        Settings settings = main.settings(kafkaOptions.settings());
        PrintWriter out = spec.commandLine().getOut();
        try (TopicAdmin admin = new TopicAdmin(settings.kafka())) {
            TextTable.print(out, topics(admin, settings));
            out.println();
            TextTable.print(out, jobs(LatestProgress.read(admin, settings)));
        }
        out.flush();
    }

    private static List<List<String>> topics(TopicAdmin admin, Settings settings) {
        Set<String> existing = admin.names();
        Set<String> shown = new LinkedHashSet<>(settings.topics().all());
        shown.addAll(existing);
        List<TopicPartition> partitions = admin.partitions(existing);
        Map<TopicPartition, Long> begin = admin.offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = admin.offsets(partitions, OffsetSpec.latest());
        Map<String, Long> sizes = admin.sizes();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("TOPIC", "PARTITIONS", "RECORDS", "SIZE"));
        for (String topic : shown) {
            List<TopicPartition> own =
                    partitions.stream().filter(p -> p.topic().equals(topic)).toList();
            long records =
                    own.stream().mapToLong(p -> end.get(p) - begin.get(p)).sum();
            rows.add(
                    existing.contains(topic)
                            ? List.of(
                                    topic,
                                    Integer.toString(own.size()),
                                    Long.toString(records),
                                    TextTable.bytes(sizes.getOrDefault(topic, 0L)))
                            : List.of(topic, "-", "-", "-"));
        }
        return rows;
    }

    private static List<List<String>> jobs(Map<String, Progress> progress) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("JOB", "LAG", "AS OF"));
        for (String job : List.of(JobName.CLEAN, JobName.STATS)) {
            Progress last = progress.get(job);
            rows.add(
                    last == null
                            ? List.of(job, "-", "-")
                            : List.of(job, Long.toString(last.lag()), IsoTime.format(last.atMillis())));
        }
        return rows;
    }
}
