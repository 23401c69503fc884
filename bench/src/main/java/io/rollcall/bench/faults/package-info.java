/**
 * The fault harness: starts the real product in processes of its own, injects faults, and compares every number with
 * the one that the oracle computes from the raw topic alone. {@code bench/faults} starts it; the product does not use
 * it. A {@code Campaign} plays the rounds of one {@code Fault} on a {@code Pipeline}; one thread drives a round.
 */
package io.rollcall.bench.faults;
