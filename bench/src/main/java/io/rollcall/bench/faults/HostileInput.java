package io.rollcall.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A million hostile values on the raw topic. */
final class HostileInput implements Fault {
    private static final int VALUES = 1_000_000;
    private static final int QUICK_VALUES = 50_000;

    @Override
    public String name() {
        return "abuse";
    }

    @Override
    public String description() {
        return "a million hostile values: no job stops, each is routed, memory stays bounded";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(20);
    }

    @Override
    public Injection inject(RoundContext context) throws IOException {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.stopLoad();
        int count = context.isQuick() ? QUICK_VALUES : VALUES;
        HostileValues values = new HostileValues(context.random().nextLong());
        Map<String, Object> properties = pipeline.kafka().producerProperties();
        properties.put("linger.ms", 20);
        properties.put("compression.type", "lz4");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                byte[] value = pipeline.form().write(values.next(System.currentTimeMillis()));
                producer.send(new ProducerRecord<>(pipeline.topics().raw(), value));
            }
        }
        long healed = System.currentTimeMillis();
        new Verification(pipeline, timeout()).awaitRouted();
        return new Injection(
                healed,
                true,
                count + " values; most memory: clean " + PoisonPills.peakMegabytes(pipeline.part(Pipeline.CLEAN))
                        + " MB, stats " + PoisonPills.peakMegabytes(pipeline.part(Pipeline.STATS)) + " MB");
    }
}
