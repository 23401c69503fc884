package io.rollcall.bench.faults;

import io.rollcall.model.settings.SettingKey;
import io.rollcall.testkit.oracle.TopicRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The clock of all processes of the product, and of nothing else, steps by an hour. */
final class ClockStep implements Fault {
    private static final int MAX_PAUSE_MILLIS = 5_000;
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    private final int hours;
    private Path offset;

    ClockStep(int hours) {
        this.hours = hours;
    }

    @Override
    public String name() {
        return hours > 0 ? "clock-forward" : "clock-back";
    }

    @Override
    public String description() {
        return "the clock of `up` and the producer steps an hour " + (hours > 0 ? "forward" : "back")
                + " (libfaketime)";
    }

    @Override
    public Optional<String> unavailable() {
        return LIBRARIES.stream().anyMatch(Files::exists)
                ? Optional.empty()
                : Optional.of("it needs libfaketime (on Debian: apt-get install libfaketime)");
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    /** After a step back, new logins are an hour old. They count only if the state is kept that long. */
    @Override
    public Map<SettingKey, String> settings() {
        return hours > 0 ? Map.of() : Map.of(SettingKey.STATS_DELAY, "90m");
    }

    @Override
    public void prepare(Pipeline pipeline) throws IOException {
        offset = Files.createDirectories(pipeline.folder()).resolve("clock");
        step("+0");
        Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElseThrow();
        pipeline.environment("LD_PRELOAD", library.toString());
        pipeline.environment("FAKETIME_TIMESTAMP_FILE", offset.toString());
        pipeline.environment("FAKETIME_CACHE_DURATION", "1");
        // Only the wall clock steps. Without the second variable, timed waits of the JVM end immediately.
        pipeline.environment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        pipeline.environment("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        pipeline.start(Pipeline.UP);
    }

    @Override
    public Injection inject(RoundContext context) throws IOException {
        context.startLoad();
        Pipeline pipeline = context.pipeline();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        long before = newestReport(pipeline);
        step((hours > 0 ? "+" : "") + hours * 3600);
        Waiting.pause(MAX_PAUSE_MILLIS);
        context.stopLoad();
        context.startLoad();
        long moved = newestReport(pipeline) - before;
        return Injection.untimed(
                Math.abs(moved) > 30 * BacklogWriter.MINUTE, "the broker's clock moved by " + moved / 1000 + " s");
    }

    /** When the broker received the last progress report of the jobs, by its clock (ms). */
    private static long newestReport(Pipeline pipeline) {
        List<ConsumerRecord<byte[], byte[]>> reports =
                TopicRecords.all(pipeline.kafka(), pipeline.topics().progress());
        return reports.get(reports.size() - 1).timestamp();
    }

    /** Sets the offset of the clock, as libfaketime reads it: {@code +3600} is an hour ahead. */
    private void step(String by) throws IOException {
        Files.writeString(offset, by + "\n");
    }
}
