package io.rollcall.bench.faults;

import io.rollcall.model.progress.Progress;
import io.rollcall.testkit.CheckpointDamage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of a job's checkpoint is cut in half, emptied or deleted while the job is off. Each round takes the next kind of
 * file and harm, so that enough rounds meet them all. It must be exact, or refused with a line that names a file and the
 * command that mends it; and then that command must make it exact.
 */
final class DamageCheckpoint implements Fault {
    private static final Duration VERDICT = Duration.ofMinutes(2);
    private static final int PATIENT_WITH = 5;

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
        return "each kind of file in the checkpoint of the " + job + " job cut in half, emptied, deleted: one a round";
    }

    @Override
    public Injection inject(Stage stage) throws IOException {
        Pipeline pipeline = stage.pipeline();
        stage.startLoad();
        CheckpointLog checkpoint = pipeline.checkpoint(job);
        long batches = checkpoint.committed() + 1 + stage.random().nextInt(4);
        Waiting.until("some batches", Duration.ofMinutes(2), () -> checkpoint.committed() >= batches);
        pipeline.kill(job);
        List<CheckpointDamage> cases = cases(checkpoint.folder());
        CheckpointDamage damage = cases.get(stage.round() % cases.size());
        damage.inflict();
        stage.stopLoad();
        stage.note(checkpoint.folder().relativize(damage.file()) + " "
                + damage.kind() + " (case " + (stage.round() % cases.size() + 1)
                + " of " + cases.size() + ")");
        long healed = System.currentTimeMillis();
        ProductProcess process = pipeline.start(job);
        if (works(pipeline, process)) {
            return new Injection(healed, true, "carried on");
        }
        stage.note(refusal(stage, process));
        pipeline.stop(job);
        if (job.equals(Pipeline.CLEAN)) {
            pipeline.stop(Pipeline.STATS);
        }
        Reset.run(pipeline, job);
        healed = System.currentTimeMillis();
        pipeline.start(job);
        if (job.equals(Pipeline.CLEAN)) {
            pipeline.start(Pipeline.STATS);
        }
        return new Injection(healed, true, "then reset --job " + job);
    }

    /** Waits until the job has done its work, has ended, or has tried in vain too often. */
    private boolean works(Pipeline pipeline, ProductProcess process) {
        long committed = pipeline.checkpoint(job).committed();
        try (JobReports reports =
                new JobReports(pipeline.kafka(), pipeline.topics().progress(), false)) {
            boolean[] works = new boolean[1];
            Waiting.holdsWithin(VERDICT, () -> {
                List<Progress> said = reports.of("user_login_" + job);
                Progress last = said.isEmpty() ? null : said.get(said.size() - 1);
                works[0] = said.size() > 1 && last.lag() == 0 && last.batch() >= Math.max(0, committed);
                return works[0] || !process.isAlive() || failures(process) >= PATIENT_WITH;
            });
            return works[0] && process.isAlive();
        }
    }

    private static long failures(ProductProcess process) {
        return process.said().stream().filter(line -> line.startsWith("! ")).count();
    }

    /** What it said as it refused; what is wrong with that is a complaint. */
    private String refusal(Stage stage, ProductProcess process) {
        String line = process.lastWords();
        if (process.isAlive()) {
            stage.complain("neither works nor refuses: " + line);
            return "neither worked nor refused";
        }
        if (process.exitCode() != 1 || !line.contains("rollcall reset --job " + job) || !line.contains("/")) {
            stage.complain("the refusal does not name a file and `rollcall reset --job " + job + "`: exit code "
                    + process.exitCode() + ", " + line);
        }
        return "refused: " + line;
    }

    /** Each kind of file with each kind of damage: all kinds of files once before the first comes again. */
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
