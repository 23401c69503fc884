package io.rollcall.bench.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The file system of the data directory of {@code up} is full for some time. */
final class DiskFull implements Fault {
    private static final int MAX_PAUSE_MILLIS = 5_000;
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
    public boolean needsFreshPipeline() {
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
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        ProductProcess up = pipeline.part(Pipeline.UP);
        Path filler = mount.resolve("filler");
        long filled = fill(filler);
        boolean died = up.awaitEnd(context.lasting(Duration.ofSeconds(30), Duration.ofSeconds(15)));
        Files.delete(filler);
        // It may notice with a delay.
        died |= up.awaitEnd(Duration.ofSeconds(10));
        long healed = System.currentTimeMillis();
        String evidence = filled / (1 << 20) + " MiB filled";
        if (died) {
            String line = up.lastLine();
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

    /** Writes until no space is left; returns the number of bytes. */
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
                // a smaller block may still fit
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
