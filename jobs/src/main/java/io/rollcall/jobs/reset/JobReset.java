package io.rollcall.jobs.reset;

import io.rollcall.jobs.checkpoint.Checkpoint;
import io.rollcall.jobs.rebuild.RebuildPlan;
import io.rollcall.kafka.KafkaFailure;
import io.rollcall.kafka.KafkaSettings;
import io.rollcall.kafka.TopicAdmin;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.settings.Settings;
import io.rollcall.model.settings.Topics;
import io.rollcall.model.settings.UserError;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;

/**
 * Makes a job compute its output again. The rows on {@code user-login-stats} stay: the new checkpoint's rows replace them
 * where the job can count a window whole. Not thread-safe.
 */
public final class JobReset {
    /** Which job begins anew. */
    public enum Scope {
        /** The clean job, and the stats job with it, because it reads what the clean job writes. */
        CLEAN,
        /** The stats job only. */
        STATS
    }

    /** A job that runs reports at least every 10 s. */
    public static final Duration REPORT_WATCH = Duration.ofSeconds(12);

    private final Settings settings;
    private final String checkpointLocation;
    private final Scope scope;
    private final Configuration hadoop;
    private final Clock clock;

    /**
     * A reset of the jobs that keep their checkpoints under this location.
     *
     * @param checkpointLocation folder or URL
     * @param hadoop how to reach it
     */
    public JobReset(Settings settings, String checkpointLocation, Scope scope, Configuration hadoop, Clock clock) {
        this.settings = settings;
        this.checkpointLocation = checkpointLocation;
        this.scope = scope;
        this.hadoop = hadoop;
        this.clock = clock;
    }

    /** The jobs whose checkpoints it deletes. */
    public List<String> jobs() {
        return scope == Scope.CLEAN ? List.of(JobName.CLEAN, JobName.STATS) : List.of(JobName.STATS);
    }

    /** The topics that it empties, apart from the progress reports. */
    private List<String> outputs() {
        Topics topics = settings.topics();
        return scope == Scope.CLEAN ? List.of(topics.clean(), topics.late(), topics.rejected()) : List.of();
    }

    /** What {@link #run} will do, in sentences for a person. @throws io.rollcall.model.settings.UserError if Kafka fails */
    public List<String> announcement() {
        return new Announcement(settings, scope, plan(), clock).lines();
    }

    /**
     * Watches the reports of the jobs.
     *
     * @param time how long, at most: see {@link #REPORT_WATCH}
     * @throws UserError if one of the jobs reports in this time
     */
    public void refuseIfReporting(Duration time) {
        fromKafka(() -> new ReportWatch(settings, jobs()).firstToReport(time)).ifPresent(job -> {
            throw new UserError(job + " is running, as it has just reported: stop it first");
        });
    }

    private RebuildPlan plan() {
        return fromKafka(() ->
                scope == Scope.CLEAN ? RebuildPlan.fromRaw(settings, clock) : RebuildPlan.fromClean(settings, clock));
    }

    private <T> T fromKafka(Supplier<T> look) {
        try {
            return look.get();
        } catch (KafkaException e) {
            throw KafkaFailure.userError(KafkaSettings.of(settings).bootstrapServer(), e);
        }
    }

    /**
     * Resets. If it is interrupted, the jobs may start, and run correctly; repeating it completes it. Therefore this order:
     *
     * <ol>
     *   <li>The reports, so that no job trusts what an earlier checkpoint was complete through.
     *   <li>The stats job's checkpoint. A new one counts what the clean topic has whole.
     *   <li>The clean job's checkpoint. A new one delivers every login again, which adds nothing.
     *   <li>The topics. A job that began now would count only windows that lie ahead.
     *   <li>Reports and topics once more, where they have followers, after the time for which a record may be hidden: it
     *       would count by the former settings.
     *   <li>The note that all windows can be counted whole which the raw topic has whole.
     * </ol>
     *
     * @param says receives a line for a person before each wait
     */
    public void run(TopicAdmin admin, Consumer<String> says) {
        RebuildPlan plan = plan();
        List<String> reports = List.of(settings.topics().progress());
        admin.empty(reports);
        checkpoint(JobName.STATS).delete();
        if (scope == Scope.CLEAN) {
            checkpoint(JobName.CLEAN).delete();
            admin.empty(outputs());
        }
        Duration hidden = admin.longestHidden(
                Stream.concat(reports.stream(), outputs().stream()).toList());
        if (!hidden.isZero()) {
            says.accept("waiting " + hidden.toSeconds() + " s for records that followers do not have yet ...");
            await(hidden);
            admin.empty(reports);
            admin.empty(outputs());
        }
        if (scope == Scope.CLEAN) {
            checkpoint(JobName.STATS).replaceBy(plan.floorMillis(), begins(admin));
        }
    }

    /** Where the partitions of the clean topic begin now. */
    private Map<Integer, Long> begins(TopicAdmin admin) {
        Set<String> clean = Set.of(settings.topics().clean());
        if (!admin.names().containsAll(clean)) {
            return Map.of();
        }
        return admin.offsets(admin.partitions(clean), OffsetSpec.earliest()).entrySet().stream()
                .collect(Collectors.toMap(begin -> begin.getKey().partition(), Map.Entry::getValue));
    }

    private static void await(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw KafkaFailure.interrupted(e);
        }
    }

    private Checkpoint checkpoint(String job) {
        return new Checkpoint(job, checkpointLocation + "/" + job, hadoop);
    }
}
