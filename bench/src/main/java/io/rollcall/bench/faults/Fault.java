package io.rollcall.bench.faults;

import io.rollcall.model.settings.SettingKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A fault that the harness injects. */
interface Fault extends Expectation {
    /** The name on the command line. */
    String name();

    /** What is done, in one phrase for a person. */
    String description();

    /** Injects the fault and undoes it. The harness stops the load, if the fault leaves it running. */
    Injection inject(RoundContext context) throws Exception;

    /** Starts the pipeline before the first round. */
    default void prepare(Pipeline pipeline) throws Exception {
        pipeline.startBroker();
        pipeline.start(Pipeline.CLEAN);
        pipeline.start(Pipeline.STATS);
        pipeline.start(Pipeline.DASHBOARD);
    }

    /** Releases what {@link #prepare} has taken, except the pipeline. */
    default void cleanUp() throws Exception {}

    /** Settings of the product that differ from the defaults. */
    default Map<SettingKey, String> settings() {
        return Map.of();
    }

    /** Why this fault cannot be injected on this machine; empty if it can. */
    default Optional<String> unavailable() {
        return Optional.empty();
    }

    /** Whether it starts parts of a former version, whose folder the option {@code --former} must name. */
    default boolean needsFormerVersion() {
        return false;
    }

    /** Whether every round needs a new pipeline. */
    default boolean needsFreshPipeline() {
        return false;
    }

    /** Whether the fault makes jobs write records again, so that new duplicates on the topics show its effect. */
    default boolean repeatsRecords() {
        return false;
    }

    /** How long the pipeline may take to process everything afterwards. */
    default Duration timeout() {
        return Duration.ofMinutes(4);
    }
}
