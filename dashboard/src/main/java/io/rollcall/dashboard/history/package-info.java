/**
 * The windows of the history (24 hours by default) in bounded memory. Rows and their sketches enter through
 * {@code WindowHistory}; numbers leave as {@code Totals}, {@code VisitCounts} and {@code RangeUnion}. Sketches of older
 * windows move to files of the temporary directory, together with unions of many windows. Not thread-safe, except that
 * a {@code RangeUnion} may be computed on any thread.
 */
package io.rollcall.dashboard.history;
