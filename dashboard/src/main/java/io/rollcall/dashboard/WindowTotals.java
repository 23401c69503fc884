package io.rollcall.dashboard;

import io.rollcall.model.Window;

/** A window of the history, and its numbers: nationwide or of one locale. */
public record WindowTotals(Window window, boolean isFinal, Totals totals) {}
