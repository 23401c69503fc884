package io.rollcall.simulation.check;

import io.rollcall.simulation.pipeline.RawLogin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what the producers have sent, in the simplest way: sets by window and locale. It shares no code with the product.
 */
public final class Oracle {
    /** The logins of one window and locale. */
    public static final class Count {
        private final Set<String> ids = new HashSet<>();
        private final Set<String> users = new HashSet<>();
        private final Set<String> devices = new HashSet<>();
        private final Map<String, Set<String>> failed = new TreeMap<>();
        private final Set<String> failedUsers = new HashSet<>();

        private void add(String id, RawLogin login) {
            if (login.failure() != null) {
                failed.computeIfAbsent(login.failure(), none -> new HashSet<>()).add(id);
                failedUsers.add(login.user());
                return;
            }
            ids.add(id);
            users.add(login.user());
            devices.add(login.device());
        }

        @Override
        public String toString() {
            return logins() + " logins, " + users() + " users, " + devices() + " devices, " + failedLogins()
                    + " failed, " + failedUsers() + " users of these, " + reasons();
        }

        /** Distinct logins. */
        public long logins() {
            return ids.size();
        }

        /** Distinct failed logins. */
        public long failedLogins() {
            return failed.values().stream().mapToLong(Set::size).sum();
        }

        /** Distinct users of failed logins. */
        public long failedUsers() {
            return failedUsers.size();
        }

        /** Distinct failed logins by reason. */
        public Map<String, Long> reasons() {
            Map<String, Long> reasons = new TreeMap<>();
            failed.forEach((reason, of) -> reasons.put(reason, (long) of.size()));
            return reasons;
        }

        /** Distinct users. */
        public long users() {
            return users.size();
        }

        /** Distinct devices. */
        public long devices() {
            return devices.size();
        }
    }

    /** What becomes of a login. */
    public enum Outcome {
        CLEAN,
        LATE,
        REJECTED
    }

    /** In place of a locale: all of them. */
    public static final String NATION = "*";

    private static final Count NOTHING = new Count();

    private final Rules rules;
    private final TreeMap<Long, Map<String, Count>> windows = new TreeMap<>();
    private final Set<String> late = new HashSet<>();
    private final Set<String> rejected = new HashSet<>();

    /** Knows no login yet. */
    public Oracle(Rules rules) {
        this.rules = rules;
    }

    /** What becomes of a login with this Kafka timestamp (ms). */
    public Outcome outcome(RawLogin login, long timestampMillis) {
        if (!login.valid() || login.eventMillis() > timestampMillis + rules.toleranceMillis()) {
            return Outcome.REJECTED;
        }
        return login.eventMillis() < timestampMillis - rules.latenessMillis() ? Outcome.LATE : Outcome.CLEAN;
    }

    /** Adds a login that is committed. */
    public void add(Login sent) {
        switch (outcome(sent.login(), sent.timestampMillis())) {
            case LATE -> late.add(sent.id());
            case REJECTED -> rejected.add(sent.id());
            case CLEAN ->
                count(
                        sent.login().sourceEventId() == null
                                ? sent.id()
                                : sent.login().sourceEventId(),
                        sent.login());
        }
    }

    private void count(String id, RawLogin login) {
        String unlisted = login.locale().equals("USA") && rules.locales().contains("UNK") ? "UNK" : "OTHER";
        String locale = rules.locales().contains(login.locale()) ? login.locale() : unlisted;
        for (long start : rules.windowsOf(login.eventMillis())) {
            Map<String, Count> window = windows.computeIfAbsent(start, none -> new HashMap<>());
            window.computeIfAbsent(locale, none -> new Count()).add(id, login);
            window.computeIfAbsent(NATION, none -> new Count()).add(id, login);
        }
    }

    /** The logins of a window and locale. */
    public Count of(long start, String locale) {
        return windows.getOrDefault(start, Map.of()).getOrDefault(locale, NOTHING);
    }

    /** All windows that have logins, by start and locale; {@link #NATION} is among the locales. */
    public TreeMap<Long, Map<String, Count>> windows() {
        return windows;
    }

    /** Distinct late logins. */
    public long late() {
        return late.size();
    }

    /** Distinct rejected logins. */
    public long rejected() {
        return rejected.size();
    }
}
