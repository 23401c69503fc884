package io.rollcall.bench.faults;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/** The raw topic gets more partitions while everything runs. */
final class MorePartitions implements Fault {
    private static final int MAX_PAUSE_MILLIS = 5_000;

    @Override
    public String name() {
        return "more-partitions";
    }

    @Override
    public String description() {
        return "the raw topic gets one to three more partitions while everything runs";
    }

    @Override
    public boolean needsFreshPipeline() {
        return true;
    }

    @Override
    public Injection inject(RoundContext context) throws Exception {
        Pipeline pipeline = context.pipeline();
        context.startLoad();
        context.pauseRandomly(MAX_PAUSE_MILLIS);
        int partitions = 3 + context.random().nextInt(3);
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            admin.createPartitions(Map.of(pipeline.topics().raw(), NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        }
        long healed = System.currentTimeMillis();
        // A running producer learns of new partitions after minutes; a new one knows them immediately.
        context.stopLoad();
        context.startLoad();
        return new Injection(healed, true, "2 became " + partitions);
    }
}
