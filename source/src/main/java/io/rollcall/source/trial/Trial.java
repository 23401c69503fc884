package io.rollcall.source.trial;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.RawRecord;
import io.rollcall.source.MappedLogin;
import io.rollcall.source.Verdict;
import io.rollcall.source.mapping.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Applies a mapping, or none where records have the built-in form, and the cleaning rules to records, and keeps account of what
 * becomes of them. For one thread.
 */
public final class Trial {
    /** Later than any event, so that none is in the future. */
    private static final long NO_KAFKA_TIME = Long.MAX_VALUE;

    private final Form form;
    private final Function<RawRecord, List<Verdict>> cleaner;
    /** Judges neither lateness nor the future. */
    private final Function<RawRecord, List<Verdict>> timeless;

    private final Account account;

    private Trial(Form form, LoginCleaner cleaner, Set<String> locales) {
        this.form = form;
        this.cleaner = form.judgedBy(cleaner);
        this.timeless = form.judgedBy(new LoginCleaner(Long.MAX_VALUE / 4, 0, cleaner.locator()));
        this.account = new Account(form, cleaner, locales);
    }

    /**
     * A trial of a mapping.
     *
     * @param cleaner with the settings that are in force
     * @param locales those that are counted by their own name
     */
    public static Trial of(Mapping mapping, LoginCleaner cleaner, Set<String> locales) {
        return new Trial(new Form.OfMapping(mapping), cleaner, locales);
    }

    /** A trial of records in the built-in form. The parameters are those of {@link #of}. */
    public static Trial ofBuiltIn(LoginCleaner cleaner, Set<String> locales) {
        return new Trial(new Form.BuiltIn(), cleaner, locales);
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

    private List<Tried> add(RawRecord raw, Function<RawRecord, List<Verdict>> by, boolean hasKafkaTime) {
        List<Verdict> verdicts = by.apply(raw);
        List<MappedLogin> logins = form.logins(raw, verdicts);
        List<Tried> tried = new ArrayList<>(verdicts.size());
        for (int i = 0; i < verdicts.size(); i++) {
            tried.add(tried(verdicts.get(i), logins.get(i), hasKafkaTime));
        }
        account.add(tried);
        return tried;
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
