/** Rollcall's work on Kafka Streams, as its DSL has it: one topology, state in window stores, rows at each commit. */
package io.rollcall.bench.peers.streams;
