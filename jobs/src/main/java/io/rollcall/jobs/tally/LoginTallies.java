package io.rollcall.jobs.tally;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.login.Region;
import io.rollcall.model.stats.Windowing;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Tallies clean logins by locale and pane. Not thread-safe. */
public final class LoginTallies {
    private final Windowing windowing;
    private final Set<String> locales;
    private final Map<String, Map<Long, LoginTally>> tallies = new HashMap<>();

    /** Receives a tally with its locale and the start of its pane (ms). */
    @FunctionalInterface
    public interface Receiver {
        /** Called once per locale and pane. */
        void accept(String locale, long pane, LoginTally tally);
    }

    /** No tallies yet. @param locales logins of other locales are counted under {@code OTHER} */
    public LoginTallies(Windowing windowing, Set<String> locales) {
        this.windowing = windowing;
        this.locales = locales;
    }

    /** Adds a record of {@code user-login-clean}. Returns false if it is not a clean login. */
    public boolean add(byte[] value) {
        try {
            CleanLogin login = LoginJson.readClean(value);
            String locale = locales.contains(login.locale()) ? login.locale() : Region.OTHER;
            tallies.computeIfAbsent(locale, l -> new HashMap<>())
                    .computeIfAbsent(windowing.paneOf(login.timestampMillis()), p -> LoginTally.empty())
                    .add(login.id(), login.userId(), login.deviceId());
            return true;
        } catch (IllegalArgumentException | NullPointerException | DateTimeException notACleanLogin) {
            return false;
        }
    }

    /** Hands out the tallies, in no order. */
    public void forEach(Receiver receiver) {
        tallies.forEach((locale, panes) -> panes.forEach((pane, tally) -> receiver.accept(locale, pane, tally)));
    }
}
