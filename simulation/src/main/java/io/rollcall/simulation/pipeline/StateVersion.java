package io.rollcall.simulation.pipeline;

import io.rollcall.jobs.progress.HorizonTracker;
import io.rollcall.jobs.tally.LocaleState;
import java.util.List;
import java.util.TreeMap;

/** One version of the state of {@code user_login_stats}: the panes and the horizon of each locale. */
final class StateVersion {
    /** The state of one locale. */
    private static final class Locale implements LocaleState.Store {
        private final TreeMap<Long, byte[]> panes = new TreeMap<>();
        private final boolean keepsAll;
        private long horizon = HorizonTracker.NONE;

        Locale(boolean keepsAll) {
            this.keepsAll = keepsAll;
        }

        @Override
        public byte[] tally(long pane) {
            return panes.get(pane);
        }

        @Override
        public void putTally(long pane, byte[] tally) {
            panes.put(pane, tally);
        }

        @Override
        public void dropTally(long pane) {
            if (!keepsAll) {
                panes.remove(pane);
            }
        }

        @Override
        public List<Long> panes() {
            return List.copyOf(panes.keySet());
        }

        @Override
        public long horizonMillis() {
            return horizon;
        }

        @Override
        public void putHorizon(long millis) {
            horizon = millis;
        }
    }

    private final TreeMap<String, Locale> locales = new TreeMap<>();
    private final boolean keepsAll;

    /** @param keepsAll whether it drops nothing, which is a mutation */
    StateVersion(boolean keepsAll) {
        this.keepsAll = keepsAll;
    }

    LocaleState.Store of(String locale) {
        return locales.computeIfAbsent(locale, none -> new Locale(keepsAll));
    }

    StateVersion copy() {
        StateVersion copy = new StateVersion(keepsAll);
        locales.forEach((name, locale) -> {
            Locale copied = new Locale(keepsAll);
            copied.panes.putAll(locale.panes);
            copied.horizon = locale.horizon;
            copy.locales.put(name, copied);
        });
        return copy;
    }

    /** Panes of all locales. */
    int size() {
        return locales.values().stream().mapToInt(locale -> locale.panes.size()).sum();
    }
}
