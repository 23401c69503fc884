package io.rollcall.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records that are small under gzip and large wherever they are unpacked, among plain logins. */
final class PoisonPills implements Fault {
    /** A process of the product that ever takes more does not bound its memory. */
    private static final int MAX_MEGABYTES = 2_500;

    @Override
    public String name() {
        return "poison-pills";
    }

    @Override
    public String description() {
        return "keys, values and headers of up to 200 MB under gzip: no job stops or fails, memory stays bounded";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(3);
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        List<PoisonPill> pills = new ArrayList<>(PoisonPill.all());
        Collections.shuffle(pills, context.random());
        List<String> positions = new ArrayList<>();
        int refused = send(context, pills, positions);
        context.stopLoad();
        long healed = System.currentTimeMillis();
        try {
            new Verification(pipeline, timeout()).awaitRouted();
        } catch (RoundFailure notRouted) {
            positions.forEach(context::note);
            context.addProblem("clean: " + pipeline.part(Pipeline.CLEAN).lastLine());
            context.addProblem("status: " + StatusRun.said(pipeline));
            throw notRouted;
        }
        for (String part : List.of(Pipeline.CLEAN, Pipeline.STATS, Pipeline.DASHBOARD)) {
            checkWell(context, pipeline.part(part));
        }
        return new Injection(
                healed, refused < pills.size(), pills.size() - refused + " pills, the broker refused " + refused);
    }

    /** Sends each pill in a batch of its own, and notes where it lies; returns how many the broker refused. */
    private static int send(RoundContext context, List<PoisonPill> pills, List<String> positions) {
        Pipeline pipeline = context.pipeline();
        Map<String, Object> properties = pipeline.kafka().producerProperties();
        properties.put("compression.type", "gzip");
        properties.put("max.request.size", Integer.MAX_VALUE);
        properties.put("buffer.memory", 1L << 29);
        properties.put("acks", "all");
        int refused = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (PoisonPill pill : pills) {
                int partition = context.random().nextInt(TopicControl.PARTITIONS);
                try {
                    RecordMetadata at = producer.send(pill.content()
                                    .get()
                                    .record(pipeline.topics().raw(), partition))
                            .get();
                    positions.add(pill.name() + " at " + at.partition() + "-" + at.offset());
                } catch (Exception e) {
                    context.note(pill.name() + " was refused: " + e.getMessage());
                    refused++;
                }
            }
        }
        return refused;
    }

    /** Records a problem if a process has failed, or has taken too much memory. */
    static void checkWell(RoundContext context, ProductProcess process) throws IOException {
        List<String> failures =
                process.output().stream().filter(line -> line.startsWith("! ")).toList();
        if (!failures.isEmpty()) {
            context.addProblem(process.name() + " failed " + failures.size() + " times, first: " + failures.get(0));
        }
        long megabytes = peakMegabytes(process);
        context.note(process.name() + " took at most " + megabytes + " MB");
        if (megabytes > MAX_MEGABYTES) {
            context.addProblem(process.name() + " took " + megabytes + " MB");
        }
    }

    /** The most memory that a running process has had, resident. */
    static long peakMegabytes(ProductProcess process) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }
}
