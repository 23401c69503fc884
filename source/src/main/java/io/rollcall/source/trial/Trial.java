package io.rollcall.source.trial;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.model.login.RawRecord;
import io.rollcall.source.Mapped;
import io.rollcall.source.MappedCleaner;
import io.rollcall.source.MappedLogin;
import io.rollcall.source.Mapper;
import io.rollcall.source.Verdict;
import io.rollcall.source.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;

/** Applies a mapping and the cleaning rules to records, and keeps account of what becomes of them. For one thread. */
public final class Trial {
    /** Later than any event, so that none is in the future. */
    private static final long NO_KAFKA_TIME = Long.MAX_VALUE;

    private final MappedCleaner cleaner;
    /** Judges neither lateness nor the future. */
    private final MappedCleaner timeless;

    /** Makes again what the cleaner does not give out: the fields of logins that are rejected, and countries. */
    private final Mapper mapper;

    private final Account account;

    /** A trial of a mapping. @param cleaner with the settings that are in force */
    public Trial(Mapping mapping, LoginCleaner cleaner) {
        this.cleaner = new MappedCleaner(mapping, cleaner);
        this.timeless = new MappedCleaner(mapping, new LoginCleaner(Long.MAX_VALUE / 4, 0, cleaner.locator()));
        this.mapper = new Mapper(mapping);
        this.account = new Account(mapping, cleaner.latenessMillis(), cleaner.futureToleranceMillis());
    }

    /** Tries a record whose Kafka timestamp is known. Returns what becomes of its elements, in their order. */
    public List<Tried> add(RawRecord raw) {
        return add(raw, cleaner, true);
    }

    /** Tries a record that Kafka has not received: lateness cannot be judged. Its Kafka timestamp does not matter. */
    public List<Tried> addTimeless(RawRecord raw) {
        RawRecord late = new RawRecord(raw.topic(), raw.id(), NO_KAFKA_TIME, raw.value(), raw.valueLength());
        return add(late, timeless, false);
    }

    private List<Tried> add(RawRecord raw, MappedCleaner by, boolean hasKafkaTime) {
        List<Verdict> verdicts = by.clean(raw);
        List<Mapped> mapped = mapped(raw);
        List<Tried> tried = new ArrayList<>(verdicts.size());
        for (Verdict verdict : verdicts) {
            int element = Math.max(0, verdict.record().id().element());
            boolean isLogin = element < mapped.size() && mapped.get(element) instanceof Mapped.Login;
            MappedLogin login = isLogin ? ((Mapped.Login) mapped.get(element)).login() : null;
            tried.add(tried(verdict, login, hasKafkaTime));
        }
        account.add(tried);
        return tried;
    }

    private List<Mapped> mapped(RawRecord raw) {
        try {
            return raw.value() == null || raw.valueLength() > RawRecord.MAX_VALUE_BYTES
                    ? List.of()
                    : mapper.map(raw.value());
        } catch (MalformedJsonException e) {
            return List.of();
        }
    }

    private static Tried tried(Verdict verdict, MappedLogin login, boolean hasKafkaTime) {
        RawRecord raw = verdict.record();
        if (!(verdict instanceof Verdict.Judged judged)) {
            return new Tried(raw.id(), Fate.SKIPPED, null, null, null, null, null, null);
        }
        if (judged.outcome() instanceof CleaningOutcome.Rejected rejected) {
            return new Tried(raw.id(), Fate.REJECTED, login, null, null, null, rejected.reason(), rejected.detail());
        }
        boolean late = judged.outcome() instanceof CleaningOutcome.Late;
        CleanLogin clean = late
                ? ((CleaningOutcome.Late) judged.outcome()).login()
                : ((CleaningOutcome.Clean) judged.outcome()).login();
        Fate fate = late ? Fate.LATE : clean.hasFailed() ? Fate.FAILED : Fate.COUNTED;
        Long delay = hasKafkaTime ? (Long) (raw.kafkaTimestampMillis() - clean.timestampMillis()) : null;
        return new Tried(raw.id(), fate, login, clean.locale(), clean.placeSource(), delay, null, null);
    }

    /** The account of all records so far. */
    public TrialSummary summary() {
        return account.summary();
    }
}
