package io.rollcall.bench;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * For each login the moment at which it was due, and when the stats topic and a snapshot first counted it. Rows and
 * snapshots have only counts. Counts never decrease, so a count of k includes the k-th login sent with that key. Safe
 * for several threads.
 */
final class SentLogins {
    private final Windowing windowing;
    private final Map<String, Key> keys = new HashMap<>();
    private final long[] due;
    private final long[] inStats;
    private final long[] inSnapshot;
    private int sent;
    private int shown;

    SentLogins(Windowing windowing, int capacity) {
        this.windowing = windowing;
        due = new long[capacity];
        inStats = new long[capacity];
        inSnapshot = new long[capacity];
    }

    private static final class Key {
        private int[] logins = new int[64];
        private int sent;
        private int seen;
    }

    /** Adds a login that is about to be sent. Its event time is the moment at which it is due. */
    synchronized void add(CleanLogin login) {
        int index = sent++;
        due[index] = login.timestampMillis();
        for (Window window : windowing.windowsOf(windowing.paneOf(login.timestampMillis()))) {
            Key key = keys.computeIfAbsent(keyOf(window.startMillis(), login.locale()), k -> new Key());
            if (key.sent == key.logins.length) {
                key.logins = Arrays.copyOf(key.logins, 2 * key.sent);
            }
            key.logins[key.sent++] = index;
        }
    }

    /** Adds a row of statistics that was read at this time (ms). */
    synchronized void row(long windowStartMillis, String locale, long logins, long now) {
        Key key = keys.get(keyOf(windowStartMillis, locale));
        while (key != null && key.seen < Math.min(logins, key.sent)) {
            int index = key.logins[key.seen++];
            if (inStats[index] == 0) {
                inStats[index] = now;
            }
        }
    }

    /** Adds a snapshot with this number of visits that was read at this time (ms). */
    synchronized void snapshot(long visits, long now) {
        while (shown < Math.min(visits, sent)) {
            inSnapshot[shown++] = now;
        }
    }

    /** Whether the stats topic and a snapshot have counted all logins sent. */
    synchronized boolean allSeen() {
        return allInStats() && shown == sent;
    }

    /** Whether the stats topic has counted all logins sent. */
    synchronized boolean allInStats() {
        for (int i = 0; i < sent; i++) {
            if (inStats[i] == 0) {
                return false;
            }
        }
        return true;
    }

    /** The latencies on the stats topic of the logins due from {@code from} to before {@code to} (ms). */
    synchronized Latencies statsLatencies(long from, long to) {
        return latencies(inStats, from, to);
    }

    /** The latencies in the snapshot of the logins due from {@code from} to before {@code to} (ms). */
    synchronized Latencies snapshotLatencies(long from, long to) {
        return latencies(inSnapshot, from, to);
    }

    private Latencies latencies(long[] seen, long from, long to) {
        Latencies latencies = new Latencies();
        for (int i = 0; i < sent; i++) {
            if (due[i] >= from && due[i] < to) {
                latencies.add(seen[i] == 0 ? Latencies.NEVER : seen[i] - due[i]);
            }
        }
        return latencies;
    }

    private static String keyOf(long windowStartMillis, String locale) {
        return IsoTime.format(windowStartMillis) + "|" + locale;
    }
}
