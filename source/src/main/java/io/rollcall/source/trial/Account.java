package io.rollcall.source.trial;

import io.rollcall.model.login.LoginOutcome;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.place.Country;
import io.rollcall.model.place.Region;
import io.rollcall.source.MappedLogin;
import io.rollcall.source.mapping.Mapping;
import io.rollcall.source.mapping.MappingKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what becomes of records. */
final class Account {
    /** The keys that may be empty without harm. */
    private static final List<MappingKey> OPTIONAL = List.of(
            MappingKey.USER,
            MappingKey.REGION,
            MappingKey.COUNTRY,
            MappingKey.IP,
            MappingKey.DEVICE,
            MappingKey.DEVICE_ID,
            MappingKey.APP_VERSION,
            MappingKey.OUTCOME,
            MappingKey.REASON,
            MappingKey.EVENT_ID);

    /** Repeats beyond these ids are not noticed. */
    private static final int MAX_IDS = 1_000_000;

    private final Mapping mapping;
    private final long latenessMillis;
    private final long toleranceMillis;
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final Map<RejectReason, TrialSummary.Rejections> rejected = new EnumMap<>(RejectReason.class);
    private final Map<MappingKey, Long> empty = new EnumMap<>(MappingKey.class);
    private final Set<String> eventIds = new HashSet<>();
    private long[] delays = new long[1_024];
    private int delayCount;
    private long records;
    private long untimed;
    private long logins;
    private long failedLogins;
    private long placed;
    private long stateless;
    private long abroad;
    private long repeated;

    Account(Mapping mapping, long latenessMillis, long toleranceMillis) {
        this.mapping = mapping;
        this.latenessMillis = latenessMillis;
        this.toleranceMillis = toleranceMillis;
    }

    /** Adds one record. @param elements what becomes of it; at least one */
    void add(List<Tried> elements) {
        records++;
        elements.forEach(this::addElement);
    }

    private void addElement(Tried tried) {
        fates.merge(tried.fate(), 1L, Long::sum);
        if (tried.fate() == Fate.REJECTED) {
            rejected.merge(
                    tried.reason(),
                    new TrialSummary.Rejections(1, tried),
                    (before, one) -> new TrialSummary.Rejections(before.count() + 1, before.example()));
        } else if (tried.fate() != Fate.SKIPPED) {
            addLogin(tried);
        }
    }

    private void addLogin(Tried tried) {
        MappedLogin login = tried.login();
        logins++;
        failedLogins += login.outcome() == LoginOutcome.FAILURE ? 1 : 0;
        if (Country.ofCode(tried.locale()) == null) {
            placed += tried.locale().equals(Region.UNKNOWN) ? 0 : 1;
        } else if (tried.locale().equals(Country.UNITED_STATES)) {
            stateless++;
        } else {
            abroad++;
        }
        OPTIONAL.stream()
                .filter(key -> mapping.text(key) != null && isEmpty(login, key))
                .forEach(key -> empty.merge(key, 1L, Long::sum));
        String id = login.eventId();
        if (id != null && (eventIds.contains(id) || eventIds.size() < MAX_IDS && !eventIds.add(id))) {
            repeated++;
        }
        if (tried.delayMillis() == null) {
            untimed++;
            return;
        }
        if (delayCount == delays.length) {
            delays = Arrays.copyOf(delays, 2 * delays.length);
        }
        delays[delayCount++] = tried.delayMillis();
    }

    private static boolean isEmpty(MappedLogin login, MappingKey key) {
        return switch (key) {
            case USER -> login.user() == null;
            case REGION -> login.place() == null || login.place().equals(Country.UNITED_STATES);
            case COUNTRY -> login.country() == null;
            case IP -> login.ip() == null;
            case DEVICE -> login.device() == null;
            case DEVICE_ID -> login.deviceId() == null;
            case APP_VERSION -> login.appVersion() == null;
            case OUTCOME -> login.outcome() == null;
            case REASON -> login.outcome() == LoginOutcome.FAILURE && login.reason() == null;
            case EVENT_ID -> login.eventId() == null;
            default -> false;
        };
    }

    TrialSummary summary() {
        return new TrialSummary(
                records,
                new EnumMap<>(fates),
                logins,
                failedLogins,
                new EnumMap<>(rejected),
                placed,
                stateless,
                abroad,
                repeated,
                untimed,
                new EnumMap<>(empty),
                OPTIONAL.stream().filter(key -> mapping.text(key) == null).toList(),
                Delays.of(Arrays.copyOf(delays, delayCount), latenessMillis, toleranceMillis));
    }
}
