package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.checkpoint.CommittedBatch;
import io.rollcall.jobs.checkpoint.LossNotes;
import io.rollcall.jobs.progress.BatchReport;
import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.jobs.progress.InputPosition;
import io.rollcall.jobs.progress.ReportPace;
import io.rollcall.jobs.progress.ReportSchedule;
import io.rollcall.model.progress.Completeness;
import io.rollcall.model.progress.JobName;
import io.rollcall.model.progress.Pipeline;
import io.rollcall.model.progress.Progress;
import io.rollcall.model.settings.SettingKey;
import io.rollcall.simulation.broker.Entry;
import io.rollcall.simulation.broker.PartitionLog;
import io.rollcall.simulation.broker.Topic;

/** The thread that publishes a job's progress, cut into the steps between which others may act. */
final class ProgressThread {
    /** What it does next. */
    private enum Phase {
        TAKE,
        ENDS,
        BEGINS,
        POSITION,
        HORIZON,
        SEND,
        ACKNOWLEDGED
    }

    private final Environment environment;
    private final String job;
    private final LossNotes losses;
    /** Null for a job without state. */
    private final HorizonTracker horizon;

    private final ReportSchedule schedule;
    private final InputView input;
    private final Completeness completeness;
    private final Pipeline own;
    private long reportsRead;
    private Phase phase = Phase.TAKE;
    private ReportSchedule.Due due;
    private InputPosition position;
    private Long brokerTimeMillis;
    private long sentAtMillis;

    ProgressThread(
            Environment environment,
            String job,
            String inputTopic,
            LossNotes losses,
            HorizonTracker horizon,
            CommittedBatch last) {
        this.environment = environment;
        this.job = job;
        this.losses = losses;
        this.horizon = horizon;
        this.schedule = new ReportSchedule(BatchReport.of(last), false, ReportPace.DEFAULT);
        this.input = new InputView(environment, inputTopic);
        this.completeness = new Completeness(
                environment.settings().duration(SettingKey.LATENESS).toMillis());
        this.own = Pipeline.of(environment.settings(), "cluster");
        if (horizon != null) {
            readReports(Integer.MAX_VALUE);
        }
    }

    void batchFinished(BatchReport batch) {
        schedule.add(batch);
    }

    /** One step. @param argument how many reports of the other job a read returns */
    void step(int argument) {
        switch (phase) {
            case TAKE -> {
                due = schedule.due();
                phase = Phase.ENDS;
            }
            case ENDS -> {
                input.readEnds();
                phase = Phase.BEGINS;
            }
            case BEGINS -> {
                input.readBegins();
                phase = Phase.POSITION;
            }
            case POSITION -> {
                position = input.position(due.last().endOffsets(), brokerTimeMillis);
                due.gaps()
                        .forEach(gap -> losses.recordLost(
                                gap.startOffsets(),
                                gap.deletedBefore(position.beginningOffsets()),
                                gap.missingRecords()));
                schedule.noted(due);
                phase = Phase.HORIZON;
            }
            case HORIZON -> {
                if (horizon != null && position.completeThroughMillis() != null) {
                    readReports(1 + argument);
                    completeness.statsIsCompleteThrough(position.completeThroughMillis());
                    horizon.advance(completeness);
                }
                phase = Phase.SEND;
            }
            case SEND -> {
                Topic topic = environment.topic(environment.topics().progress());
                sentAtMillis =
                        topic.append(topic.partition(0), job, report(), null).timestampMillis();
                phase = Phase.ACKNOWLEDGED;
            }
            case ACKNOWLEDGED -> {
                brokerTimeMillis = sentAtMillis;
                phase = Phase.TAKE;
            }
        }
    }

    private void readReports(int max) {
        PartitionLog log = environment.topic(environment.topics().progress()).partition(0);
        if (reportsRead > log.highWatermark()) {
            reportsRead = log.begin();
        }
        for (Entry entry : log.read(reportsRead, Long.MAX_VALUE, max, false)) {
            reportsRead = entry.offset() + 1;
            Progress progress = (Progress) entry.content();
            if (progress.job().equals(JobName.CLEAN) && concernsThisJob(progress.pipeline())) {
                completeness.apply(progress, entry.timestampMillis());
            }
        }
    }

    private boolean concernsThisJob(Pipeline reported) {
        return own.hasTopicsOf(reported) && !own.differences(reported).contains(SettingKey.LATENESS.key());
    }

    private Progress report() {
        Long through = position.completeThroughMillis();
        if (environment.has(Mutation.COMPLETE_THROUGH_REPORT_TIME) && position.lag() == 0) {
            through = environment.cluster().nowMillis();
        } else if (environment.has(Mutation.LAG_FORGOTTEN) && brokerTimeMillis != null) {
            through = brokerTimeMillis;
        }
        Long dropped =
                horizon == null || horizon.horizonMillis() == HorizonTracker.NONE ? null : horizon.horizonMillis();
        return new Progress(
                job,
                environment.cluster().nowMillis(),
                environment.has(Mutation.SETTINGS_UNSAID) ? Pipeline.UNKNOWN : own,
                new Progress.Batch(due.last().number(), due.last().inputRows(), 0, 0),
                new Progress.Input(through, position.lag(), false, position.nextOffsets()),
                new Progress.State(dropped, due.last().stateRows(), 0),
                new Progress.Losses(losses.droppedRows(), losses.lostRows(), losses.aheadRows()),
                null);
    }
}
