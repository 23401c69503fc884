package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.stats.Window;

/**
 * The numbers of one window of the history, nationwide or of one locale.
 *
 * @param isFinal whether the window can no longer change
 * @param isFull whether the end of the window has passed, and what Kafka had received by then is counted
 */
public record WindowTotals(Window window, boolean isFinal, boolean isFull, Totals totals) {}
