package io.rollcall.bench.faults;

import io.rollcall.model.progress.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file of a job's checkpoint is cut in half, emptied or deleted while the job is off. Each round takes the next kind of
 * file and harm, so that enough rounds meet them all. It must be exact, or refused with a line that names a file and the
 * command that mends it; and then that command must make it exact.
 */
final class CheckpointDamage implements Fault {
    private static final Duration VERDICT = Duration.ofMinutes(2);
    private static final int PATIENT_WITH = 5;

    /** What is done to a file. */
    enum Harm {
        CUT,
        EMPTIED,
        DELETED
    }

    /** A file and what is done to it. */
    record Case(Path file, Harm harm) {}

    private final String job;

    CheckpointDamage(String job) {
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
        List<Case> cases = cases(checkpoint.folder());
        Case damage = cases.get(stage.round() % cases.size());
        harm(damage);
        stage.stopLoad();
        stage.note(checkpoint.folder().relativize(damage.file()) + " "
                + damage.harm().name().toLowerCase(Locale.ROOT) + " (case " + (stage.round() % cases.size() + 1)
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
                works[0] = said.size() > 1
                        && last.input().lag() == 0
                        && last.batch().number() >= Math.max(0, committed);
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

    /** The newest file of each kind, with each harm. Numbers and random names in paths make no kind of their own. */
    private static List<Case> cases(Path checkpoint) throws IOException {
        Map<String, Path> newest = new TreeMap<>();
        try (Stream<Path> files = Files.walk(checkpoint)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String kind = checkpoint
                        .relativize(file)
                        .toString()
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "U")
                        .replaceAll("[0-9]+", "N");
                newest.merge(kind, file, (a, b) -> number(a) >= number(b) ? a : b);
            }
        }
        List<Path> kinds = List.copyOf(newest.values());
        Harm[] harms = Harm.values();
        List<Case> cases = new ArrayList<>();
        // Each kind once before any comes again, the harms in turn.
        for (int turn = 0; turn < harms.length; turn++) {
            for (int kind = 0; kind < kinds.size(); kind++) {
                cases.add(new Case(kinds.get(kind), harms[(turn + kind) % harms.length]));
            }
        }
        return cases;
    }

    private static long number(Path file) {
        String digits = file.getFileName().toString().replaceAll("[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
    }

    private static void harm(Case damage) throws IOException {
        switch (damage.harm()) {
            case CUT -> truncate(damage.file(), Files.size(damage.file()) / 2);
            case EMPTIED -> truncate(damage.file(), 0);
            case DELETED -> Files.delete(damage.file());
        }
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }
}
