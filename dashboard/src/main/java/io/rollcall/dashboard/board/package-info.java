/**
 * The current state of the pipeline's output. {@code StatsBoard} takes parsed records from one thread and answers any
 * thread with immutable snapshots, totals and rates; {@code BoardJson} writes these as JSON. The board's lock guards
 * all its parts, which are not thread-safe themselves.
 */
package io.rollcall.dashboard.board;
