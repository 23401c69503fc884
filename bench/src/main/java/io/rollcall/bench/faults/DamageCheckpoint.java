package io.rollcall.bench.faults;

import io.rollcall.model.progress.Progress;
import io.rollcall.testkit.CheckpointDamage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A file in the checkpoint of a job is cut in half, emptied or deleted while the job is stopped. Each round takes the
 * next pair of file and damage. The job must either continue with exact numbers, or refuse to start with a line that
 * names a file and the command that repairs it; after that command the numbers must be exact.
 */
final class DamageCheckpoint implements Fault {
    private static final Duration DECISION_TIMEOUT = Duration.ofMinutes(2);
    /** After this many failed attempts, the job counts as not working. */
    private static final int MAX_FAILURES = 5;

    private final String job;

    DamageCheckpoint(String job) {
        this.job = job;
    }

    @Override
    public String name() {
        return "checkpoint-" + job;
    }

    @Override
    public String description() {
        return "each kind of file in the checkpoint of the " + job
                + " job cut in half, emptied, deleted: one per round";
    }

    @Override
    public Injection inject(RoundContext context) throws IOException {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        CheckpointLog checkpoint = pipeline.checkpoint(job);
        long batches = checkpoint.committed() + 1 + context.random().nextInt(4);
        Waiting.until("some batches", Duration.ofMinutes(2), () -> checkpoint.committed() >= batches);
        pipeline.kill(job);
        List<CheckpointDamage> cases = cases(checkpoint.folder());
        CheckpointDamage damage = cases.get(context.round() % cases.size());
        damage.inflict();
        context.stopLoad();
        context.note(checkpoint.folder().relativize(damage.file()) + " "
                + damage.kind() + " (case " + (context.round() % cases.size() + 1)
                + " of " + cases.size() + ")");
        long healed = System.currentTimeMillis();
        ProductProcess process = pipeline.start(job);
        if (catchesUp(pipeline, process)) {
            return new Injection(healed, true, "carried on");
        }
        context.note(refusal(context, process));
        pipeline.stop(job);
        if (job.equals(Pipeline.CLEAN)) {
            pipeline.stop(Pipeline.STATS);
        }
        ResetRun.run(pipeline, job);
        healed = System.currentTimeMillis();
        pipeline.start(job);
        if (job.equals(Pipeline.CLEAN)) {
            pipeline.start(Pipeline.STATS);
        }
        return new Injection(healed, true, "then reset --job " + job);
    }

    /** Waits until the job has caught up, has ended, or has failed too often; returns whether it has caught up. */
    private boolean catchesUp(Pipeline pipeline, ProductProcess process) {
        long committed = pipeline.checkpoint(job).committed();
        try (JobReportReader reports = JobReportReader.ofNew(pipeline)) {
            boolean[] caughtUp = new boolean[1];
            Waiting.holdsWithin(DECISION_TIMEOUT, () -> {
                List<Progress> output = reports.of("user_login_" + job);
                Progress last = output.isEmpty() ? null : output.get(output.size() - 1);
                caughtUp[0] = output.size() > 1
                        && last.input().lag() == 0
                        && last.batch().number() >= Math.max(0, committed);
                return caughtUp[0] || !process.isAlive() || failures(process) >= MAX_FAILURES;
            });
            return caughtUp[0] && process.isAlive();
        }
    }

    private static long failures(ProductProcess process) {
        return process.output().stream().filter(line -> line.startsWith("! ")).count();
    }

    /** The message of the refusal. Records a problem if the job does not refuse, or the message does not help. */
    private String refusal(RoundContext context, ProductProcess process) {
        String line = process.lastLine();
        if (process.isAlive()) {
            context.addProblem("neither works nor refuses: " + line);
            return "neither worked nor refused";
        }
        if (process.exitCode() != 1 || !line.contains("rollcall reset --job " + job) || !line.contains("/")) {
            context.addProblem("the refusal does not name a file and `rollcall reset --job " + job + "`: exit code "
                    + process.exitCode() + ", " + line);
        }
        return "refused: " + line;
    }

    /** Each kind of file with each kind of damage, ordered so that every kind of file occurs before any is repeated. */
    private static List<CheckpointDamage> cases(Path checkpoint) throws IOException {
        List<Path> files = CheckpointDamage.newestOfEachKind(checkpoint);
        CheckpointDamage.Kind[] kinds = CheckpointDamage.Kind.values();
        List<CheckpointDamage> cases = new ArrayList<>();
        for (int turn = 0; turn < kinds.length; turn++) {
            for (int i = 0; i < files.size(); i++) {
                cases.add(new CheckpointDamage(files.get(i), kinds[(turn + i) % kinds.length]));
            }
        }
        return cases;
    }
}
