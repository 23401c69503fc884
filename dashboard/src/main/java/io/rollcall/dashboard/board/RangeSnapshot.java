package io.rollcall.dashboard.board;

/**
 * The numbers of a range.
 *
 * @param snapshot its window is the part of the range that the numbers cover
 * @param isWhole whether no part of the range lies before or after the history
 */
public record RangeSnapshot(Snapshot snapshot, boolean isWhole) {}
