/**
 * The code that all peers share: cleaning, the tally of a window, the row of statistics. So the comparison is between
 * engines, not between parsers or sketches. Nothing here depends on an engine.
 */
package io.rollcall.bench.peers.work;
