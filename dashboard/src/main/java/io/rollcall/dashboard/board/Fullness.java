package io.rollcall.dashboard.board;

import io.rollcall.model.stats.Window;

/**
 * Which windows are full: their end has passed, and what Kafka had received by then is counted. A full window can still
 * change, because logins may come late; see {@link Finality}. Times are ms since the epoch. Immutable.
 *
 * @param throughMillis every window that ends by this time is full; null if that is known of none
 */
record Fullness(Long throughMillis) {
    /**
     * What the newest records tell. A window is full once both jobs are complete through its end. Their reports come
     * every few seconds, so it is also full once a login after its end is counted. A producer's clock may be fast, so
     * that counts only if the broker's clock has passed the end too.
     *
     * @param newestPaneMillis start of the newest pane with a login, or null before any
     * @param brokerMillis the broker's time, or null if unknown
     * @param completeThroughMillis every raw login with a Kafka timestamp before this is counted; null if unknown
     */
    static Fullness of(Long newestPaneMillis, Long brokerMillis, Long completeThroughMillis) {
        if (newestPaneMillis == null || brokerMillis == null) {
            return new Fullness(completeThroughMillis);
        }
        long passed = Math.min(newestPaneMillis, brokerMillis);
        return new Fullness(completeThroughMillis == null ? passed : Math.max(passed, completeThroughMillis));
    }

    boolean isFull(Window window) {
        return throughMillis != null && window.endMillis() <= throughMillis;
    }
}
