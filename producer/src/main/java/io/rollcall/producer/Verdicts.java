package io.rollcall.producer;

import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.EventId;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.settings.Settings;
import io.rollcall.source.MappedCleaner;
import io.rollcall.source.Verdict;
import io.rollcall.source.mapping.SourceSetting;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts what the clean job will make of the records that were sent. It applies the job's own rules to each record with
 * the Kafka timestamp that the broker gave it. Thread-safe.
 */
public final class Verdicts {
    /** Judges nothing. */
    static final Verdicts NONE = new Verdicts(null, null);

    private final LoginCleaner cleaner;
    /** Null if the records have the built-in form. Used under the lock. */
    private final MappedCleaner mapped;

    private final Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    private final Map<RejectReason, String> examples = new EnumMap<>(RejectReason.class);
    private long late;
    private long skipped;

    private Verdicts(LoginCleaner cleaner, MappedCleaner mapped) {
        this.cleaner = cleaner;
        this.mapped = mapped;
    }

    /** Judges by the rules that these settings give the clean job. */
    public static Verdicts of(Settings settings) {
        LoginCleaner cleaner = settings.cleaner();
        return new Verdicts(
                cleaner,
                SourceSetting.mapping(settings)
                        .map(mapping -> new MappedCleaner(mapping, cleaner))
                        .orElse(null));
    }

    void judge(String topic, int partition, long offset, long timestampMillis, byte[] value) {
        if (cleaner == null || offset < 0 || timestampMillis < 0) {
            return;
        }
        RawRecord raw = new RawRecord(topic, new EventId(partition, offset), timestampMillis, value);
        if (mapped == null) {
            add(cleaner.clean(raw));
        } else {
            addAll(raw);
        }
    }

    private synchronized void addAll(RawRecord raw) {
        for (Verdict verdict : mapped.clean(raw)) {
            if (verdict instanceof Verdict.Judged judged) {
                add(judged.outcome());
            } else {
                skipped++;
            }
        }
    }

    private void add(CleaningOutcome outcome) {
        if (outcome instanceof CleaningOutcome.Clean) {
            return;
        }
        synchronized (this) {
            if (outcome instanceof CleaningOutcome.Rejected no) {
                rejected.merge(no.reason(), 1L, Long::sum);
                examples.putIfAbsent(no.reason(), no.detail());
            } else {
                late++;
            }
        }
    }

    /** How many records will not be counted and why, in one sentence; empty if all will be. */
    public synchronized String sentence() {
        List<String> parts = new ArrayList<>();
        long all = late + skipped;
        for (Map.Entry<RejectReason, Long> reason : rejected.entrySet()) {
            all += reason.getValue();
            parts.add(String.format(
                    Locale.ROOT,
                    "%,d %s (%s)",
                    reason.getValue(),
                    reason.getKey().wireName(),
                    examples.get(reason.getKey()).replaceAll("\\.$", "")));
        }
        if (late > 0) {
            parts.add(String.format(Locale.ROOT, "%,d late (older than %d s)", late, cleaner.latenessMillis() / 1_000));
        }
        if (skipped > 0) {
            parts.add(String.format(Locale.ROOT, "%,d skipped (by the source's mapping they are no logins)", skipped));
        }
        return all == 0
                ? ""
                : String.format(Locale.ROOT, "%,d of them will not be counted: %s", all, String.join(", ", parts));
    }
}
