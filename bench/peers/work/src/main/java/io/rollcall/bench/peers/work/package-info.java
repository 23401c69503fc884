/**
 * The work that each peer does by the same code: cleaning, the tally of a window, the row of statistics. So engines are
 * compared, not parsers or sketches. Nothing here knows an engine.
 */
package io.rollcall.bench.peers.work;
