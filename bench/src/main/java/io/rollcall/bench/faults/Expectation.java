package io.rollcall.bench.faults;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.testkit.oracle.Oracle;
import io.rollcall.testkit.oracle.RawSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must come out of a pipeline, where the raw topic as it is now does not tell everything. */
interface Expectation {
    /** The setting {@code lateness}, ms. */
    long LATENESS_MILLIS = 60_000;

    /** The raw topic tells everything. */
    Expectation PLAIN = new Expectation() {};

    /** Whether a record of the raw topic must be counted. */
    default boolean counts(ConsumerRecord<byte[], byte[]> raw) {
        return true;
    }

    /** What the raw records mean, of which the load writes those of this form. */
    default RawSource source(SourceForm form) {
        return form.meaning(LATENESS_MILLIS);
    }

    /** Tells the oracle, which knows the raw topic as it is now, what else the statistics topic must hold. */
    default void inform(Oracle oracle) {}

    /** Tells the oracle, once the statistics topic is compared, what the dashboard must not show. */
    default void holdApart(Oracle oracle) {}

    /** How many logins the stats job must report as too far ahead, after {@link #inform}. */
    default long aheadRows() {
        return 0;
    }

    /** Whether records of the clean topic were deleted, so that only rows and snapshot can be compared. */
    default boolean deletesCleanRecords() {
        return false;
    }
}
