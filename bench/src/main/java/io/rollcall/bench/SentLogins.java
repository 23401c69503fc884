package io.rollcall.bench;

import io.rollcall.model.login.CleanLogin;
import io.rollcall.model.stats.Window;
import io.rollcall.model.stats.Windowing;
import io.rollcall.model.text.IsoTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * When each login was due to be sent, and when it was first seen at each place. Rows and snapshots carry only counts;
 * as counts only grow, the k-th login sent of a key is in them once they show k. Safe for use by several threads.
 */
final class SentLogins {
    private final Windowing windowing = Windowing.DEFAULT;
    private final Map<String, Key> keys = new HashMap<>();
    private final long[] due;
    private final long[] inStats;
    private final long[] inSnapshot;
    private int sent;
    private int shown;

    SentLogins(int capacity) {
        due = new long[capacity];
        inStats = new long[capacity];
        inSnapshot = new long[capacity];
    }

    private static final class Key {
        private int[] logins = new int[64];
        private int sent;
        private int seen;
    }

    /** A login is about to be sent; its event time is when it was due (ms since the epoch). */
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

    /** A row of statistics was read at this time (ms). */
    synchronized void row(long windowStartMillis, String locale, long logins, long now) {
        Key key = keys.get(keyOf(windowStartMillis, locale));
        while (key != null && key.seen < Math.min(logins, key.sent)) {
            int index = key.logins[key.seen++];
            if (inStats[index] == 0) {
                inStats[index] = now;
            }
        }
    }

    /** A snapshot that shows so many visits was read at this time (ms). */
    synchronized void snapshot(long visits, long now) {
        while (shown < Math.min(visits, sent)) {
            inSnapshot[shown++] = now;
        }
    }

    /** Whether all that were sent have been seen on the stats topic and in a snapshot. */
    synchronized boolean allSeen() {
        return allInStats() && shown == sent;
    }

    /** Whether all that were sent have been seen on the stats topic. */
    synchronized boolean allInStats() {
        for (int i = 0; i < sent; i++) {
            if (inStats[i] == 0) {
                return false;
            }
        }
        return true;
    }

    /** Latencies on the stats topic of the logins due from {@code from} until before {@code to} (ms). */
    synchronized Latencies statsLatencies(long from, long to) {
        return latencies(inStats, from, to);
    }

    /** Latencies in the snapshot of the logins due from {@code from} until before {@code to} (ms). */
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
