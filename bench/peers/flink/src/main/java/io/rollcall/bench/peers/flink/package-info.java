/** Rollcall's work on Flink's DataStream: one job, state on the heap, rows by early firing. */
package io.rollcall.bench.peers.flink;
