package io.rollcall.jobs.tally;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.LoginJson;
import io.rollcall.model.place.Locales;
import io.rollcall.model.stats.Windowing;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Tallies clean logins by locale and pane. Not thread-safe.
 *
 * <p>A login's own time steers nothing beyond the Kafka timestamp of its clean record, because a producer with a fast
 * clock may set both its event time and, on a topic with {@code CreateTime}, its raw record's timestamp.
 */
public final class LoginTallies {
    /** The pane of logins that are too far ahead of their Kafka timestamps to be counted. */
    static final long TOO_FAR_AHEAD = Long.MAX_VALUE;

    private final Windowing windowing;
    private final Set<String> locales;
    private final Map<String, Map<Long, LoginTally>> tallies = new HashMap<>();
    private int size;
    private long newestMillis = Long.MIN_VALUE;

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

    /**
     * Adds a record of {@code user-login-clean}.
     *
     * @param kafkaMillis its Kafka timestamp, ms
     * @return false if it is not a clean login
     */
    public boolean add(byte[] value, long kafkaMillis) {
        try {
            CleanLogin login = LoginJson.readClean(value);
            String locale = Locales.counted(login.locale(), locales);
            long pane = windowing.paneOf(login.timestampMillis());
            if (pane - Windowing.MAX_AHEAD_MILLIS > kafkaMillis) {
                pane = TOO_FAR_AHEAD;
            } else {
                newestMillis = Math.max(newestMillis, Math.min(pane, kafkaMillis));
            }
            tally(locale, pane).add(login);
            return true;
        } catch (IllegalArgumentException | NullPointerException | DateTimeException notACleanLogin) {
            return false;
        }
    }

    private LoginTally tally(String locale, long pane) {
        Map<Long, LoginTally> panes = tallies.computeIfAbsent(locale, l -> new HashMap<>());
        LoginTally tally = panes.get(pane);
        if (tally == null) {
            tally = LoginTally.empty();
            panes.put(pane, tally);
            size++;
        }
        return tally;
    }

    /** How many tallies there are. A tally takes about 1 KB of heap. */
    public int size() {
        return size;
    }

    /**
     * The newest event: of the starts of panes, each at most the Kafka timestamp of its record (ms), the latest; {@link
     * Long#MIN_VALUE} before any.
     */
    public long newestMillis() {
        return newestMillis;
    }

    /** Hands out the tallies, in no order. */
    public void forEach(Receiver receiver) {
        tallies.forEach((locale, panes) -> panes.forEach((pane, tally) -> receiver.accept(locale, pane, tally)));
    }
}
