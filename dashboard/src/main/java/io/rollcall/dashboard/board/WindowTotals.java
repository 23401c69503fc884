package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.stats.Window;

/**
 * The numbers of one window of the history, nationwide or of one locale.
 *
 * @param isFinal whether the window can no longer change
 */
public record WindowTotals(Window window, boolean isFinal, Totals totals) {}
