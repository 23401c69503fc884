/**
 * Rollcall's work on Kafka Streams, written with its DSL: one topology with its state in window stores. Rows leave it
 * at each commit. {@code bench/run peers} starts it.
 */
package io.rollcall.bench.peers.streams;
