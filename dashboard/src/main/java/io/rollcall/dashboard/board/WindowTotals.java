package io.rollcall.dashboard.board;

import io.rollcall.dashboard.history.Totals;
import io.rollcall.model.stats.Window;

/** A window of the history, and its numbers: nationwide or of one locale. */
public record WindowTotals(Window window, boolean isFinal, Totals totals) {}
