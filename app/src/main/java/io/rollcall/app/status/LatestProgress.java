package io.rollcall.app.status;

import io.rollcall.app.tail.BoundedRead;
import io.rollcall.app.tail.Position;
import io.rollcall.app.tail.Span;
import io.rollcall.app.tail.TopicReader;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.HealthLimits;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.JobReport;
import io.rollcall.model.progress.PipelineCheck;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.progress.ProgressJson;
import io.rollcall.model.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the latest progress report of each job, however often the other one reports: reads back from the end in growing
 * steps, up to the whole topic. A day of reports of both jobs is some 100 MB; memory holds one fetch of it.
 */
public final class LatestProgress {
    /** Some minutes of reports of both jobs. */
    private static final long FIRST_STEP = 500;

    private static final int GROWTH = 8;
    private static final List<String> JOBS = List.of(JobName.CLEAN, JobName.STATS);

    private final Map<String, JobReport> latest = new TreeMap<>();
    private final Map<String, Long> firstSeenMillis = new HashMap<>();

    private final PipelineCheck check;

    private LatestProgress(Settings settings, String cluster) {
        check = new PipelineCheck(settings, cluster);
    }

    /** The reports by job; a job that never reported is missing. @throws UserError if Kafka fails */
    public static Map<String, Progress> read(TopicAdmin admin, Settings settings) {
        Map<String, Progress> latest = new TreeMap<>();
        of(admin, settings).reports().forEach((job, report) -> latest.put(job, report.progress()));
        return latest;
    }

    /** What the topic says at this moment. @throws UserError if Kafka fails */
    public static LatestProgress of(TopicAdmin admin, Settings settings) {
        String topic = settings.topics().progress();
        String cluster = admin.cluster();
        if (!admin.names().contains(topic)) {
            return new LatestProgress(settings, cluster);
        }
        try (TopicReader reader = new TopicReader(KafkaSettings.of(settings))) {
            Map<TopicPartition, Span> all =
                    reader.spans(admin.partitions(List.of(topic)), new Position.Beginning(), new Position.End());
            for (long step = FIRST_STEP; ; step *= GROWTH) {
                LatestProgress found = new LatestProgress(settings, cluster);
                Map<TopicPartition, Span> spans = last(step, all);
                found.read(reader.read(spans));
                if (spans.equals(all) || found.suffices()) {
                    return found;
                }
            }
        } catch (KafkaException e) {
            throw KafkaFailure.userError(KafkaSettings.of(settings).bootstrapServer(), e);
        }
    }

    /** The last report of each job of this pipeline that has reported, by name of the job. */
    public Map<String, JobReport> reports() {
        return Map.copyOf(latest);
    }

    /** What the jobs' settings differ in from these settings, in sentences. */
    List<String> differences() {
        return check.differences();
    }

    /** A sentence about another pipeline that reports to the same topic, or about jobs that disagree; or null. */
    String warning() {
        return check.warning();
    }

    private static Map<TopicPartition, Span> last(long offsets, Map<TopicPartition, Span> all) {
        Map<TopicPartition, Span> last = new HashMap<>(all);
        last.replaceAll((partition, span) -> new Span(Math.max(span.from(), span.to() - offsets), span.to()));
        return last;
    }

    private void read(BoundedRead read) {
        while (!read.isDone()) {
            for (ConsumerRecord<byte[], byte[]> record : read.next()) {
                try {
                    Progress progress = ProgressJson.read(record.value());
                    if (check.apply(progress, record.timestamp())) {
                        latest.compute(
                                progress.job(), (job, before) -> JobReport.after(before, progress, record.timestamp()));
                        firstSeenMillis.putIfAbsent(progress.job(), record.timestamp());
                    }
                } catch (RuntimeException e) {
                    // not a report: another program wrote to the topic
                }
            }
        }
    }

    /** Whether an older report could not change what is known of the jobs. */
    private boolean suffices() {
        return JOBS.stream().allMatch(job -> latest.containsKey(job) && isDated(latest.get(job)));
    }

    /** Whether it is known since when the job makes no headway, or that this is long ago. */
    private boolean isDated(JobReport report) {
        long first = firstSeenMillis.get(report.progress().job());
        return report.lastAdvanceMillis() > first
                || report.progress().input().lag() == 0
                        && report.progress().input().completeThroughMillis() != null
                || HealthLimits.isBehind(report.timestampMillis() - first);
    }
}
