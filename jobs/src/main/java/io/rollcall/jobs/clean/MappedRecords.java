package io.rollcall.jobs.clean;

import io.rollcall.jobs.spark.RecordMapper;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.RejectedLogin;
import io.rollcall.source.MappedCleaner;
import io.rollcall.source.Verdict;
import java.util.Collections;
import java.util.Iterator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.sql.catalyst.InternalRow;

/** Any number of rows for each record. */
final class MappedRecords implements RecordMapper.Task {
    private final LoginRouting routing;
    private final MappedCleaner cleaner;
    private final RoutedRow row;
    private final long batch = SkippedByBatch.currentBatch();
    private byte[] key;
    /** Of the record that was taken last. */
    private Iterator<Verdict> verdicts = Collections.emptyIterator();
    /** Whether a rejected element of that record holds its value. */
    private boolean valueIsWritten;
    /** Elements of that record that are no logins. */
    private long skipped;

    MappedRecords(LoginRouting routing, MappedCleaner cleaner, RoutedRow row) {
        this.routing = routing;
        this.cleaner = cleaner;
        this.row = row;
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        if (!routing.leavesOut(record)) {
            key = record.key();
            valueIsWritten = false;
            verdicts = cleaner.clean(RoutedRow.raw(record)).iterator();
        }
    }

    @Override
    public void end() {}

    @Override
    public InternalRow poll() {
        while (verdicts.hasNext()) {
            if (verdicts.next() instanceof Verdict.Judged judged) {
                return routed(judged);
            }
            skipped++;
        }
        // Only now: a record that is repeated, because its batch ended amid its rows, is counted once.
        if (skipped > 0) {
            routing.skipped().add(batch, skipped);
            skipped = 0;
        }
        return null;
    }

    private InternalRow routed(Verdict.Judged judged) {
        if (!(judged.outcome() instanceof CleaningOutcome.Rejected why)) {
            return row.of(key, judged.record(), judged.outcome());
        }
        RejectedLogin login = RejectedLogin.of(judged.record(), why, System.currentTimeMillis());
        boolean again = valueIsWritten;
        valueIsWritten = true;
        // Or else a record of thousands of bad elements would be written thousands of times.
        return row.rejected(key, again ? login.withoutValue() : login);
    }
}
