package io.rollcall.dashboard.board;

import io.rollcall.model.stats.Window;

/**
 * Which windows are final. Immutable.
 *
 * @param completeThroughMillis every raw login with a Kafka timestamp (ms) before this is counted; null if unknown
 * @param latenessMillis how late (ms) logins may be and still count
 */
record Finality(Long completeThroughMillis, long latenessMillis) {
    boolean isFinal(Window window) {
        return completeThroughMillis != null && completeThroughMillis >= window.endMillis() + latenessMillis;
    }
}
