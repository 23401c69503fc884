package io.rollcall.source;

import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.login.RejectReason;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides what becomes of records of a source with a mapping: maps each to its logins, and applies the cleaning rules to
 * each of them. The decision depends on the record, the mapping and the cleaner's settings alone. Never throws. Used by one
 * thread: a job has one per task.
 */
public final class MappedCleaner {
    private final Mapper mapper;
    private final LoginCleaner cleaner;
    /** Whether a record consists of elements with ids of their own. */
    private final boolean hasElements;

    /** A cleaner of the records that this mapping describes. */
    public MappedCleaner(Mapping mapping, LoginCleaner cleaner) {
        this.mapper = new Mapper(mapping);
        this.cleaner = cleaner;
        this.hasElements = mapping.hasElements();
    }

    /**
     * The verdicts on the parts of a record, in their order; at least one. A record that cannot be read or taken apart, or
     * that has no parts, has one verdict as a whole.
     */
    public List<Verdict> clean(RawRecord raw) {
        CleaningOutcome unreadable = cleaner.unreadable(raw);
        if (unreadable != null) {
            return List.of(new Verdict.Judged(raw, unreadable));
        }
        List<Mapped> mapped;
        try {
            mapped = mapper.map(raw.value());
        } catch (MalformedJsonException e) {
            return List.of(new Verdict.Judged(raw, cleaner.malformed(raw, e)));
        } catch (RuntimeException | StackOverflowError e) {
            // A mistake in the mapper. It must not stop the job, which would come upon this record again and again.
            return List.of(new Verdict.Judged(raw, mappingError("The mapping cannot be applied: " + e + ".")));
        }
        if (mapped.isEmpty()) {
            return List.of(new Verdict.Skipped(raw));
        }
        if (!hasElements || isWhole(mapped)) {
            return List.of(judge(mapped.get(0), raw));
        }
        List<Verdict> verdicts = new ArrayList<>(mapped.size());
        for (Mapped element : mapped) {
            verdicts.add(judge(element, raw.withElement(verdicts.size())));
        }
        return verdicts;
    }

    /** Whether the record could not be taken apart. */
    private static boolean isWhole(List<Mapped> mapped) {
        return mapped.get(0) instanceof Mapped.Failed failed && failed.key() == MappingKey.EACH;
    }

    private Verdict judge(Mapped mapped, RawRecord raw) {
        if (mapped instanceof Mapped.Skipped) {
            return new Verdict.Skipped(raw);
        }
        return new Verdict.Judged(
                raw,
                mapped instanceof Mapped.Failed failed
                        ? mappingError(failed.sentence())
                        : cleaner.judge(new MappedCandidate(((Mapped.Login) mapped).login()), raw));
    }

    private static CleaningOutcome mappingError(String sentence) {
        return new CleaningOutcome.Rejected(RejectReason.MAPPING_ERROR, sentence);
    }
}
