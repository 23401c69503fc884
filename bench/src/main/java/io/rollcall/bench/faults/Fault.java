package io.rollcall.bench.faults;

import io.rollcall.model.settings.SettingKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Something that goes wrong. */
interface Fault {
    /** As on the command line. */
    String name();

    /** What is done, in one phrase. */
    String description();

    /** Does it, and undoes it; what it starts for the load it may leave to the harness to stop. */
    Injection inject(Stage stage) throws Exception;

    /** Brings up what is there before the first round. */
    default void prepare(Pipeline pipeline) throws Exception {
        pipeline.startBroker();
        pipeline.start(Pipeline.CLEAN);
        pipeline.start(Pipeline.STATS);
        pipeline.start(Pipeline.DASHBOARD);
    }

    /** Gives back what {@link #prepare} took, the pipeline aside. */
    default void cleanUp() throws Exception {}

    /** Settings of the product that differ from the defaults. */
    default Map<SettingKey, String> settings() {
        return Map.of();
    }

    /** Why it cannot be done on this machine. */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /** Whether every round wants a pipeline of its own. */
    default boolean startsAfresh() {
        return false;
    }

    /** Whether it bites by making jobs repeat records: then new duplicates on the topics show that it did. */
    default boolean repeatsRecords() {
        return false;
    }

    /** Records that the jobs had read before they were deleted from the raw topic. */
    default List<ConsumerRecord<byte[], byte[]>> readAndDeleted() {
        return List.of();
    }

    /** How long all may take to settle. */
    default Duration patience() {
        return Duration.ofMinutes(4);
    }
}
