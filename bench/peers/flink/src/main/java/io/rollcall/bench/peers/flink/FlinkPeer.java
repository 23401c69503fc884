package io.rollcall.bench.peers.flink;

import io.rollcall.model.settings.Topics;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the job in a cluster inside this process until the process is killed. */
public final class FlinkPeer {
    /** The number of partitions, and of cores of the machine on which it is measured. */
    private static final int PARALLELISM = 2;

    private FlinkPeer() {}

    /** Arguments: bootstrap server, {@code at-least-once} or {@code exactly-once}, directory for checkpoints. */
    public static void main(String[] args) throws Exception {
        Guarantee guarantee = Guarantee.named(args[1]);
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, config(guarantee, Path.of(args[2])));
        new LoginJob(args[0], Topics.DEFAULT, guarantee.delivery).addTo(flink);
        flink.execute("logins");
    }

    private static Configuration config(Guarantee guarantee, Path directory) {
        Configuration config = new Configuration();
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, guarantee.interval);
        config.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, guarantee.mode);
        config.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.toAbsolutePath().toUri().toString());
        config.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        config.set(PipelineOptions.OBJECT_REUSE, true);
        // A type without its own serializer is an error, because the generic one is slow.
        config.set(PipelineOptions.GENERIC_TYPES, false);
        // By default a login waits up to 100 ms between two operators.
        config.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5));
        return config;
    }

    private enum Guarantee {
        /** Rows are visible as soon as they are written. Checkpoints do not delay them. */
        AT_LEAST_ONCE(DeliveryGuarantee.AT_LEAST_ONCE, CheckpointingMode.AT_LEAST_ONCE, Duration.ofSeconds(10)),
        /** Rows are visible to readers once the checkpoint is complete. */
        EXACTLY_ONCE(DeliveryGuarantee.EXACTLY_ONCE, CheckpointingMode.EXACTLY_ONCE, Duration.ofSeconds(1));

        private final DeliveryGuarantee delivery;
        private final CheckpointingMode mode;
        private final Duration interval;

        Guarantee(DeliveryGuarantee delivery, CheckpointingMode mode, Duration interval) {
            this.delivery = delivery;
            this.mode = mode;
            this.interval = interval;
        }

        static Guarantee named(String name) {
            for (Guarantee guarantee : values()) {
                if (guarantee.delivery.toString().equals(name)) {
                    return guarantee;
                }
            }
            throw new IllegalArgumentException("at-least-once or exactly-once, not " + name);
        }
    }
}
