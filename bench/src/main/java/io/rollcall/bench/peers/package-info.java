/**
 * Rollcall beside the engines that a user would pick instead, each doing the same work on the same machine: broker,
 * engine and load in a process of their own, every answer checked by the oracle. Started by {@code bench/run peers}.
 */
package io.rollcall.bench.peers;
