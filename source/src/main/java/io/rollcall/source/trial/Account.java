package io.rollcall.source.trial;

import io.rollcall.model.login.LoginCleaner;
import io.rollcall.model.login.LoginOutcome;
import io.rollcall.model.login.RejectReason;
import io.rollcall.model.place.Country;
import io.rollcall.model.place.Locales;
import io.rollcall.model.place.PlaceSource;
import io.rollcall.model.place.PublicAddress;
import io.rollcall.model.place.Region;
import io.rollcall.source.MappedLogin;
import io.rollcall.source.mapping.MappingKey;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
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
    /** Further places elsewhere are counted, but not named. */
    private static final int MAX_OTHER = 1_000;

    private static final Set<String> WORLD = Locales.of(Locales.WORLD);

    private final Form form;
    private final LoginCleaner cleaner;
    private final Set<String> locales;
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
    private long byAddress;
    private long unasked;
    private long elsewhere;
    private long repeated;
    /** The logins that count under OTHER, by what their own locale would be. */
    private final Map<String, Long> other = new HashMap<>();

    /** @param cleaner with the settings that are in force @param locales those that are counted by their own name */
    Account(Form form, LoginCleaner cleaner, Set<String> locales) {
        this.form = form;
        this.cleaner = cleaner;
        this.locales = locales;
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
        addPlace(tried);
        OPTIONAL.stream()
                .filter(key -> form.keys().contains(key) && isEmpty(login, key))
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

    private void addPlace(Tried tried) {
        String place = Locales.counted(tried.locale(), WORLD);
        boolean known = !place.equals(Region.UNKNOWN) && !place.equals(Region.OTHER);
        if (place.equals(Country.UNITED_STATES)) {
            stateless++;
        } else if (known) {
            boolean ofUnitedStates = place.length() == 2;
            placed += ofUnitedStates ? 1 : 0;
            abroad += ofUnitedStates ? 0 : 1;
        }
        byAddress += tried.placeSource() == PlaceSource.ADDRESS ? 1 : 0;
        if (!known
                && cleaner.locator() == null
                && PublicAddress.firstOf(tried.login().addresses()) != null) {
            unasked++;
        }
        String own = known ? place : tried.locale();
        if (Locales.counted(tried.locale(), locales).equals(Region.OTHER)) {
            elsewhere++;
            if (other.size() < MAX_OTHER || other.containsKey(own)) {
                other.merge(own, 1L, Long::sum);
            }
        }
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
                byAddress,
                unasked,
                new TrialSummary.Elsewhere(elsewhere, Map.copyOf(other), Locales.describe(locales)),
                repeated,
                untimed,
                new EnumMap<>(empty),
                form.canBeChanged()
                        ? OPTIONAL.stream()
                                .filter(key -> !form.keys().contains(key))
                                .toList()
                        : List.of(),
                Delays.of(
                        Arrays.copyOf(delays, delayCount), cleaner.latenessMillis(), cleaner.futureToleranceMillis()));
    }
}
