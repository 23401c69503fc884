package io.rollcall.bench.faults;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;

/** The raw topic gets more partitions while all runs. */
final class MorePartitions implements Fault {
    private static final int WITHIN_MILLIS = 5_000;

    @Override
    public String name() {
        return "more-partitions";
    }

    @Override
    public String description() {
        return "the raw topic gets one to three more partitions while all runs";
    }

    @Override
    public boolean startsAfresh() {
        return true;
    }

    @Override
    public Injection inject(Stage stage) throws Exception {
        Pipeline pipeline = stage.pipeline();
        stage.startLoad();
        stage.randomMoment(WITHIN_MILLIS);
        int partitions = 3 + stage.random().nextInt(3);
        try (Admin admin = Admin.create(pipeline.kafka().properties())) {
            admin.createPartitions(Map.of(pipeline.topics().raw(), NewPartitions.increaseTo(partitions)))
                    .all()
                    .get();
        }
        long healed = System.currentTimeMillis();
        // A producer hears of new partitions after minutes; one that starts now knows them.
        stage.stopLoad();
        stage.startLoad();
        return new Injection(healed, true, "2 became " + partitions);
    }
}
