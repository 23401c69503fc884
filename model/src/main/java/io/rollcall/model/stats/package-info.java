/**
 * Window statistics: how event time is divided into panes and windows, how distinct ids are counted, and the row that
 * the stats job publishes per window and locale. Panes and windows are functions of the event time alone. Everything is
 * immutable and safe for any thread, except the sketches themselves, which belong to one thread.
 */
package io.rollcall.model.stats;
