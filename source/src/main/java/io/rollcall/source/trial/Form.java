package io.rollcall.source.trial;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.CleaningOutcome;
import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.MalformedJsonException;
import io.rollcall.model.login.RawRecord;
import io.rollcall.model.place.PlaceSource;
import io.rollcall.model.place.Region;
import io.rollcall.source.Mapped;
import io.rollcall.source.MappedCleaner;
import io.rollcall.source.MappedLogin;
import io.rollcall.source.Mapper;
import io.rollcall.source.Verdict;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The form of the records of a trial: how they are judged, and what their logins say. */
sealed interface Form {
    /** Decides what becomes of the parts of a record; at least one. */
    Function<RawRecord, List<Verdict>> judgedBy(LoginCleaner cleaner);

    /** What the source says of each part of a record, which has these verdicts; null where it says nothing. */
    List<MappedLogin> logins(RawRecord raw, List<Verdict> verdicts);

    /** The keys that a login of this form may have. */
    Set<MappingKey> keys();

    /** Whether somebody may add the keys that are missing. */
    boolean canBeChanged();

    /** What a mapping describes. */
    final class OfMapping implements Form {
        private final Mapping mapping;

        /** Makes again what the cleaner does not give out: the fields of logins that are rejected, and countries. */
        private final Mapper mapper;

        OfMapping(Mapping mapping) {
            this.mapping = mapping;
            this.mapper = new Mapper(mapping);
        }

        @Override
        public Function<RawRecord, List<Verdict>> judgedBy(LoginCleaner cleaner) {
            return new MappedCleaner(mapping, cleaner)::clean;
        }

        @Override
        public List<MappedLogin> logins(RawRecord raw, List<Verdict> verdicts) {
            List<Mapped> mapped = mapped(raw);
            List<MappedLogin> logins = new ArrayList<>(verdicts.size());
            for (Verdict verdict : verdicts) {
                int element = Math.max(0, verdict.record().id().element());
                boolean isLogin = element < mapped.size() && mapped.get(element) instanceof Mapped.Login;
                logins.add(isLogin ? ((Mapped.Login) mapped.get(element)).login() : null);
            }
            return logins;
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

        @Override
        public Set<MappingKey> keys() {
            EnumSet<MappingKey> keys = EnumSet.allOf(MappingKey.class);
            keys.removeIf(key -> mapping.text(key) == null);
            return keys;
        }

        @Override
        public boolean canBeChanged() {
            return true;
        }
    }

    /** The built-in form. Of a rejected record, nothing is known but the reason. */
    final class BuiltIn implements Form {
        @Override
        public Function<RawRecord, List<Verdict>> judgedBy(LoginCleaner cleaner) {
            return raw -> List.of(new Verdict.Judged(raw, cleaner.clean(raw)));
        }

        @Override
        public List<MappedLogin> logins(RawRecord raw, List<Verdict> verdicts) {
            CleaningOutcome outcome = ((Verdict.Judged) verdicts.get(0)).outcome();
            CleanLogin login = outcome instanceof CleaningOutcome.Clean clean
                    ? clean.login()
                    : outcome instanceof CleaningOutcome.Late late ? late.login() : null;
            return Arrays.asList(login == null ? null : login(login));
        }

        private static MappedLogin login(CleanLogin login) {
            boolean saysPlace = login.placeSource() != PlaceSource.ADDRESS
                    && !login.locale().equals(Region.UNKNOWN);
            return new MappedLogin(
                    login.userId(),
                    null,
                    login.timestampMillis(),
                    saysPlace ? login.locale() : null,
                    null,
                    login.ip(),
                    login.ip(),
                    login.deviceType(),
                    login.deviceId(),
                    login.appVersion(),
                    login.outcome(),
                    login.failureReason(),
                    login.sourceEventId());
        }

        @Override
        public Set<MappingKey> keys() {
            return EnumSet.of(
                    MappingKey.USER,
                    MappingKey.REGION,
                    MappingKey.IP,
                    MappingKey.DEVICE,
                    MappingKey.DEVICE_ID,
                    MappingKey.APP_VERSION);
        }

        @Override
        public boolean canBeChanged() {
            return false;
        }
    }
}
