/**
 * Rollcall's work on Flink, written with its DataStream API: one job with its state on the heap. A trigger fires
 * changed windows early. {@code bench/run peers} starts it.
 */
package io.rollcall.bench.peers.flink;
