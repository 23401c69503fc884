/**
 * Compares Rollcall with the engines that a user could choose instead. All do the same work on the same machine.
 * Broker, engine and load are processes of their own, and the oracle checks every result. Started by {@code bench/run
 * peers}; one thread drives the runs, one after the other.
 */
package io.rollcall.bench.peers;
