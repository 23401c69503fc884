package io.rollcall.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.bench.source.SourceForm;
import io.rollcall.bench.source.SourceForm.Shares;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.RawRecord;
import io.rollcall.producer.LoginGenerator;
import io.rollcall.producer.LoginMix;
import io.rollcall.producer.LoginSource;
import io.rollcall.source.MappedCleaner;
import io.rollcall.source.Verdict;
import io.rollcall.source.mapping.Presets;
import io.rollcall.testkit.SettableClock;
import io.rollcall.testkit.oracle.Oracle;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What a load writes in the form of a preset is what the preset makes of it. */
class SourceFormTest {
    private static final long NOW = 1_764_000_000_000L;
    private static final int RECORDS = 20_000;

    private final Oracle oracle = Oracle.of(SourceForm.of("okta", Shares.MIXED).meaning(60_000));
    /** What the preset makes of the records, by event id. */
    private final Map<String, String> found = new TreeMap<>();

    private final Set<String> places = new TreeSet<>();
    private long skipped;
    private long failed;

    @Test
    void oktaMeansWhatItsPresetReads() throws Exception {
        SourceForm form = SourceForm.of("okta", Shares.MIXED);
        SettableClock clock = new SettableClock(NOW);
        LoginSource logins = form.write(new LoginGenerator(7, new LoginMix(0.1, 0.1, 0.05, 0.05), clock));
        HostileValues hostile = new HostileValues(7);
        MappedCleaner cleaner = new MappedCleaner(Presets.load("okta"), LoginCleaner.DEFAULT);
        for (int i = 0; i < RECORDS; i++) {
            byte[] value =
                    switch (i % 4) {
                        case 0 -> hostile.next(NOW);
                        case 1 -> form.write(hostile.next(NOW));
                        default -> logins.next().value();
                    };
            add(cleaner, i, value);
        }
        assertThat(found).isEqualTo(wanted());
        assertThat(found.values()).contains("clean", "late", "mapping_error", "malformed_json", "missing_user_id");
        assertThat(oracle.skipped()).isEqualTo(skipped).isPositive();
        assertThat(failed).isPositive();
        assertThat(places).hasSizeGreaterThan(50);
    }

    /** What becomes of the records, by event id, as the oracle says. */
    private Map<String, String> wanted() {
        Map<String, String> wanted = new TreeMap<>();
        oracle.clean.forEach(id -> wanted.put(id, "clean"));
        oracle.late.forEach(id -> wanted.put(id, "late"));
        oracle.rejectedByReason.forEach((reason, ids) -> ids.forEach(id -> wanted.put(id, reason)));
        return wanted;
    }

    private void add(MappedCleaner cleaner, int offset, byte[] value) {
        oracle.add(new ConsumerRecord<>(
                "raw",
                0,
                offset,
                NOW,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                null,
                value,
                new RecordHeaders(),
                Optional.empty()));
        for (Verdict verdict : cleaner.clean(new RawRecord("raw", new EventId(0, offset), NOW, value))) {
            String id = verdict.record().id().toString();
            if (verdict instanceof Verdict.Skipped) {
                skipped++;
                continue;
            }
            CleaningOutcome outcome = ((Verdict.Judged) verdict).outcome();
            if (outcome instanceof CleaningOutcome.Rejected of) {
                found.put(id, of.reason().wireName());
            } else if (outcome instanceof CleaningOutcome.Clean of) {
                found.put(id, "clean");
                places.add(of.login().locale());
                failed += of.login().hasFailed() ? 1 : 0;
            } else {
                found.put(id, "late");
            }
        }
    }

    @Test
    void aPlainLoadIsOneSuccessfulLoginPerRecordOfKilobytes() throws Exception {
        SourceForm form = SourceForm.of("okta", Shares.PLAIN);
        LoginSource logins = form.write(new LoginGenerator(7, LoginMix.PLAIN, new SettableClock(NOW)));
        MappedCleaner cleaner = new MappedCleaner(Presets.load("okta"), LoginCleaner.DEFAULT);
        for (int i = 0; i < 1_000; i++) {
            byte[] value = logins.next().value();
            assertThat(value.length).isBetween(1_400, 1_900);
            add(cleaner, i, value);
        }
        assertThat(found.values()).hasSize(1_000).containsOnly("clean");
        assertThat(failed).isZero();
    }
}
