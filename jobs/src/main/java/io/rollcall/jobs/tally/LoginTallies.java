package io.rollcall.jobs.tally;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.login.CountedLogin;
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

    /** A power of two, more than there are codes of two letters. */
    private static final int RECENT = 1_024;

    private final Windowing windowing;
    private final Set<String> locales;
    private final Map<String, Map<Long, LoginTally>> tallies = new HashMap<>();
    private final CountedLogin counted = new CountedLogin();
    /** By the last bits of {@link #codeOf}. */
    private final Recent[] recent = new Recent[RECENT];

    private int size;
    private long newestMillis = Long.MIN_VALUE;

    /** The tally to which the last login of a locale was added: the next one most often belongs there too. */
    private static final class Recent {
        final int code;
        final String countedAs;
        long pane;
        LoginTally tally;

        Recent(int code, String countedAs) {
            this.code = code;
            this.countedAs = countedAs;
        }
    }

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
        if (value != null && counted.read(value)) {
            int code = codeOf(counted);
            if (code >= 0) {
                tally(code, pane(counted.timestampMillis(), kafkaMillis)).add(counted);
                return true;
            }
        }
        try {
            CleanLogin login = LoginJson.readClean(value);
            tally(countedAs(login.locale()), pane(login.timestampMillis(), kafkaMillis))
                    .add(login);
            return true;
        } catch (IllegalArgumentException | NullPointerException | DateTimeException notACleanLogin) {
            return false;
        }
    }

    private String countedAs(String locale) {
        return Locales.counted(locale, locales);
    }

    private long pane(long timestampMillis, long kafkaMillis) {
        long pane = windowing.paneOf(timestampMillis);
        if (pane - Windowing.MAX_AHEAD_MILLIS > kafkaMillis) {
            return TOO_FAR_AHEAD;
        }
        newestMillis = Math.max(newestMillis, Math.min(pane, kafkaMillis));
        return pane;
    }

    /** A number that belongs to this locale alone; -1 if it is not of two or three letters from A to Z. */
    private static int codeOf(CountedLogin login) {
        int length = login.localeLength();
        if (length != 2 && length != 3) {
            return -1;
        }
        int code = 0;
        for (int i = 0; i < length; i++) {
            int letter = login.localeByte(i) - 'A' + 1;
            if (letter < 1 || letter > 26) {
                return -1;
            }
            code = code * 27 + letter;
        }
        return code;
    }

    private LoginTally tally(int code, long pane) {
        Recent last = recent[code & RECENT - 1];
        if (last == null || last.code != code) {
            last = new Recent(code, countedAs(counted.locale()));
            recent[code & RECENT - 1] = last;
        }
        if (last.tally == null || last.pane != pane) {
            last.tally = tally(last.countedAs, pane);
            last.pane = pane;
        }
        return last.tally;
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
