package io.rollcall.bench.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The file system under the data directory of {@code up} is full, then has space again. */
final class DiskFull implements Fault {
    private static final int WITHIN_MILLIS = 5_000;
    private static final String SIZE = "size=600m";

    private Path mount;

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String description() {
        return "the data directory of `up` on a small tmpfs, filled for 30 s, then freed";
    }

    @Override
    public Optional<String> unavailable() {
        return "root".equals(System.getProperty("user.name"))
                ? Optional.empty()
                : Optional.of("it mounts a tmpfs, so it must run as root");
    }

    @Override
    public boolean startsAfresh() {
        return true;
    }

    @Override
    public void prepare(Pipeline pipeline) throws Exception {
        mount = Files.createDirectories(pipeline.data());
        run("mount", "-t", "tmpfs", "-o", SIZE, "rollcall-faults", mount.toString());
        pipeline.start(Pipeline.UP);
    }

    @Override
    public void cleanUp() throws Exception {
        if (mount != null) {
            run("umount", "--lazy", mount.toString());
            mount = null;
        }
    }

    @Override
    public Injection inject(Stage stage) throws Exception {
        Pipeline pipeline = stage.pipeline();
        stage.startLoad();
        stage.randomMoment(WITHIN_MILLIS);
        ProductProcess up = pipeline.part(Pipeline.UP);
        Path filler = mount.resolve("filler");
        long filled = fill(filler);
        boolean died = up.awaitEnd(stage.lasting(Duration.ofSeconds(30), Duration.ofSeconds(15)));
        Files.delete(filler);
        // It may notice only now.
        died |= up.awaitEnd(Duration.ofSeconds(10));
        long healed = System.currentTimeMillis();
        String evidence = filled / (1 << 20) + " MiB filled";
        if (died) {
            String line = up.lastWords();
            if (up.exitCode() != 1 || !line.toLowerCase(Locale.ROOT).matches(".*(disk|space).*")) {
                throw new RoundFailure("up ended with " + up.exitCode() + " and no clear message: " + line);
            }
            evidence += "; up ended: " + line;
            pipeline.start(Pipeline.UP);
        } else {
            evidence += "; up went on";
        }
        return new Injection(healed, true, evidence);
    }

    /** Writes until there is no space left. */
    private static long fill(Path filler) throws IOException {
        long written = 0;
        for (int size = 1 << 20; size > 0; size /= 16) {
            byte[] block = new byte[size];
            try (OutputStream out =
                    Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(block);
                    written += size;
                }
            } catch (IOException full) {
                // smaller pieces may still fit
            }
        }
        return written;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + exitCode);
        }
    }
}
